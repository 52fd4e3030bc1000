import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en.ts';

/** Names of every text. Each catalogue has all of them. */
export type MessageId = keyof typeof en;

/** Texts of one language, ICU messages by their names. */
export interface Catalogue {
  /** Decides separators, names of months and plurals. `en-GB` keeps 24 hours and the day before the month. */
  readonly locale: string;
  readonly texts: Readonly<Record<MessageId, string>>;
  /** Sentences of the engine, which are English, in this language; see `engineSentence`. */
  readonly sentences?: readonly (readonly [english: string, said: string])[];
}

export const english: Catalogue = { locale: 'en-GB', texts: en };

let current: Catalogue = english;
const compiled = new Map<MessageId, IntlMessageFormat>();

/** Chooses the language of everything that is said from now on. */
export function setCatalogue(catalogue: Catalogue): void {
  current = catalogue;
  compiled.clear();
  sentences = null;
}

export const locale = (): string => current.locale;

/** A number or word that stands in a text. */
export type Value = string | number;

/**
 * What a text needs: the names in its braces. `#` and the words of plural branches are not among them.
 * A text without any takes no second argument.
 */
export type Values<Id extends MessageId> = [NamesIn<(typeof en)[Id]>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<(typeof en)[Id]>, Value>>];

/** A text for a person. `<b>` in it says what is set in bold, and is dropped here. */
export function t<Id extends MessageId>(id: Id, ...values: Values<Id>): string {
  return say(id, values[0]);
}

/** `t` for an id that is only known at run time, with the values that the caller answers for. */
export function say(id: MessageId, values: Readonly<Record<string, Value>> = {}): string {
  const said = format(id).format<string>({ ...values, b: (parts) => parts.join('') });
  return Array.isArray(said) ? said.join('') : String(said);
}

/** The text in pieces; `bold` makes something of each piece that is set in bold. */
export function pieces<Piece>(
  id: MessageId,
  values: Readonly<Record<string, Value>>,
  bold: (text: string, index: number) => Piece,
): (string | Piece)[] {
  let index = 0;
  const said = format(id).format<string | Piece>({ ...values, b: (parts) => bold(parts.join(''), index++) });
  return Array.isArray(said) ? said : [said];
}

let sentences: readonly { readonly english: RegExp; readonly said: string }[] | null = null;

/**
 * A sentence of the engine in the language that is spoken. The engine says what went wrong in English, with its
 * names and numbers, and much of it is kept in catalogs; so a sentence is known by its own words, as in gettext.
 * One that is not known stays as it is.
 */
export function engineSentence(text: string): string {
  if (!current.sentences) return text;
  sentences ??= current.sentences.map(([english, said]) => ({ english: patternOf(english), said }));
  for (const { english, said } of sentences) {
    const match = english.exec(text);
    if (match) return said.replace(/\{(\d)\}/g, (_, n: string) => engineSentence(match[Number(n)] ?? ''));
  }
  return text;
}

/** Matches a sentence whatever stands in its gaps. */
function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}

function format(id: MessageId): IntlMessageFormat {
  let message = compiled.get(id);
  if (!message) {
    message = new IntlMessageFormat(current.texts[id], current.locale);
    compiled.set(id, message);
  }
  return message;
}

// [Note: names in a text] The braces of an ICU message nest: `{n, plural, one {# photo} other {{n} photos}}`.
// A brace opens an argument inside a message (`m`) and a message inside an argument (`a`).
type NamesIn<Text extends string> = Scan<Text, ['m'], never>;

type Scan<Text extends string, Stack extends string[], Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Text extends `${string}}${infer Rest}`
      ? Scan<Rest, Pop<Stack>, Found>
      : Found
    : Stack[0] extends 'm'
      ? Argument<After, Stack, Found>
      : Scan<After, ['m', ...Stack], Found>
  : Found;

type Argument<Text extends string, Stack extends string[], Found> = Text extends `${infer Name},${infer Rest}`
  ? Name extends `${infer Simple}}${string}`
    ? Text extends `${string}}${infer After}`
      ? Scan<After, Stack, Found | Simple>
      : Found
    : Scan<Rest, ['a', ...Stack], Found | Name>
  : Text extends `${infer Name}}${infer After}`
    ? Scan<After, Stack, Found | Name>
    : Found;

type Pop<Stack extends string[]> = Stack extends [string, ...infer Rest extends string[]] ? Rest : [];
