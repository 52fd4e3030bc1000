/**
 * One side of `contextBridge`. The page's own world and the preload's share the document and nothing
 * else: each tells the other by events whose `detail` Chromium clones from one world into the other.
 * Functions become names that the other side calls, promises names that are settled later.
 *
 * @param secret names the events, so that a page cannot guess them
 */
export function makeBridge(secret: string, me: string, other: string) {
  // The page may replace these later; what is kept here is Chromium's own.
  const { document, CustomEvent } = window;
  const { dispatchEvent } = EventTarget.prototype;
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  const names = new WeakMap<object, string>();
  const pending = new Map<string, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let count = 0;
  let reply: { value?: unknown; error?: unknown } | null = null;

  const tell = (what: string, detail: unknown) =>
    dispatchEvent.call(document, new CustomEvent(secret + other + what, { detail }));
  const hear = (what: string, listener: (detail: never) => void) =>
    document.addEventListener(secret + me + what, (event) =>
      listener((event as CustomEvent).detail as never),
    );

  function nameOf(value: (...args: unknown[]) => unknown): string {
    const known = names.get(value);
    if (known) return known;
    const name = me + ++count;
    names.set(value, name);
    functions.set(name, value);
    return name;
  }

  function encode(value: unknown): unknown {
    if (typeof value === 'function') return { $function: nameOf(value as (...args: unknown[]) => unknown) };
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(encode);
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (tag === 'Promise') {
      const name = me + ++count;
      (value as Promise<unknown>).then(
        (result) => tell('settle', { name, resolved: true, value: encode(result) }),
        (error) => tell('settle', { name, resolved: false, value: encode(error) }),
      );
      return { $promise: name };
    }
    if (tag === 'Error') return { $error: (value as Error).message };
    if (tag !== 'Object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
  }

  function decode(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    const { $function, $promise, $error } = value as Record<string, string | undefined>;
    if ($function !== undefined) return (...args: unknown[]) => call($function, args);
    if ($promise !== undefined) {
      return new Promise((resolve, reject) => pending.set($promise, { resolve, reject }));
    }
    if ($error !== undefined) return new Error($error);
    if (Object.prototype.toString.call(value) !== '[object Object]') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
  }

  function call(name: string, args: unknown[]): unknown {
    tell('call', { name, args: args.map(encode) });
    const answer = reply;
    reply = null;
    if (!answer) throw new Error('The other world did not answer.');
    if ('error' in answer) throw decode(answer.error);
    return decode(answer.value);
  }

  function freeze(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    for (const item of Object.values(value)) freeze(item);
    return Object.freeze(value);
  }

  hear('call', ({ name, args }: { name: string; args: unknown[] }) => {
    try {
      tell('reply', { value: encode(functions.get(name)?.(...args.map(decode))) });
    } catch (error) {
      tell('reply', { error: encode(error instanceof Error ? error : new Error(String(error))) });
    }
  });
  hear('reply', (answer: { value?: unknown; error?: unknown }) => {
    reply = answer;
  });
  hear('settle', ({ name, resolved, value }: { name: string; resolved: boolean; value: unknown }) => {
    const promise = pending.get(name);
    pending.delete(name);
    if (resolved) promise?.resolve(decode(value));
    else promise?.reject(decode(value));
  });
  hear('expose', ({ key, value }: { key: string; value: unknown }) => {
    Object.defineProperty(window, key, { value: freeze(decode(value)), enumerable: true });
  });
  return { expose: (key: string, value: unknown) => tell('expose', { key, value: encode(value) }) };
}
