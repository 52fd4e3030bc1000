import { describe, expect, it } from 'vitest';
import { type Cell, dated, fourDigits, type Sheet, workbook } from '../../../test/fixtures/workbook.ts';
import { zipOf } from '../../../test/fixtures/zip.ts';
import { readStartList } from './read-start-list.ts';

const read = (bytes: Uint8Array) => readStartList({ name: 'list.xlsx', bytes });
const sheet = (...rows: Cell[][]): Sheet => ({ name: 'Tabelle1', rows });

describe('a workbook', () => {
  it('gives bibs as they are worn: numbers whole, zeros of texts kept, letters too', async () => {
    const { entries, format, encoding, delimiter } = await read(
      workbook([
        sheet(
          ['Startnr.', 'Name', 'Verein'],
          [349, 'Jürgen <Størmer> & Co', null],
          ['0012', 'Ada Byron', 'Analysts'],
          ['F12', '  Grace   Hopper ', 'Navy'],
          [1204.0, null, 'Navy'],
        ),
      ]),
    );
    expect(entries.map(({ bib, name, team }) => [bib, name, team])).toEqual([
      ['349', 'Jürgen <Størmer> & Co', null],
      ['0012', 'Ada Byron', 'Analysts'],
      ['F12', 'Grace Hopper', 'Navy'],
      ['1204', null, 'Navy'],
    ]);
    expect({ format, encoding, delimiter }).toEqual({ format: 'XLSX', encoding: null, delimiter: null });
  });

  it('gives bibs with the zeros in front that their format shows, wherever they stand', async () => {
    const { entries } = await read(
      workbook([
        { name: 'Notes', rows: [] },
        sheet(
          ['Name', null, 'Bib'],
          ['Ada Byron', null, fourDigits(42)],
          [],
          ['Grace Hopper', null, fourDigits(12_345)],
          ['Kim Berg', null, 7],
        ),
      ]),
    );
    expect(entries.map(({ bib, name }) => [bib, name])).toEqual([
      ['0042', 'Ada Byron'],
      ['12345', 'Grace Hopper'],
      ['7', 'Kim Berg'],
    ]);
  });

  it('shows days and times as days and times', async () => {
    const { columns } = await read(
      workbook([
        sheet(
          ['Bib', 'Born', 'Wave', 'Seen'],
          // 2026-05-03 is day 46145.
          [1, dated(46_145, 1), dated(0.395_833_333_333_333, 2), dated(46_145.5, 1)],
        ),
      ]),
    );
    expect(columns.map(({ samples }) => samples[0])).toEqual([
      '1',
      '2026-05-03',
      '09:30',
      '2026-05-03 12:00',
    ]);
  });

  it('takes inline texts, results of formulas and rich texts, and leaves errors empty', async () => {
    const { entries } = await read(
      workbook([
        sheet(
          ['Bib', 'Name', 'Team'],
          [
            { xml: '<c r="@" t="str"><f>A9&amp;""</f><v>77</v></c>' },
            { xml: '<c r="@" t="inlineStr"><is><r><t>Ada </t></r><r><t>Byron</t></r></is></c>' },
            { xml: '<c r="@" t="e"><v>#N/A</v></c>' },
          ],
        ),
      ]),
    );
    expect(entries).toEqual([{ bib: '77', name: 'Ada Byron', team: null, category: null, wave: null }]);
  });

  it('is read from its first sheet that is neither hidden nor empty', async () => {
    const { entries } = await read(
      workbook([
        { name: 'Old', state: 'hidden', rows: [['Bib'], [1]] },
        { name: 'Older', state: 'veryHidden', rows: [['Bib'], [2]] },
        { name: 'Empty', rows: [] },
        { name: 'Start "list"', rows: [['Bib'], [3]] },
        { name: 'Other', rows: [['Bib'], [4]] },
      ]),
    );
    expect(entries.map(({ bib }) => bib)).toEqual(['3']);
  });

  it('counts rows as the spreadsheet does', async () => {
    const { remarks, entries } = await read(
      workbook([sheet(['City Marathon'], [], ['Bib', 'Name'], [7, 'Ada'], [], [null, 'Nobody'], [7, 'Eva'])]),
    );
    expect(entries).toHaveLength(2);
    expect(remarks).toEqual([
      { row: 1, message: 'What stands above the header (row 3) is left out.' },
      { row: 6, message: 'No bib: left out.' },
      { row: 7, message: 'Bib 7 is also in row 4. Both are kept; photos show both names.' },
    ]);
  });

  it('that is empty says so', async () => {
    await expect(read(workbook([sheet()]))).rejects.toThrow(/empty/);
    const hidden: Sheet = { name: 'Old', state: 'hidden', rows: [['Bib'], [1]] };
    await expect(read(workbook([hidden]))).rejects.toThrow(/empty/);
  });
});

describe('what is no workbook says what it is', () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  it.each([
    ['old XLS', compound, /of the old kind \(XLS\)/],
    [
      'a password',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
      /protected by a password/,
    ],
    ['ODS', zipOf({ mimetype: 'application/vnd.oasis', 'content.xml': '<a/>' }), /OpenDocument/],
    ['XLSB', zipOf({ 'xl/workbook.bin': 'x' }), /binary workbook/],
    ['DOCX', zipOf({ 'word/document.xml': '<a/>' }), /text document/],
    ['Numbers', zipOf({ 'Index/Document.iwa': 'x' }), /Numbers/],
    ['any other archive', zipOf({ 'start-list.csv': 'bib\n1' }), /ZIP archive without a workbook/],
    ['half a workbook', workbook([sheet(['Bib'], [1])]).subarray(0, 900), /cut off/],
    [
      'a workbook without its sheet',
      zipOf({ 'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>' }),
      /cannot be read as a workbook/,
    ],
  ])('%s', async (_, bytes, sentence) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'START_LIST_INVALID',
      message: expect.stringMatching(sentence),
    });
  });

  it('a packed file that is damaged', async () => {
    const bytes = workbook([
      sheet(['Bib', 'Name'], ...Array.from({ length: 500 }, (_, i) => [i, `Athlete ${i}`])),
    ]);
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 200;
    bytes.fill(0xff, at, at + 200);
    await expect(read(bytes)).rejects.toThrow(/cut short/);
  });
});

describe('bounds', () => {
  it('a workbook that unpacks to gigabytes is refused before it is unpacked', async () => {
    const bytes = workbook([sheet(['Bib'], [1])], { 'xl/worksheets/sheet9.xml': 'x' });
    // What the archive's directory says of the last file: its unpacked size, 24 bytes into its entry.
    const entry = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt32LE(3_000_000_000, entry + 24);
    await expect(read(bytes)).rejects.toThrow(/unpacks to 2,861 MB/);
  });

  it('a cell far to the right is refused, an empty one there is not', async () => {
    const far = (xml: string) => workbook([sheet(['Bib', { xml: xml.replace('#', 'XFD1') }], [1])]);
    await expect(read(far('<c r="#"><v>5</v></c>'))).rejects.toThrow(/column XFD/);
    const { entries } = await read(far('<c r="#" s="0"/>'));
    expect(entries).toHaveLength(1);
  });
});
