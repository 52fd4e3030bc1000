/**
 * The short name of an event: the initials of its words and the last two digits of its year.
 * "Harbour Half Marathon 2026" is `HHM26`; one word is kept whole.
 */
export function eventCode(name: string, date: string | null): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const year = words.findLast((word) => /^(19|20)\d\d$/.test(word)) ?? date?.slice(0, 4) ?? '';
  const rest = words.filter((word) => word !== year);
  const letters =
    rest.length === 1 ? rest[0]! : rest.map((word) => (/^\d/.test(word) ? word : [...word][0]!)).join('');
  return letters.toUpperCase() + year.slice(-2);
}
