import { fileURLToPath } from 'node:url';

/**
 * What the program brings along, `models/` and the sample event, where nobody says that it lies
 * elsewhere: the checkout. Seen from the sources and from the bundle (`dist/engine/`) it is the same
 * way up; a package says where its resources are.
 */
export const programFolder = fileURLToPath(new URL('../../', import.meta.url));
