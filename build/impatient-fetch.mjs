// Loaded into Electron's own downloader: a server that says nothing for a while is given up.
const patience = Number(process.env['PHOTOFINISH_ELECTRON_PATIENCE'] ?? 10_000);
const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`no answer for ${patience / 1000} s`));
  let timer = setTimeout(giveUp, patience);
  const signal = AbortSignal.any([abort.signal, ...(init?.signal ? [init.signal] : [])]);
  const response = await fetch(input, { ...init, signal }).finally(() => clearTimeout(timer));
  timer = setTimeout(giveUp, patience);
  const heard = new TransformStream({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  const { status, statusText, headers } = response;
  if (!response.body) clearTimeout(timer);
  return new Response(response.body?.pipeThrough(heard) ?? null, { status, statusText, headers });
};
