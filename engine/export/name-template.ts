import { AppError } from '../contract/app-error.ts';
import { type NameField, type NamePart, nameFields, parseTemplate } from '../contract/name-template.ts';
import { safeName } from './safe-name.ts';

/** Values of fields, safe for names already; empty where there is none. */
export type NameValues = Readonly<Record<NameField, string>>;

/** What stands between fields and goes with them where one is empty. */
const SEPARATOR = /^[\s_.-]+$/;

const DIGITS = /^\d+$/;

/** A template of one name: of a folder, or of a file without its ending. */
export class NameTemplate {
  readonly #parts: readonly (NamePart | { readonly gap: string })[];

  private constructor(parts: readonly NamePart[]) {
    this.#parts = parts.map((part) =>
      'text' in part && SEPARATOR.test(part.text) ? { gap: part.text } : part,
    );
  }

  /**
   * A template of folders, the outer one first. Only slashes of the template begin a folder.
   *
   * @throws {AppError} INPUT_INVALID
   */
  static folders(text: string): NameTemplate[] {
    const parts = understood(text);
    if (parts.some((part) => 'field' in part && part.field === 'sequence')) {
      throw new AppError(
        'INPUT_INVALID',
        'Folders cannot be numbered. Take {sequence} out of the folders, or into the file name.',
      );
    }
    const levels: NamePart[][] = [[]];
    for (const part of parts) {
      if ('field' in part) levels.at(-1)!.push(part);
      else {
        for (const [at, piece] of part.text.split('/').entries()) {
          if (at > 0) levels.push([]);
          if (piece !== '') levels.at(-1)!.push({ text: piece });
        }
      }
    }
    return levels.filter((level) => level.length > 0).map((level) => new NameTemplate(level));
  }

  /** A template of a file's name. @throws {AppError} INPUT_INVALID */
  static file(text: string): NameTemplate {
    const parts = understood(text).map((part) =>
      'text' in part ? { text: part.text.replaceAll('/', '-') } : part,
    );
    return new NameTemplate(parts);
  }

  has(field: NameField): boolean {
    return this.#parts.some((part) => 'field' in part && part.field === field);
  }

  /** The name; empty where every field is. `sequence` stands for the number of the file. */
  name(values: NameValues, sequence = ''): string {
    let text = '';
    let gap: string | null = null;
    let lacks = false;
    for (const part of this.#parts) {
      if ('gap' in part) {
        gap ??= part.gap;
        continue;
      }
      const value = 'text' in part ? part.text : padded(part, values, sequence);
      if (value === '') {
        lacks = true;
        continue;
      }
      // What separates from a field that is empty goes with it.
      if (gap !== null && (text !== '' || !lacks)) text += gap;
      text += value;
      gap = null;
      lacks = false;
    }
    if (gap !== null && !lacks && text !== '') text += gap;
    return safeName(text);
  }

  /** The same, for a folder: what has no value is gathered under a name of its own. */
  folderName(values: NameValues): string {
    const name = this.name(values);
    if (name !== '') return name;
    const first = this.#parts.find((part) => 'field' in part);
    return first ? `_no-${first.field}` : '_';
  }
}

function padded(
  { field, digits }: Extract<NamePart, { field: NameField }>,
  values: NameValues,
  sequence: string,
): string {
  const value = field === 'sequence' ? sequence : values[field];
  if (digits === null || value === '') return value;
  // Letters around the digits of a bib stay where they are: `A7` becomes `A0007`.
  if (value.length >= digits && DIGITS.test(value)) return value;
  return value.replace(/\d+/, (number) => number.padStart(digits, '0'));
}

function understood(text: string): readonly NamePart[] {
  const parts = parseTemplate(text);
  if (!('why' in parts)) return parts;
  const { why, text: piece } = parts;
  switch (why) {
    case 'unknownField':
      throw new AppError(
        'INPUT_INVALID',
        `There is no field {${piece}}. The fields are ${nameFields.map((field) => `{${field}}`).join(', ')}.`,
      );
    case 'openBrace':
      throw new AppError('INPUT_INVALID', `The brace of "${piece}" is not closed. Add } behind the field.`);
    case 'digits':
      throw new AppError(
        'INPUT_INVALID',
        `{${piece}} asks for digits that cannot be. Write a number from 1 to 9 behind the colon, as {bib:4}.`,
      );
  }
}
