import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import type { ColumnUse } from '../../contract/start-list.ts';
import { readStartList, requireBibs, startListFile } from './read-start-list.ts';

const read = (text: string, uses?: readonly ColumnUse[]) =>
  readStartList({ name: 'list.csv', bytes: Buffer.from(text) }, uses);

describe('columns', () => {
  it.each([
    ['English, commas', 'Bib,First Name,Last Name,Team\n12,Ada,Byron,Analysts'],
    ['German, semicolons', 'Startnr.;Name;Verein\n12;Ada Byron;Analysts'],
    ['German, the last name called name', 'Startnr.;Name;Vorname;Verein\n12;Byron;Ada;Analysts'],
    ['French, tabs', 'Dossard\tPrénom\tNom\tÉquipe\n12\tAda\tByron\tAnalysts'],
    ['Italian, bars', 'Pett.|Cognome|Nome|Società\n12|Byron|Ada|Analysts'],
    ['commas inside quotes', 'team,"number",name\n"Analysts","12","Ada Byron"'],
    ['Excel’s own line', 'sep=;\r\nBib;Name;Team\r\n12;Ada Byron;Analysts\r\n'],
    ['zeros kept by a formula', 'Bib;Name;Team\n="12";Ada Byron;Analysts\n'],
    ['a number with a decimal point', 'Bib;Name;Team\n12.0;Ada Byron;Analysts\n'],
    [
      'spaces and characters nobody sees',
      '\uFEFFBib,Name,Team\n\u200B 12 ,"Ada\u00a0 Byron\r\n",\tAnalysts \n',
    ],
  ])('%s', async (_, text) => {
    const { entries, remarks, hasBibs } = await read(text);
    expect(entries).toEqual([{ bib: '12', name: 'Ada Byron', team: 'Analysts', category: null, wave: null }]);
    expect(remarks).toEqual([]);
    expect(hasBibs).toBe(true);
  });

  it('takes the better of two headers that can be bibs', async () => {
    const { entries } = await read('No,Bib\n1,512\n2,513');
    expect(entries.map((entry) => entry.bib)).toEqual(['512', '513']);
  });

  it('shows what each column is taken for, with its first values', async () => {
    const { columns, rows, ready, format, encoding, delimiter } = await read(
      'Bib;Name;Shirt\n12;Ada;M\n13;;L\n14;Grace;\n',
    );
    expect(columns).toEqual([
      { name: 'Bib', use: 'bib', samples: ['12', '13', '14'] },
      { name: 'Name', use: 'name', samples: ['Ada', 'Grace'] },
      { name: 'Shirt', use: 'ignore', samples: ['M', 'L'] },
    ]);
    expect({ rows, ready, format, encoding, delimiter }).toEqual({
      rows: 3,
      ready: 3,
      format: 'CSV',
      encoding: 'UTF-8',
      delimiter: ';',
    });
  });

  it('finds the header below a title, and says that the title is left out', async () => {
    const { entries, remarks } = await read('City Marathon 2026\n\nBib,Name,Team\n12,Ada,Analysts\n');
    expect(entries).toHaveLength(1);
    expect(remarks).toEqual([{ row: 1, message: 'What stands above the header (row 3) is left out.' }]);
  });

  it('takes a column of numbers for bibs where nothing is named, and says so', async () => {
    const { entries, remarks, columns } = await read('Ada Byron;12\nGrace Hopper;13\n');
    expect(entries.map(({ bib, name }) => [bib, name])).toEqual([
      ['12', 'Ada Byron'],
      ['13', 'Grace Hopper'],
    ]);
    expect(remarks).toEqual([
      {
        row: 1,
        message: 'No header for bibs was recognised; the column "Column 2" was taken for them.',
      },
    ]);
    expect(columns.map(({ name }) => name)).toEqual(['Column 1', 'Column 2']);
  });

  it('knows a header in a language of its own by the numbers below', async () => {
    const { entries, columns } = await read('Számok,Futó\n12,Ada Byron\n13,Grace Hopper\n');
    expect(columns.map(({ name, use }) => [name, use])).toEqual([
      ['Számok', 'bib'],
      ['Futó', 'name'],
    ]);
    expect(entries).toHaveLength(2);
  });

  it('does as it is told, where it is told', async () => {
    const { entries, remarks } = await read('A;B;C\n12;512;Ada\n13;513;Grace\n', ['wave', 'bib', 'name']);
    expect(entries.map(({ bib, name, wave }) => [bib, name, wave])).toEqual([
      ['512', 'Ada', '12'],
      ['513', 'Grace', '13'],
    ]);
    expect(remarks).toEqual([]);
  });

  it.each<[string, readonly ColumnUse[], RegExp]>([
    ['two columns of one use', ['bib', 'bib', 'name'], /Columns 1 and 2 are both taken for the bib/],
    ['uses of another file', ['bib', 'name'], /has 3 columns, and 2 were described/],
  ])('refuses %s', async (_, uses, sentence) => {
    await expect(read('A;B;C\n12;512;Ada\n', uses)).rejects.toThrow(sentence);
  });

  it('shows a list without bibs and gives no entries of it', async () => {
    const list = await read('colour,animal\nred,fox');
    expect(list.hasBibs).toBe(false);
    expect(list.entries).toEqual([]);
    expect(() => requireBibs(list, 'list.csv')).toThrow(/list\.csv.*"colour", "animal".*"bib"/);
    const ignored = await read('bib,name\n1,Ada', ['ignore', 'name']);
    expect(ignored.hasBibs).toBe(false);
  });

  it('refuses what is empty or no text', async () => {
    await expect(read('')).rejects.toThrow(/empty/);
    await expect(read('\n \n,,\n')).rejects.toThrow(/empty/);
    await expect(read('bib\0name')).rejects.toThrow(/neither CSV nor XLSX/);
    await expect(read('%PDF-1.7 …')).rejects.toThrow(/is a PDF/);
  });
});

describe('odd rows', () => {
  it('are remarked upon by their line in the file and cost nobody else', async () => {
    const text = [
      'bib,name',
      '7,Ada',
      '',
      ',Nobody',
      '7,Again',
      '7,Ada',
      '007,Bond',
      `${'9'.repeat(21)},Long`,
      '8,Grace,"extra"',
      '9,Say "hi',
      '#10,Hash',
      'A-12,Letters',
      `13,${'x'.repeat(300)}`,
    ].join('\n');
    const { entries, remarks } = await read(text);
    expect(entries.map((entry) => entry.bib)).toEqual(['7', '7', '007', '8', '9', '10', 'A-12', '13']);
    expect(remarks).toEqual([
      { row: 4, message: 'No bib: left out.' },
      { row: 5, message: 'Bib 7 is also in row 2. Both are kept; photos show both names.' },
      { row: 6, message: 'Bib 7 with the same name is in row 2 already: left out.' },
      { row: 8, message: '"999999999999999999999" is too long for a bib: left out.' },
      { row: 9, message: 'More columns than there should be: bib 8 may be mixed up.' },
      { row: 13, message: 'The name is cut to 200 characters.' },
    ]);
    expect(entries.at(-1)?.name).toHaveLength(200);
  });

  it('a quotation mark that is never closed swallows no line', async () => {
    const { entries } = await read('bib,name\n7,"Ada\n8,Grace\n');
    expect(entries.map((entry) => entry.bib)).toEqual(['7', '8']);
  });

  it('are counted beyond two hundred', async () => {
    const { remarks, entries } = await read(`bib,name\n1,Ada\n${',Nobody\n'.repeat(1500)}`);
    expect(entries).toHaveLength(1);
    expect(remarks).toHaveLength(201);
    expect(remarks.at(-1)).toEqual({ row: 203, message: 'And 1,300 more rows like these.' });
  });

  it('never lose a row: each is an entry or a remark', async () => {
    const field = fc.string({ unit: fc.constantFrom(...'0123 ,;"\tAäß€\n'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 30 }), async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map(([bib, name]) => `${quoted(bib)},${quoted(name)}`).join('\n');
        const list = await read(`bib,name\n${text}\n`).catch((error: unknown) => error);
        if (list instanceof AppError) throw list;
        const { entries, remarks, rows: counted } = list as Awaited<ReturnType<typeof read>>;
        const leftOut = remarks.filter(({ message }) => message.endsWith('left out.'));
        expect(entries.length + leftOut.length).toBe(counted);
        expect(counted).toBe(rows.filter(([bib, name]) => /[^,;|\s]/.test(bib + name)).length);
      }),
    );
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-list-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const text = 'Startnummer;Name\n12;Jürgen Størmer\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('%s', async (name, bytes) => {
    const path = join(folder, 'list.csv');
    await writeFile(path, bytes);
    const { entries, encoding } = await readStartList(await startListFile(path));
    expect(encoding).toBe(name);
    expect(entries).toEqual([{ bib: '12', name: 'Jürgen Størmer', category: null, team: null, wave: null }]);
  });

  it('says so when there is no such file', async () => {
    const reading = startListFile(join(folder, 'absent.csv'));
    await expect(reading).rejects.toBeInstanceOf(AppError);
    await expect(reading).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('bounds', () => {
  it('a file of more than 32 MB, 200,000 rows or 300 columns is refused with its size', async () => {
    const bytes = new Uint8Array(33 * 1024 ** 2);
    await expect(readStartList({ name: 'big.csv', bytes })).rejects.toThrow(/33 MB/);
    await expect(read(`bib\n${'1\n'.repeat(200_001)}`)).rejects.toThrow(/200,002 rows/);
    await expect(read(`bib${',x'.repeat(300)}\n`)).rejects.toThrow(/301 columns/);
  });
});
