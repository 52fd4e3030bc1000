import { isIPv4, isIPv6 } from 'node:net';
import { AppError } from '../contract/app-error.ts';

/** Where the server listens, by all the names that a browser may rightly call it. */
export interface OwnAddress {
  /** For people and for the page: `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Values of the `Host` header that mean this server, in lower case. */
  readonly hosts: ReadonlySet<string>;
}

/** `host` is an address that `loopbackHost` gave. */
export function ownAddress(host: string, port: number): OwnAddress {
  const literal = isIPv6(host) ? `[${host}]` : host;
  // No name but this one is bound to the loopback device: any other may be pointed at it from outside.
  const names = [literal, 'localhost'];
  // Browsers leave out the port that they would take anyway.
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return { url: `http://${literal}${port === 80 ? '' : `:${port}`}`, hosts: new Set(hosts) };
}

/**
 * The loopback address that a text names.
 * @throws AppError INPUT_INVALID for any other address: without accounts, whoever reaches the port may do
 *   everything.
 */
export function loopbackHost(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1');
  if (host === 'localhost') return '127.0.0.1';
  if (isIPv4(host) && host.startsWith('127.')) return host;
  if (isIPv6(host) && new URL(`http://[${host}]`).hostname === '[::1]') return '::1';
  throw new AppError(
    'INPUT_INVALID',
    `"${text}" is not an address of this machine alone. Photofinish has no accounts yet, so it answers on loopback only: leave --host out, or say 127.0.0.1 or ::1.`,
  );
}
