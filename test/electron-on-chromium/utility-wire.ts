/** What main and a utility process tell each other; `data` is cloned by Node. */
export type UtilityMessage =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly kind: 'port'; readonly id: string; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly kind: 'close'; readonly id: string };
