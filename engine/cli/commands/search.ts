import { type Command, InvalidArgumentError } from 'commander';
import type { IndexedReading } from '../../contract/photo.ts';
import type { SearchHit } from '../../contract/search.ts';
import { ExitCode } from '../exit-code.ts';
import { count, percent, shortPath } from '../photo-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { type Column, table } from '../table.ts';

interface SearchOptions {
  event: string;
  /** False with `--no-bib`. */
  bib?: string | false;
  looksLike?: true;
  face?: string;
  faceId?: string;
  minSimilarity?: number;
  from?: string;
  to?: string;
  camera?: string;
  minSharpness?: number;
  minConfidence?: number;
  limit: number;
  cursor?: string;
  json?: true;
}

export function addSearch(program: Command, run: RunCommand): void {
  program
    .command('search')
    .summary('find photos of an event by bib, face, time, camera or sharpness')
    .description('Finds photos of an event. All conditions hold together; the best match comes first.')
    .requiredOption('--event <name>', 'the event')
    .option(
      '--bib <numbers>',
      'as 349, 12*, 300-340 or 7,12,300-340; ~349 also finds what is easily read for it',
    )
    .option('--looks-like', 'with --bib: also numbers that are easily read for it')
    .option('--no-bib', 'only photos on which no bib was found')
    .option('--face <photo>', 'photos of the person in this picture (its largest face)')
    .option('--face-id <id>', 'photos of the person with this indexed face')
    .option(
      '--min-similarity <cosine>',
      'with a face: how alike at least, -1 to 1 (else what tells people apart)',
      number,
    )
    .option(
      '--from <time>',
      'taken at this time or later: 10:15, or 2026-05-03T10:15, by clocks at the event',
    )
    .option('--to <time>', 'taken at this time or earlier')
    .option('--camera <text>', "part of the camera's make, model or serial number")
    .option('--min-sharpness <number>', 'leave out what is less sharp', number)
    .option('--min-confidence <share>', 'leave out readings that are less certain, 0 to 1', number)
    .option('--limit <number>', 'photos a page', number, 50)
    .option('--cursor <text>', 'the next page, as the page before names it')
    .option('--json', 'print the page as one JSON object: {"hits": […], "next": cursor or null}')
    .addHelpText(
      'after',
      `
Examples:
  photofinish search --event "City Marathon" --bib 349
  photofinish search --event "City Marathon" --bib "7,12,300-340" --from 10:15 --to 10:45
  photofinish search --event "City Marathon" --face portrait.jpg --limit 20
  photofinish search --event "City Marathon" --no-bib --min-sharpness 100`,
    )
    .action((options: SearchOptions) =>
      run(async ({ engine, terminal, signal }) => {
        const { bib, looksLike, event, face, faceId, from, to, camera, cursor, limit, json } = options;
        const { minSimilarity, minSharpness, minConfidence } = options;
        const page = await engine.search.photos(
          {
            event,
            limit,
            ...(bib === false && { noBib: true }),
            ...(typeof bib === 'string' && { bib: bib.replace(/^~/, '') }),
            ...((looksLike || (typeof bib === 'string' && bib.startsWith('~'))) && { lookAlikes: true }),
            ...(face !== undefined && { faceImage: face }),
            ...(faceId !== undefined && { faceId }),
            ...(minSimilarity !== undefined && { minSimilarity }),
            ...(from !== undefined && { from }),
            ...(to !== undefined && { to }),
            ...(camera !== undefined && { camera }),
            ...(minSharpness !== undefined && { minSharpness }),
            ...(minConfidence !== undefined && { minConfidence }),
            ...(cursor !== undefined && { cursor }),
          },
          { signal },
        );
        if (json) {
          await terminal.print(JSON.stringify(page));
          return ExitCode.ok;
        }
        if (page.hits.length > 0) {
          for (const line of table(columnsFor(options), page.hits, terminal.width))
            await terminal.print(line);
        }
        terminal.say(page.hits.length === 0 ? 'No photo was found.' : `${count(page.hits.length, 'photo')}.`);
        if (page.next !== null) terminal.say(`There are more: add --cursor ${page.next}`);
        return ExitCode.ok;
      }),
    );
}

function columnsFor(options: SearchOptions): Column<SearchHit>[] {
  const byFace = options.face !== undefined || options.faceId !== undefined;
  return [
    { title: 'photo', cell: ({ photo }) => shortPath(photo.files[0]?.path ?? photo.id), gives: 'path' },
    { title: 'time', cell: ({ photo }) => photo.cameraTime?.slice(0, 19).replace('T', ' ') ?? '' },
    {
      title: 'bibs',
      cell: ({ photo }) => photo.findings?.bibs.map(readingText).join(', ') ?? '',
      gives: 'text',
    },
    ...(byFace
      ? [
          {
            title: 'likeness',
            cell: ({ face }: SearchHit) => face?.similarity.toFixed(2) ?? '',
            align: 'right' as const,
          },
        ]
      : []),
    ...(typeof options.bib === 'string'
      ? [
          {
            title: 'certain',
            cell: ({ bib }: SearchHit) => (bib ? percent(bib.score) : ''),
            align: 'right' as const,
          },
        ]
      : []),
    { title: 'sharpness', cell: ({ photo }) => photo.findings?.sharpness.toFixed(0) ?? '', align: 'right' },
  ];
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Write a number.');
  return value;
}

/** The number, with a question mark where it is likelier wrong than right. */
function readingText({ number, confidence, settled }: IndexedReading): string {
  const sure = settled ?? { number, confidence };
  return sure.confidence < 0.5 ? `${sure.number}?` : sure.number;
}
