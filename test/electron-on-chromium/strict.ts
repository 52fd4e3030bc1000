import { EventEmitter } from 'node:events';

/** Asked of any value by Node, by a debugger or by `await`, and absent from Electron's objects too. */
const askedOfAnything = new Set<string>([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'asymmetricMatch',
  'nodeType',
]);

/**
 * The same object, but whatever it does not have throws by its name instead of being `undefined`: a part
 * of Electron that the stand-in lacks must not pass for one that does nothing.
 */
export function strict<T extends object>(name: string, value: T): T {
  return new Proxy(value, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || askedOfAnything.has(key))
        return Reflect.get(target, key);
      throw missing(`${name}.${key}`);
    },
  });
}

export function missing(what: string): Error {
  return new Error(`The stand-in for Electron has no ${what}.`);
}

/** Options that the stand-in follows, or that make no difference in Chromium. Any other one throws. */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) if (!known.includes(key)) throw missing(`${name} option ${key}`);
}

/** An emitter that refuses to wait for an event which it never sends. */
export class KnownEvents<Events extends Record<keyof Events, unknown[]>> extends EventEmitter {
  constructor(name: string, known: readonly (keyof Events & string)[]) {
    super();
    const names = new Set<string | symbol>(['newListener', ...known]);
    super.on('newListener', (event: string | symbol) => {
      if (typeof event === 'string' && !names.has(event)) throw missing(`${name} event ${event}`);
    });
  }
}

/** What an event hands over first: whether somebody prevents what usually follows. */
export function preventable(): { readonly preventDefault: () => void; defaultPrevented: boolean } {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
