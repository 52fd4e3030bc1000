import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';
import { afterEach, expect, test } from 'vitest';
import { engineSentence, english, setCatalogue } from '../format.ts';
import { catalogueFor } from '../languages.ts';
import { germanSentences } from './de.ts';

const engine = path.resolve(import.meta.dirname, '../../engine');

/** Every string of the engine, `{}` for what is put into it. */
function strings(): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (typeof node !== 'object' || node === null) return;
    const { type, value, quasis } = node as { type?: string; value?: unknown; quasis?: { cooked: string }[] };
    if (type === 'StringLiteral') found.add(String(value));
    if (type === 'TemplateLiteral') found.add((quasis ?? []).map(({ cooked }) => cooked).join('{}'));
    for (const part of Object.values(node)) visit(part);
  };
  for (const file of readdirSync(engine, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      visit(parseSync(readFileSync(path.join(engine, file), 'utf8'), { syntax: 'typescript' }).body);
  return found;
}

afterEach(() => setCatalogue(english));

test('every sentence that is translated is one that the engine says', () => {
  const said = strings();
  expect(germanSentences.map(([sentence]) => sentence).filter((sentence) => !said.has(sentence))).toEqual([]);
});

test('what the engine puts in stands in the German sentence as well, each once', () => {
  for (const [sentence, german] of germanSentences) {
    const gaps = sentence.split('{}').length - 1;
    const numbers = [...german.matchAll(/\{(\d)\}/g)].map(([, n]) => Number(n)).sort();
    expect(numbers, sentence).toEqual(Array.from({ length: gaps }, (_, n) => n + 1));
  }
});

test('a sentence is known whatever stands in it, and one in another as well', () => {
  const full = 'The disk of /media/T7 (old) is full. Free some space on it.';
  const nested =
    '/photos lies within the folder for copies (/media/a). Choose another folder for the event, or leave the photos in place.';
  expect(engineSentence(full)).toBe(full);
  setCatalogue(catalogueFor('de', []));
  expect(engineSentence(full)).toBe('Das Laufwerk von /media/T7 (old) ist voll. Platz darauf schaffen.');
  expect(engineSentence(nested)).toBe(
    '/photos liegt im Ordner für Kopien (/media/a). Für die Veranstaltung einen anderen Ordner wählen oder die Fotos lassen, wo sie sind.',
  );
  expect(engineSentence('Nobody ever said this.')).toBe('Nobody ever said this.');
});
