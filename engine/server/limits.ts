/** Bytes of one request or message, whatever carries it: a start list, or a portrait to search for. */
export const MAX_REQUEST_BYTES = 64 * 1024 ** 2;

/** How long a call in flight may go on when the server ends, milliseconds. */
export const GRACE_MS = 10_000;

/** How long a browser has to take leave of its WebSocket, milliseconds. */
export const GOODBYE_MS = 1_000;
