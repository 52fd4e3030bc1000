import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../contract/app-error.ts';
import type { OwnAddress } from './own-address.ts';

/**
 * Refuses what another page in the same browser sends here. A page of a site whose name was pointed at
 * this machine (DNS rebinding) still says that name in `Host`; a page of any other site says its own in
 * `Origin`, on WebSockets too, which no browser keeps to the same origin by itself; and what carries
 * no `Origin` (a picture, a link) is told by `Sec-Fetch-Site`. A script or a terminal sends neither.
 *
 * @throws AppError HOST_NOT_ALLOWED, ORIGIN_NOT_ALLOWED
 */
export function checkSender(headers: IncomingHttpHeaders, own: OwnAddress): void {
  const host = headers.host?.toLowerCase() ?? '';
  if (!own.hosts.has(host)) {
    throw new AppError(
      'HOST_NOT_ALLOWED',
      `This is Photofinish on ${own.url}, and it was called by the name "${shown(host)}". Open ${own.url} instead.`,
    );
  }
  const { origin } = headers;
  // The very name that was called: a page of localhost is not one of 127.0.0.1 either.
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`)
    throw foreignPage(shown(origin), own);
  const site = headers['sec-fetch-site'];
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  if (!sameSite && !isLink(headers)) throw foreignPage(`of another site`, own);
}

/** Somebody who follows a link to the application sees it in a window of their own; no frame may show it. */
function isLink(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function foreignPage(who: string, own: OwnAddress): AppError {
  return new AppError(
    'ORIGIN_NOT_ALLOWED',
    `A page ${who} asked Photofinish for something, and only its own pages may. Open ${own.url} instead.`,
  );
}

const shown = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
