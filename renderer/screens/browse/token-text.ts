import type { Token } from '../../../engine/contract/browse.ts';

/** What certainly is a bib, whatever the start list says: digits, with a star or up to another number. */
const BIB = /^(?:\d+\*?|\d+-\d+)$/;

/**
 * Bibs that a text names, `7,12,300-340` or `349 12*`; null where any part of it may be something else
 * (a name, a bib with letters), which only the engine knows.
 */
export function bibTokens(text: string): Token[] | null {
  const parts = text
    .replace(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '' && part.toLowerCase() !== 'or');
  if (parts.length === 0 || !parts.every((part) => BIB.test(part))) return null;
  return parts.map((part) => ({ kind: 'bib', text: part }));
}

/** Whether two tokens search for the same, so that the second one adds nothing. */
export function sameToken(a: Token, b: Token): boolean {
  return tokenKey(a) === tokenKey(b);
}

/** A text that only equal tokens have. */
export function tokenKey(token: Token): string {
  switch (token.kind) {
    case 'bib':
      return `bib ${token.text.toUpperCase()}`;
    case 'athlete':
      return `athlete ${token.bib}`;
    case 'team':
      return `team ${token.team.toLowerCase()}`;
    case 'category':
      return `category ${token.category.toLowerCase()}`;
    case 'face':
      return `face ${token.place.photoId} ${token.place.box?.join(' ') ?? ''}`;
    case 'selfie':
      return `selfie ${token.embedding}`;
  }
}

/** Adds tokens that are not there yet, at the end. */
export function addTokens(tokens: readonly Token[], added: readonly Token[]): Token[] {
  const all = [...tokens];
  for (const token of added) if (!all.some((other) => sameToken(other, token))) all.push(token);
  return all;
}
