/**
 * Structured clone as JSON. The same source runs in Node and in a page's isolated world, so it stands
 * alone. What cannot be cloned throws as in Electron.
 */
export function makeCodec(): { encode(value: unknown): unknown; decode(value: unknown): unknown } {
  const inNode = typeof Buffer !== 'undefined';
  const toBase64 = (bytes: Uint8Array): string => {
    if (inNode) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(binary);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    // Copied: a Buffer may be a view into a pool that typed arrays must not show.
    inNode
      ? new Uint8Array(Buffer.from(text, 'base64'))
      : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const arrays: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Uint8ClampedArray,
    Int8Array,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors: Record<string, new (message: string) => Error> = {
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    EvalError,
    URIError,
  };

  function encode(value: unknown): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', value: String(value) };
    if (typeof value === 'number') {
      if (Object.is(value, -0)) return { $: 'number', value: '-0' };
      return Number.isFinite(value) ? value : { $: 'number', value: String(value) };
    }
    if (typeof value !== 'object') return refuse();
    if (Array.isArray(value)) return value.map(encode);
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
      return { $: 'bytes', as: tag, value: toBase64(bytes) };
    }
    if (value instanceof ArrayBuffer) return { $: 'bytes', as: tag, value: toBase64(new Uint8Array(value)) };
    if (value instanceof Date) return { $: 'date', value: value.getTime() };
    if (value instanceof Map) return { $: 'map', value: [...value].map((entry) => entry.map(encode)) };
    if (value instanceof Set) return { $: 'set', value: [...value].map(encode) };
    if (value instanceof RegExp) return { $: 'regexp', source: value.source, flags: value.flags };
    if (value instanceof Error) {
      return { $: 'error', name: value.name, message: value.message, stack: value.stack };
    }
    if (['Promise', 'MessagePort', 'File', 'Blob', 'WeakMap', 'WeakSet'].includes(tag)) return refuse();
    const plain = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
    return '$' in plain ? { $: 'object', value: plain } : plain;
  }

  function decodeFields(fields: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, decode(item)]));
  }

  function decode(encoded: unknown): unknown {
    if (encoded === null || typeof encoded !== 'object') return encoded;
    if (Array.isArray(encoded)) return encoded.map(decode);
    if (!('$' in encoded)) return decodeFields(encoded);
    const { $: kind, value, as, source, flags, name, message, stack } = encoded as Record<string, string>;
    const list = value as unknown;
    if (kind === 'undefined') return undefined;
    if (kind === 'number') return Number(value);
    if (kind === 'bigint') return BigInt(value ?? 0);
    if (kind === 'date') return new Date(Number(value));
    if (kind === 'map')
      return new Map((list as unknown[][]).map((entry) => entry.map(decode) as [unknown, unknown]));
    if (kind === 'set') return new Set((list as unknown[]).map(decode));
    if (kind === 'regexp') return new RegExp(source ?? '', flags);
    if (kind === 'object') return decodeFields(list as object);
    if (kind === 'error') {
      const error = new (errors[name ?? ''] ?? Error)(message ?? '');
      if (stack !== undefined) error.stack = stack;
      return error;
    }
    const { buffer } = fromBase64(value ?? '');
    const View = arrays[as ?? ''];
    return View ? new View(buffer) : buffer;
  }

  return { encode, decode };
}
