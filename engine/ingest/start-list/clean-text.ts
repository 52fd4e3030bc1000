/** Characters that nobody sees: controls of text direction, soft hyphens, spaces without a width, a BOM. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The text as a person reads it: no control characters, one space where there are several, none around. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/**
 * A bib as it is worn. `#12` and `12.0` are how lists are typed and spreadsheets exported; leading zeros
 * are part of a bib, and letters are.
 */
export function cleanBib(text: string): string {
  return cleanText(text)
    .replace(/^[#№]\s*/, '')
    .replace(/^(\d+)[.,]0+$/, '$1');
}
