/**
 * What a page of this program may load and do: its own files, and pictures that it made itself.
 * `connect` is what it may talk to.
 */
const contentSecurityPolicy = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "media-src 'self' blob:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * On everything that a window or a browser is given, whatever it is. `sockets` names the WebSockets that
 * a page may open (`ws://127.0.0.1:8000`): not every browser takes them to be of the page's own origin.
 */
export const pageHeadersWith = (sockets: readonly string[]) =>
  ({
    'content-security-policy': contentSecurityPolicy(["'self'", ...sockets].join(' ')),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  }) as const;

export const pageHeaders = pageHeadersWith([]);
