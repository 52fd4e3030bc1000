import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { parseStartList, readStartList } from './start-list.ts';

describe('columns', () => {
  it.each([
    ['English, commas', 'Bib,First Name,Last Name,Team\n12,Ada,Byron,Analysts', 'Ada Byron', 'Analysts'],
    ['German, semicolons', 'Startnr.;Name;Verein\n12;Ada Byron;Analysts', 'Ada Byron', 'Analysts'],
    ['French, tabs', 'Dossard\tPrénom\tNom\tÉquipe\n12\tAda\tByron\tAnalysts', 'Ada Byron', 'Analysts'],
    ['Italian, bars', 'Pett.|Cognome|Nome|Società\n12|Byron|Ada|Analysts', 'Ada Byron', 'Analysts'],
    ['commas inside quotes', 'team,"number",name\n"Analysts","12","Ada Byron"', 'Ada Byron', 'Analysts'],
    ['Excel’s own line', 'sep=;\r\nBib;Name;Team\r\n12;Ada Byron;Analysts\r\n', 'Ada Byron', 'Analysts'],
  ])('%s', (_, text, name, team) => {
    const { entries, remarks } = parseStartList(text, 'list.csv');
    expect(entries).toEqual([{ bib: '12', name, team, category: null, wave: null }]);
    expect(remarks).toEqual([]);
  });

  it('takes the better of two headers that can be bibs', () => {
    expect(parseStartList('No,Bib\n1,512\n2,513', 'l').entries.map((entry) => entry.bib)).toEqual([
      '512',
      '513',
    ]);
  });

  it('takes a column of numbers for bibs where nothing is named, and says so', () => {
    const { entries, remarks } = parseStartList('Ada Byron;12\nGrace Hopper;13\n', 'l');
    expect(entries.map(({ bib, name }) => [bib, name])).toEqual([
      ['12', 'Ada Byron'],
      ['13', 'Grace Hopper'],
    ]);
    expect(remarks).toHaveLength(1);
  });

  it('refuses a list without bibs in a sentence that shows its first line', () => {
    expect(() => parseStartList('colour,animal\nred,fox', 'list.csv')).toThrow(
      /list\.csv.*colour, animal.*"bib"/,
    );
    expect(() => parseStartList('', 'list.csv')).toThrow(/empty/);
  });
});

describe('odd lines', () => {
  it('are remarked upon by their line in the file and cost nobody else', () => {
    const text = [
      'bib,name',
      '7,Ada',
      '',
      ',Nobody',
      '7,Again',
      '007,Bond',
      `${'9'.repeat(21)},Long`,
      '8,Grace,"extra"',
      '9,Say "hi',
      '#10,Hash',
    ].join('\n');
    const { entries, remarks } = parseStartList(text, 'l');
    expect(entries.map((entry) => entry.bib)).toEqual(['7', '007', '8', '9', '10']);
    expect(remarks.map((remark) => remark.row)).toEqual([4, 5, 7, 8]);
    expect(remarks[1]?.message).toContain('row 2');
  });

  it('a quotation mark that is never closed swallows no line', () => {
    const { entries } = parseStartList('bib,name\n7,"Ada\n8,Grace\n', 'l');
    expect(entries.map((entry) => entry.bib)).toEqual(['7', '8']);
  });
});

describe('encodings', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-list-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const text = 'Startnummer;Name\n12;Jürgen Størmer\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('%s', async (name, bytes) => {
    const path = join(folder, `${name}.csv`);
    await writeFile(path, bytes);
    const { entries } = await readStartList(path);
    expect(entries).toEqual([{ bib: '12', name: 'Jürgen Størmer', category: null, team: null, wave: null }]);
  });

  it('says so when there is no such file', async () => {
    const reading = readStartList(join(folder, 'absent.csv'));
    await expect(reading).rejects.toBeInstanceOf(AppError);
    await expect(reading).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
