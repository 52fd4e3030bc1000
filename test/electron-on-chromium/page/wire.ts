/** A value as it travels between main and a page, as JSON: `codec.ts` makes it and reads it. */
export type Encoded = unknown;

/** What the isolated world of a page tells main. Ports are named by whoever sends them first. */
export type FromPage =
  | { kind: 'send'; channel: string; args: Encoded; ports: string[] }
  | { kind: 'invoke'; id: number; channel: string; args: Encoded }
  | { kind: 'port'; id: string; data: Encoded; ports: string[] }
  | { kind: 'close'; id: string }
  | { kind: 'preloadError'; message: string };

/** What main tells the isolated world of a page. */
export type ToPage =
  | { kind: 'send'; channel: string; args: Encoded; ports: string[] }
  | { kind: 'return'; id: number; value: Encoded }
  | { kind: 'throw'; id: number; message: string }
  | { kind: 'port'; id: string; data: Encoded; ports: string[] }
  | { kind: 'close'; id: string }
  | { kind: 'dropping'; paths: string[] };

/** What a preload sees of its process. */
export interface PageProcess {
  platform: string;
  type: 'renderer';
  sandboxed: true;
  contextIsolated: true;
  versions: Record<string, string | undefined>;
  argv: string[];
  env: Record<string, string>;
}
