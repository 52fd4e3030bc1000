/** The pack of events that name none. */
export const STANDARD_PACK = 'standard';
