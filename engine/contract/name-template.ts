/** What a name may be made of. `code` is the event's initials with its year: `HHM26`. */
export const nameFields = [
  'event',
  'code',
  'bib',
  'name',
  'first',
  'last',
  'category',
  'team',
  'wave',
  'date',
  'time',
  'camera',
  'original',
  'sequence',
] as const;
export type NameField = (typeof nameFields)[number];

/** A piece of a template: a field, perhaps filled up to so many digits, or text that stands as it is. */
export type NamePart =
  | { readonly field: NameField; readonly digits: number | null }
  | { readonly text: string };

/** What keeps a template from being understood, at which part of its text. */
export interface TemplateProblem {
  readonly why: 'unknownField' | 'openBrace' | 'digits';
  readonly text: string;
}

const DIGITS = 9;

/**
 * Reads a template as `{category}/{bib:4}_{name}`: fields in braces, the number of digits behind a colon.
 * A slash begins a folder, where the template is one of folders.
 */
export function parseTemplate(text: string): readonly NamePart[] | TemplateProblem {
  const parts: NamePart[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open !== at) parts.push({ text: text.slice(at, open === -1 ? undefined : open) });
    if (open === -1) break;
    const close = text.indexOf('}', open);
    if (close === -1) return { why: 'openBrace', text: text.slice(open) };
    const inside = text.slice(open + 1, close);
    const [name = '', digits] = inside.split(':', 2);
    const field = nameFields.find((known) => known === name.trim());
    if (!field) return { why: 'unknownField', text: inside };
    const count = digits === undefined ? null : Number(digits);
    if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= DIGITS)) {
      return { why: 'digits', text: inside };
    }
    parts.push({ field, digits: count });
    at = close + 1;
  }
  return parts;
}

/** The template that parts were read from. */
export function templateText(parts: readonly NamePart[]): string {
  return parts
    .map((part) =>
      'text' in part ? part.text : `{${part.field}${part.digits === null ? '' : `:${part.digits}`}}`,
    )
    .join('');
}
