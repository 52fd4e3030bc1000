import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  CsvColumn,
  type ExportFile,
  ExportOptions,
  type ExportPlan,
  type ExportRun,
} from '../../contract/export.ts';
import { ExitCode } from '../exit-code.ts';
import { count } from '../photo-lines.ts';
import type { RunCommand, Session } from '../run-command.ts';
import { type Column, table } from '../table.ts';
import { duration } from '../terminal.ts';

interface Options {
  plan?: true;
  run?: true;
  to?: string;
  preset?: string;
  picks?: true;
  stars?: number;
  search?: string;
  includeToReview?: true;
  nobody?: true;
  folders?: string;
  fileName?: string;
  several?: 'each' | 'first';
  taken?: 'suffix' | 'skip' | 'replace';
  longEdge?: number;
  quality?: number;
  stripMetadata?: true;
  /** False with `--no-…`. */
  jpeg: boolean;
  keywords: boolean;
  csv: boolean;
  raw?: true;
  sidecar?: true;
  columns?: CsvColumn[];
  limit: number;
  json?: true;
}

/** How often the progress of an export is looked at, milliseconds. */
const LOOK_MS = 200;

export function addExport(program: Command, run: RunCommand): void {
  program
    .command('export')
    .summary('hand over photos in folders by bib, team or category')
    .description(
      'Says which photo goes where and under what name, or writes them. Copies are read back from the destination and compared. Run again, it writes what changed and nothing else.',
    )
    .argument('<event>', 'the event, by name')
    .option('--plan', 'say what would be written, and write nothing (unless --run is given)')
    .option('--run', 'write it')
    .option('--to <folder>', 'where to; it has to be there')
    .option('--preset <name>', 'begin with the options that were saved under this name')
    .option('--picks', 'picked photos; together with --stars either is enough')
    .option('--stars <number>', 'photos with so many stars or more', whole(1, 5))
    .option('--search <text>', 'photos that a search finds, as "349, 12*" or a name or team')
    .option('--include-to-review', 'also athletes whose sighting is still to review')
    .option('--nobody', 'photos with nobody as well, in a folder of their own')
    .option('--folders <template>', 'folders, as "{category}/{bib:4}_{name}"; "" for none')
    .option('--file-name <template>', 'names of files, as "{code}_{bib:4}_{time}"')
    .addOption(
      new Option('--several <who>', 'a photo with several athletes: for each, or the surest').choices([
        'each',
        'first',
      ]),
    )
    .addOption(
      new Option('--taken <how>', 'where another file has the name: add -2, skip, or replace it').choices([
        'suffix',
        'skip',
        'replace',
      ]),
    )
    .option(
      '--long-edge <pixels>',
      'JPEG of this size, smaller ones not enlarged (else originals)',
      whole(64, 20_000),
    )
    .option('--quality <number>', 'of resized JPEGs, 30 to 100', whole(30, 100))
    .option('--strip-metadata', 'without what the camera noted, in resized JPEGs')
    .option('--no-keywords', 'without bib and name as keywords, in resized JPEGs')
    .option('--no-jpeg', 'no JPEG files')
    .option('--raw', 'RAW files')
    .option('--sidecar', 'an XMP file with bib and name beside each photo')
    .option('--no-csv', 'no CSV of sightings')
    .option(
      '--columns <names>',
      `of the CSV, with commas between: ${CsvColumn.options.join(',')}`,
      csvColumns,
    )
    .option('--limit <number>', 'files of the plan that are listed', whole(0, 1_000_000), 20)
    .option('--json', 'print the plan as one JSON object, or each state of the run as one a line')
    .addHelpText(
      'after',
      `
Examples:
  photofinish export "City Marathon" --plan --to /media/usb/delivery
  photofinish export "City Marathon" --run --to /media/usb/delivery --picks --stars 3 --folders "{team}"
  photofinish export "City Marathon" --run --to ~/web --long-edge 1600 --quality 85`,
    )
    .action((event: string, options: Options) =>
      run(async (session) => {
        const { engine, terminal } = session;
        const request = {
          event,
          options: await optionsFrom(session, event, options),
          destination:
            options.to === undefined ? null : (await engine.folders.grant({ path: options.to })).id,
        };
        if (options.run === undefined) {
          const plan = await engine.export.plan({ ...request, files: Math.min(options.limit, 500) });
          if (options.json) await terminal.print(JSON.stringify(plan));
          else await printPlan(session, plan);
          return ExitCode.ok;
        }
        if (request.destination === null) {
          terminal.say('Say where to export to, with --to FOLDER.');
          return ExitCode.error;
        }
        if (options.plan) await printPlan(session, await engine.export.plan({ ...request, files: 0 }));
        const { destination } = request;
        const started = await engine.export.start({ ...request, destination, name: options.preset ?? '' });
        return follow(session, started, options.json === true);
      }),
    );
}

/** Options of a preset, if one is named, and what was said on top of it. */
async function optionsFrom({ engine }: Session, event: string, said: Options): Promise<ExportOptions> {
  const { presets } = await engine.export.settings({ event });
  const preset = said.preset === undefined ? null : presets.find(({ name }) => name === said.preset);
  if (preset === undefined) {
    const names = presets.map(({ name }) => `"${name}"`).join(', ') || 'none yet';
    throw new InvalidArgumentError(`There is no preset "${said.preset}". There are: ${names}.`);
  }
  const before = preset?.options ?? ExportOptions.parse({});
  const jpeg = before.jpeg ?? ExportOptions.parse({}).jpeg!;
  return ExportOptions.parse({
    ...before,
    ...(said.picks && { picks: true }),
    ...(said.stars !== undefined && { minStars: said.stars }),
    ...(said.search !== undefined && { search: { tokens: [], text: said.search, filters: {}, name: '' } }),
    ...(said.includeToReview && { toReview: 'include' }),
    ...(said.nobody && { nobody: 'folder' }),
    ...(said.folders !== undefined && { folders: said.folders }),
    ...(said.fileName !== undefined && { fileName: said.fileName }),
    ...(said.several !== undefined && { several: said.several }),
    ...(said.taken !== undefined && { taken: said.taken }),
    jpeg: said.jpeg
      ? {
          ...jpeg,
          ...(said.longEdge !== undefined && { longEdge: said.longEdge }),
          ...(said.quality !== undefined && { quality: said.quality }),
          ...(said.stripMetadata && { metadata: 'strip' }),
          ...(!said.keywords && { keywords: false }),
        }
      : null,
    ...(said.raw && { raw: true }),
    ...(said.sidecar && { sidecar: true }),
    ...(said.columns !== undefined && { csv: { columns: said.columns } }),
    ...(!said.csv && { csv: null }),
  });
}

async function printPlan({ terminal }: Session, plan: ExportPlan): Promise<void> {
  for (const line of plan.files.length > 0 ? table(columns, plan.files, terminal.width) : []) {
    await terminal.print(line);
  }
  const { totals, leftOut, destination, fileCount } = plan;
  if (plan.files.length > 0 && plan.files.length < fileCount) {
    terminal.say(`and ${count(fileCount - plan.files.length, 'more file')}.`);
  }
  const size = `${totals.estimated ? 'about ' : ''}${megabytes(totals.bytes)}`;
  terminal.say(
    `${count(totals.files, 'file')} to write, ${size}, in ${count(totals.folders, 'folder')}, of ${count(totals.photosWritten, 'photo')} and ${count(totals.athletes, 'athlete')}${totals.seconds === null ? '' : `, about ${duration(totals.seconds)}`}.`,
  );
  if (totals.taken > 0) terminal.say(`${count(totals.taken, 'name')} taken by another file.`);
  if (totals.same > 0) terminal.say(`${count(totals.same, 'file')} there already, as they would be written.`);
  if (totals.obsolete > 0) {
    terminal.say(
      `${count(totals.obsolete, 'file')} of earlier exports have no place in this plan; they are left as they are.`,
    );
  }
  for (const { reason, photos } of leftOut)
    terminal.say(`${count(photos, 'photo')} left out: ${reasons[reason]}.`);
  if (plan.partlyToReview > 0) {
    terminal.say(
      `${count(plan.partlyToReview, 'photo')} not written for an athlete who is still to review in them.`,
    );
  }
  if (plan.sharedBibs.length > 0) {
    terminal.say(
      `Bibs of two or more athletes, whose photos go to one folder: ${plan.sharedBibs.join(', ')}.`,
    );
  }
  if (destination?.problem) terminal.say(terminal.errorStyle('red', destination.problem.message));
}

const reasons: Record<ExportPlan['leftOut'][number]['reason'], string> = {
  rejected: 'rejected',
  filtered: 'neither picked nor starred as asked for',
  search: 'not found by the search',
  toReview: 'their athletes are still to review',
  nobody: 'nobody in them (--nobody exports them)',
  noFile: 'no file of the kinds asked for',
  byHand: 'by hand',
};

const columns: readonly Column<ExportFile>[] = [
  { title: 'photo', cell: ({ photo }) => photo },
  { title: 'bib', cell: ({ bib }) => bib ?? '', align: 'right' },
  { title: 'will be written as', cell: ({ path }) => path, gives: 'path' },
  { title: 'size', cell: ({ bytes }) => megabytes(bytes), align: 'right' },
  { title: 'state', cell: ({ state }) => state },
];

/** Follows an export to its end. Ctrl-C ends it: what was written stays, and the same command goes on. */
async function follow(
  { engine, terminal, signal }: Session,
  started: ExportRun,
  json: boolean,
): Promise<ExitCode> {
  const { event, id } = started;
  let shown = '';
  for (;;) {
    const run = (await engine.export.runs({ event })).find((other) => other.id === id) ?? started;
    if (json) {
      const line = JSON.stringify(run);
      if (line !== shown) await terminal.print(line);
      shown = line;
    } else {
      terminal.progress(
        {
          ...{ done: run.filesWritten, failed: run.problems, known: 0, total: run.files },
          ...{ photosPerSecond: run.filesPerSecond, secondsLeft: run.secondsLeft },
        },
        'files',
      );
      const reason = run.reason?.message ?? '';
      if (reason !== '' && reason !== shown) terminal.say(terminal.errorStyle('yellow', reason));
      shown = reason;
    }
    if (run.endedAt !== null) {
      terminal.endProgress();
      for (const { photo, error } of await engine.export.problems({ run: id }))
        terminal.say(`${photo}: ${error.message}`);
      terminal.say(
        `${count(run.filesWritten, 'file')} written and read back, ${megabytes(run.bytesWritten)}; ${run.filesSame} there already; ${run.problems} could not be written.`,
      );
      if (run.state === 'failed') return ExitCode.error;
      return run.problems > 0 ? ExitCode.someFailed : ExitCode.ok;
    }
    if (signal.aborted) {
      const end = await engine.export.cancel({ run: id });
      terminal.endProgress();
      terminal.say(
        `Stopped. ${count(end.filesWritten, 'file')} are written; the same command goes on from there.`,
      );
      return ExitCode.interrupted;
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function megabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Write a number from ${least} to ${most}.`);
  };
}

function csvColumns(text: string): CsvColumn[] {
  return text.split(',').map((name) => {
    const column = CsvColumn.safeParse(name.trim());
    if (column.success) return column.data;
    throw new InvalidArgumentError(
      `There is no column "${name}". The columns are ${CsvColumn.options.join(', ')}.`,
    );
  });
}
