import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { placesOfDrives, type System, toolsOf } from '../fixtures/drives.ts';
import { fill, jpeg } from './studio.ts';

const run = promisify(execFile);

// The tools are shell scripts, and stand in for those of all three systems.
test.skipIf(process.platform === 'win32').each([
  ['linux', 'volume 64A5-F009', 'volume 1C2D-3E4F'],
  ['darwin', 'volume C5B1F2D0-3A4B-3C5D-8E6F-7A8B9C0D1E2F', 'volume 11112222-3333-3444-8555-666677778888'],
  ['win32', 'volume 64A5F009', 'volume 1C2D3E4F'],
] as const)(
  'a card is told from a disk by what %s says of its drives and by what is on them',
  async (system: System, card, loose) => {
    // Nothing below /tmp is a card, whatever lies there.
    const base = existsSync('/dev/shm') ? '/dev/shm' : await realpath(tmpdir());
    const folder = await mkdtemp(join(base, 'photofinish-drives-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [drives, tools] = [join(folder, 'drives'), join(folder, 'tools')];
    const places = placesOfDrives[system];
    await fill(join(drives, places.card), { 'DCIM/100NCZ_8/DSC_0001.JPG': await jpeg(1) });
    await fill(join(drives, places.loose), { 'DSC_0002.JPG': await jpeg(2) });
    // Photos at the top of a disk that stays where it is make no card of it.
    await fill(join(drives, places.copies), { 'DSC_0003.JPG': await jpeg(3) });
    await toolsOf(system, tools, drives);
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'find-cards-as.ts'), system], {
      cwd: drives,
      env: { ...process.env, PATH: `${tools}:${process.env['PATH']}`, PHOTOFINISH_CARDS: '' },
    });
    const at = (place: string) => (system === 'win32' ? place : join(drives, place));
    expect(JSON.parse(stdout)).toEqual([
      { identity: loose, name: 'LOOSE', path: at(places.loose) },
      { identity: card, name: 'Z8_FINISH', path: at(places.card) },
    ]);
  },
);
