/** Letters that are no base letter with a mark, as people without that key type them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A text in the form in which two are the same to whoever searches: case, accents, apostrophes and the kind
 * of space do not count. `Dvořák`, `dvorak` and `DVORAK` are one; so are `O’Brien` and `obrien`.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+|['’ʼ`´]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => plainLetters[letter]!)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a folded text: `smith-jones` is two, so that either is found. */
export function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
