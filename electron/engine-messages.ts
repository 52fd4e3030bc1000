import type { AppContext } from '../engine/app/context.ts';

export type Caller = AppContext['caller'];

/** What main tells the engine process. A port comes along with `port`. */
export type ToEngine = { readonly kind: 'port'; readonly caller: Caller } | { readonly kind: 'close' };

/** What the engine process tells main. */
export type FromEngine = { readonly kind: 'ready' };
