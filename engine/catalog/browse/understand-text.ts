import { AppError } from '../../contract/app-error.ts';
import type { Token } from '../../contract/browse.ts';
import { parseBibQuery } from '../bib-query.ts';

/** What a text is understood by. */
export interface Words {
  /** Names, teams or categories that are exactly this text. */
  called(text: string): Token[];
  /** Names in which each word of the text begins a word. */
  beginning(text: string): Token[];
  /** Whether a number is on the start list or was seen in a photo. */
  isBib(number: string): boolean;
}

export interface Understood {
  readonly understood: readonly Token[];
  readonly notUnderstood: readonly string[];
}

/** What has a digit or a star is a bib; letters alone may be one, or a name. */
const BIB_LIKE = /[\d*]/u;

/**
 * Reads what was typed as tokens: between commas, first the whole as a name, team or category (`Lauftreff 08`),
 * then bibs, ranges and beginnings of bibs by the one rule of `parseBibQuery`, and the words between them
 * as names or the beginnings of names. What is none of these is given back as it was typed.
 */
export function understandText(text: string, words: Words): Understood {
  const understood: Token[] = [];
  const notUnderstood: string[] = [];
  for (const part of text.split(/[,;\n]+/u)) {
    // Digits alone are bibs, whatever a team is called.
    const called = /\p{L}/u.test(part) ? words.called(part) : [];
    if (called.length > 0) {
      understood.push(...called);
      continue;
    }
    const list = pieces(part);
    for (const { text, bibLike } of list) {
      for (const item of bibLike ? [text] : betweenOrs(text, list.length === 1)) {
        const tokens = bibLike ? bibToken(item) : namesIn(item, words);
        if (tokens.length > 0) understood.push(...tokens);
        else notUnderstood.push(item);
      }
    }
  }
  return { understood: unique(understood), notUnderstood };
}

/** Bibs one by one, and the words between them together: `349 anna moser 12*` is three. */
function pieces(part: string): { text: string; bibLike: boolean }[] {
  const list: { text: string; bibLike: boolean }[] = [];
  const joined = part.replace(/(?<=\d)\s*[-–—]\s*(?=\d)/gu, '-');
  for (const item of joined.split(/\s+/u).filter((item) => item !== '')) {
    const bibLike = BIB_LIKE.test(item);
    const last = list.at(-1);
    if (!bibLike && last && !last.bibLike) last.text += ` ${item}`;
    else list.push({ text: item, bibLike });
  }
  return list;
}

/** "or" joins whatever it stands between; where it is all that was typed, it may begin a name. */
function betweenOrs(text: string, isAll: boolean): string[] {
  if (isAll && text.toLowerCase() === 'or') return [text];
  const names = text.split(/(?:^| +)or(?= |$)/iu).map((name) => name.trim());
  return names.filter((name) => name !== '');
}

/** Nothing for what no bib search understands, such as a range that runs backwards while it is being typed. */
function bibToken(item: string): Token[] {
  try {
    parseBibQuery(item);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
  return [{ kind: 'bib', text: item }];
}

function namesIn(text: string, words: Words): Token[] {
  const called = words.called(text);
  if (called.length > 0) return called;
  const names = words.beginning(text);
  if (names.length > 0) return names;
  const items = text.split(' ');
  return items.every((item) => words.isBib(item))
    ? items.map((item) => ({ kind: 'bib' as const, text: item }))
    : [];
}

function unique(tokens: readonly Token[]): Token[] {
  const seen = new Map(tokens.map((token) => [JSON.stringify(token), token]));
  return [...seen.values()];
}
