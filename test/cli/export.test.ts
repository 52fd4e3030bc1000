import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { delivery } from '../export/delivery.ts';
import { jpeg } from '../ingest/studio.ts';
import { photofinish } from './photofinish.ts';

test('plans and writes an export with the options of the window', async () => {
  const { home, out } = await delivery([
    { name: 'HHM_1.JPG', bytes: await jpeg(1), bibs: ['349'] },
    { name: 'HHM_2.JPG', bytes: await jpeg(2), bibs: ['344'] },
    { name: 'HHM_3.JPG', bytes: await jpeg(3) },
  ]);
  const asked = [
    'export',
    'Harbour Half 2026',
    '--catalog',
    home,
    '--to',
    out,
    '--folders',
    '{category}',
    '--no-csv',
  ];
  const plan = await photofinish([...asked, '--plan', '--json']);
  expect(JSON.parse(plan.stdout)).toMatchObject({
    totals: { files: 2 },
    leftOut: [{ reason: 'nobody', photos: 1 }],
  });
  expect(await readdir(out)).toEqual([]);

  const run = await photofinish([...asked, '--run']);
  expect(run.stderr).toContain('2 files written and read back');
  expect(run.code).toBe(0);
  expect(await readdir(join(out, 'F35'))).toEqual(['HH26_0344_103101.jpg', 'HH26_0349_103100.jpg']);
  const again = await photofinish([...asked, '--run']);
  expect(again.stderr).toContain('0 files written and read back, 0.0 MB; 2 there already');

  const wrong = await photofinish([...asked, '--plan', '--file-name', '{bibs}']);
  expect(wrong.stderr).toContain('There is no field {bibs}.');
  expect(wrong.code).toBe(1);
  const preset = await photofinish([...asked, '--plan', '--preset', 'Web']);
  expect(preset.stderr).toContain('There is no preset "Web"');
});
