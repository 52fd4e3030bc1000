import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { en } from './en.ts';
import { type Catalogue, english, type MessageId, pieces, setCatalogue, t, type Values } from './format.ts';

afterEach(() => setCatalogue(english));

describe('texts', () => {
  test.each(Object.entries(en))('%s is an ICU message with a straight apostrophe nowhere', (_, text) => {
    expect(() => new IntlMessageFormat(text, english.locale)).not.toThrow();
    expect(text).not.toContain("'");
    expect(text.trim()).not.toBe('');
  });

  test('counts with plurals and separators', () => {
    expect(t('history.pick', { photos: 1 })).toBe('1 photo picked');
    expect(t('history.pick', { photos: 12_486 })).toBe('12,486 photos picked');
  });

  test('drops what is set in bold where plain text is wanted, and gives it apart where not', () => {
    expect(t('history.correct', { from: '344', to: '349' })).toBe('Bib 344 changed to 349');
    expect(pieces('history.correct', { from: '344', to: '349' }, (text) => ({ bold: text }))).toEqual([
      'Bib 344 changed to ',
      { bold: '349' },
    ]);
  });

  test('takes names with braces as they are', () => {
    expect(t('history.saveSearch', { name: '{a} <b>' })).toBe('Search “{a} <b>” saved');
  });

  test('speaks another language where one is chosen', () => {
    const texts = { ...en, 'toast.undo': 'Zurück', 'history.pick': '{photos, number} gewählt' };
    const german: Catalogue = { locale: 'de-AT', texts };
    setCatalogue(german);
    expect(t('toast.undo')).toBe('Zurück');
    expect(t('history.pick', { photos: 12_486 })).toBe('12\u00a0486 gewählt');
  });
});

test('the types know what each text needs', () => {
  expectTypeOf<Values<'toast.undo'>>().toEqualTypeOf<[]>();
  expectTypeOf<keyof Values<'history.correct'>[0] & string>().toEqualTypeOf<'from' | 'to'>();
  // Words of plural branches are not values.
  expectTypeOf<keyof Values<'history.stars'>[0] & string>().toEqualTypeOf<'stars' | 'photos'>();
  expectTypeOf<keyof Values<'run.done'>[0] & string>().toEqualTypeOf<'source' | 'searchable' | 'problems'>();
  expectTypeOf<'toast.undo'>().toExtend<MessageId>();
});
