import { readdirSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, test } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { english, type MessageId, setCatalogue, t } from './format.ts';
import { catalogueFor } from './languages.ts';
import { bytes, clock, count, day, duration, fixed, percent } from './units.ts';

const ids = Object.keys(en) as MessageId[];

const folder = (language: string) => readdirSync(path.join(import.meta.dirname, language)).sort();

/** Texts that are the same in both: names, units, and words that German uses as well. */
const same: readonly MessageId[] = [
  'browse.search.saveName',
  'browse.arrange.minute',
  'browse.filter',
  'size.kilobytes',
  'size.megabytes',
  'size.gigabytes',
  'size.terabytes',
  'time.minutes',
  'time.minutesSeconds',
  'time.hoursMinutes',
  'coverage.plot.perMinute',
  'coverage.groups.team',
  'coverage.column.name',
  'coverage.column.team',
  'frame.export',
  'export.title',
  'export.plan',
  'export.jpeg',
  'export.jpeg.pixels',
  'export.to.browserCommand',
  'export.save.name',
  'export.csv',
  'frame.product',
  'frame.titleOfEvent',
  'frame.version',
  'sync.offline',
  'ingest.browser.command',
  'ingest.run',
  'ingest.problems.ok',
  'keys.key.Escape',
  'keys.key.Alt',
  'keys.person',
  'photo.zoom',
  'photo.facts.pixels',
  'photo.facts.iso',
  'photo.facts.millimetres',
  'photo.files.jpeg',
  'photo.files.raw',
  'photo.status.rawAndJpeg',
  'start.order.name',
  'event.name',
  'event.timeZone.offset',
  'startList.use.name',
  'startList.use.team',
  'settings.models.ms',
  'settings.provider.cpu',
  'settings.provider.webgpu',
  'settings.provider.dml',
  'settings.provider.coreml',
  'settings.provider.cuda',
  'settings.about.version',
  'settings.about.platform.linux',
  'settings.about.platform.darwin',
  'settings.about.platform.win32',
];

describe('German', () => {
  test('has the same files as English', () => {
    expect(folder('de')).toEqual(folder('en'));
  });

  test('has the same texts', () => {
    expect(Object.keys(de).sort()).toEqual([...ids].sort());
  });

  test('names the same values in each text, and counts what English counts', () => {
    const differing = ids.filter((id) => values(en[id]).join() !== values(de[id]).join());
    expect(differing).toEqual([]);
    expect(values('{n, plural, one {# of {of}} other {# {x}}}')).toEqual(['n plural', 'of', 'x']);
  });

  test('sets the same number of words in bold', () => {
    const bold = (text: string) => text.split('<b>').length;
    expect(ids.filter((id) => bold(en[id]) !== bold(de[id]))).toEqual([]);
  });

  test('writes ICU messages, and straight quotation marks in no sentence', () => {
    for (const id of ids) {
      expect(() => new IntlMessageFormat(de[id], 'de-DE'), id).not.toThrow();
      expect(de[id].trim(), id).not.toBe('');
    }
    const straight = ids.filter((id) => /['"]/.test(de[id]));
    expect(straight).toEqual(['export.to.browserCommand', 'ingest.browser.command']);
  });

  test('leaves nothing in English, but for what is the same', () => {
    const untranslated = ids.filter((id) => en[id] === de[id] && /\p{L}{2}/u.test(bare(en[id])));
    expect(untranslated).toEqual(same.toSorted((a, b) => ids.indexOf(a) - ids.indexOf(b)));
  });

  test('addresses nobody as du', () => {
    expect(ids.filter((id) => /\b(du|dich|dir|dein\w*|bitte)\b/i.test(de[id]))).toEqual([]);
  });
});

/** What a text needs, with how it is used where that matters: `n plural`, `when select`, `name`. */
function values(text: string): string[] {
  const found = new Set<string>();
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('children' in element) visit(element.children);
      else if ('options' in element) {
        found.add(`${element.value} ${'pluralType' in element ? 'plural' : 'select'}`);
        for (const { value } of Object.values(element.options)) visit(value);
      } else if ('value' in element && element.type !== 0) found.add(element.value);
    }
  };
  visit(new IntlMessageFormat(text, 'en').getAst());
  return [...found].sort();
}

/** The words of a text without its values and their units. */
const bare = (text: string): string => text.replace(/\{\w+(, number)?\}/g, '');

describe('the language', () => {
  afterEach(() => setCatalogue(english));

  test.each([
    ['de', ['en-US'], 'de-DE'],
    ['de', ['de-AT', 'en'], 'de-AT'],
    ['en', ['de-AT'], 'en-GB'],
    ['system', ['de-CH'], 'de-CH'],
    ['system', ['de'], 'de-DE'],
    ['system', ['fr-FR', 'de-DE', 'en-US'], 'de-DE'],
    ['system', ['en-US', 'de-DE'], 'en-GB'],
    ['system', ['fr-FR'], 'en-GB'],
    ['system', [], 'en-GB'],
  ] as const)('%s on a computer of %j is %s', (chosen, system, locale) => {
    expect(catalogueFor(chosen, system).locale).toBe(locale);
  });

  test('decides how numbers, sizes, dates and lengths of time are written', () => {
    setCatalogue(catalogueFor('de', []));
    expect(count(12_486)).toBe('12.486');
    expect(fixed(18.64, 1)).toBe('18,6');
    expect(percent(0.557)).toBe('56\u00a0%');
    expect(bytes(41_800_000)).toBe('41,8 MB');
    expect(duration(250)).toBe('4 min 10 s');
    expect(day('2026-05-17')).toBe('So. 17. Mai 2026');
    expect(clock(Date.UTC(2026, 4, 17, 8, 31), 'Europe/Vienna')).toBe('10:31');
    expect(t('history.pick', { photos: 12_486 })).toBe('12.486 Fotos als Favoriten markiert');
    expect(t('history.pick', { photos: 1 })).toBe('1 Foto als Favorit markiert');
  });
});
