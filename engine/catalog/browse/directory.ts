import type { Token } from '../../contract/browse.ts';
import type { Entry } from '../../contract/start-list.ts';
import { foldText, wordsOf } from '../fold-text.ts';
import { compareBibs } from './bib-order.ts';

export type ListedEntry = Pick<Entry, 'bib' | 'name' | 'category' | 'team'>;

type NamedToken = Extract<Token, { kind: 'athlete' | 'team' | 'category' }>;

/** Something on the start list that can be searched for. */
export interface Listed {
  readonly token: NamedToken;
  /** As `foldText` gives it: name, team or category. */
  readonly folded: string;
  readonly words: readonly string[];
  /** Of the athlete, or of everybody in it. */
  readonly bibs: readonly string[];
  /** Category and team of an athlete. */
  readonly detail: string | null;
}

/** Names that a few letters begin are too many to mean anything. */
const MOST_NAMES = 200;

/** The start list as it is searched: by bib, and by any words of names, teams and categories. */
export class Directory {
  readonly athletes: readonly Listed[];
  readonly teams: readonly Listed[];
  readonly categories: readonly Listed[];
  readonly #bibs = new Set<string>();
  readonly #byGroup = new Map<string, Listed>();

  /** `entries` in order of their bibs. */
  constructor(entries: readonly ListedEntry[]) {
    const teams = new Map<string, { name: string; bibs: Set<string> }>();
    const categories = new Map<string, { name: string; bibs: Set<string> }>();
    this.athletes = entries.map(({ bib, name, category, team }) => {
      this.#bibs.add(bib.toUpperCase());
      gather(teams, team, bib);
      gather(categories, category, bib);
      const folded = foldText(name ?? '');
      const detail = [category, team].filter((part) => part !== null && part !== '').join(' · ');
      const token = { kind: 'athlete' as const, bib, name: name ?? '' };
      return { token, folded, words: wordsOf(folded), bibs: [bib], detail: detail === '' ? null : detail };
    });
    this.teams = [...teams].map(([folded, { name, bibs }]) => ({
      token: { kind: 'team', team: name },
      folded,
      words: wordsOf(folded),
      bibs: [...bibs],
      detail: null,
    }));
    this.categories = [...categories].map(([folded, { name, bibs }]) => ({
      token: { kind: 'category', category: name },
      folded,
      words: wordsOf(folded),
      bibs: [...bibs],
      detail: null,
    }));
    for (const listed of this.teams) this.#byGroup.set(`team ${listed.folded}`, listed);
    for (const listed of this.categories) this.#byGroup.set(`category ${listed.folded}`, listed);
  }

  /** Whether a bib is on the start list, whatever the case of its letters. */
  lists(bib: string): boolean {
    return this.#bibs.has(bib.toUpperCase());
  }

  /** Bibs of everybody in a team or category; none where there is no such one. */
  bibsOf(kind: 'team' | 'category', name: string): readonly string[] {
    return this.#byGroup.get(`${kind} ${foldText(name)}`)?.bibs ?? [];
  }

  /** Names, teams or categories that are exactly this text. */
  called(text: string): NamedToken[] {
    const folded = foldText(text);
    if (folded === '') return [];
    const isIt = (listed: Listed) => listed.folded === folded;
    return [...this.athletes, ...this.teams, ...this.categories].filter(isIt).map(({ token }) => token);
  }

  /** Names in which each word of the text begins a word, where they are not too many to mean anything. */
  beginning(text: string): NamedToken[] {
    const words = wordsOf(foldText(text));
    if (words.length === 0) return [];
    const found: NamedToken[] = [];
    for (const athlete of this.athletes) {
      if (!wordsBegin(athlete, words)) continue;
      if (found.push(athlete.token) > MOST_NAMES) return [];
    }
    return found;
  }

  /**
   * What a text may be the beginning of, the best first: a bib, then bibs that begin so, then names, teams and
   * categories of which each word of the text begins a word.
   */
  *suggestions(text: string): Generator<Listed> {
    const folded = foldText(text);
    if (folded === '') return;
    const bib = folded.toUpperCase();
    const byBib = this.athletes
      .filter(({ token }) => token.kind === 'athlete' && token.bib.toUpperCase().startsWith(bib))
      .sort((a, b) => compareBibs(a.bibs[0]!, b.bibs[0]!));
    yield* byBib;
    const given = new Set(byBib);
    const words = wordsOf(folded);
    if (words.length === 0) return;
    for (const list of [this.athletes, this.teams, this.categories]) {
      const named = list.filter((listed) => wordsBegin(listed, words) && !given.has(listed));
      // Who begins with the text itself comes before whose second word does.
      yield* named.filter((listed) => listed.folded.startsWith(folded));
      yield* named.filter((listed) => !listed.folded.startsWith(folded));
    }
  }
}

function gather(
  groups: Map<string, { name: string; bibs: Set<string> }>,
  name: string | null,
  bib: string,
): void {
  const folded = foldText(name ?? '');
  if (name === null || folded === '') return;
  const group = groups.get(folded);
  if (group) group.bibs.add(bib);
  else groups.set(folded, { name, bibs: new Set([bib]) });
}

function wordsBegin({ words }: Listed, asked: readonly string[]): boolean {
  return asked.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
