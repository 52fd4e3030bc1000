import { type Command, InvalidArgumentError } from 'commander';
import type { EventWithCounts } from '../../contract/event.ts';
import { ExitCode } from '../exit-code.ts';
import type { RunCommand } from '../run-command.ts';
import { type Column, table } from '../table.ts';

interface CreateOptions {
  date?: string;
  place?: string;
  timeZone?: string;
  bibLength?: { minLength: number; maxLength: number };
  bibAlphabet?: string;
  faceSearch: boolean;
}

export function addEvents(program: Command, run: RunCommand): void {
  const events = program
    .command('events')
    .summary('list events, or make one')
    .description('Lists the events of the catalog with what each holds.')
    .option('--json', 'print one JSON object a line')
    .action((options: { json?: true }) =>
      run(async ({ engine, terminal }) => {
        const list = await engine.events.list();
        if (options.json) {
          for (const event of list) await terminal.print(JSON.stringify(event));
        } else if (list.length === 0) {
          terminal.say('There are no events yet. "photofinish index FOLDER --event NAME" makes one.');
        } else {
          for (const line of table(columns, list, terminal.width)) await terminal.print(line);
        }
        return ExitCode.ok;
      }),
    );

  events
    .command('create')
    .summary('make an event before its photos are there')
    .argument('<name>', 'what the event is called')
    .option('--date <day>', 'day of the race, as 2026-05-03')
    .option('--place <text>', 'where it is held')
    .option('--time-zone <name>', 'of the cameras’ clocks, such as Europe/Vienna (else that of this machine)')
    .option('--bib-length <range>', 'characters of a bib, as 4 or 2-5 (else learnt from the photos)', lengths)
    .option('--bib-alphabet <characters>', 'characters that occur on bibs (else digits)')
    .option('--no-face-search', 'keep no embeddings of faces')
    .addHelpText(
      'after',
      `
Example:
  photofinish events create "City Marathon" --date 2026-05-03 --time-zone Europe/Vienna --bib-length 2-5`,
    )
    .action((name: string, options: CreateOptions) =>
      run(async ({ engine, terminal }) => {
        const { date, place, timeZone, faceSearch, bibLength, bibAlphabet } = options;
        const rules = { ...bibLength, ...(bibAlphabet !== undefined && { alphabet: bibAlphabet }) };
        const event = await engine.events.create({
          name,
          faceSearch,
          ...(date !== undefined && { date }),
          ...(place !== undefined && { place }),
          ...(timeZone !== undefined && { timeZone }),
          ...(Object.keys(rules).length > 0 && { bibRules: rules }),
        });
        terminal.say(`Made the event "${event.name}" (time zone ${event.timeZone}).`);
        return ExitCode.ok;
      }),
    );
}

const columns: readonly Column<EventWithCounts>[] = [
  { title: 'event', cell: (event) => event.name, gives: 'text' },
  { title: 'date', cell: (event) => event.date ?? '' },
  { title: 'photos', cell: ({ counts }) => String(counts.photos), align: 'right' },
  { title: 'analysed', cell: ({ counts }) => String(counts.analysed), align: 'right' },
  { title: 'failed', cell: ({ counts }) => String(counts.failed + counts.unreadableFiles), align: 'right' },
  { title: 'RAW', cell: ({ counts }) => String(counts.notRead), align: 'right' },
  { title: 'faces', cell: ({ counts }) => String(counts.faces), align: 'right' },
  { title: 'bibs', cell: ({ counts }) => String(counts.bibReadings), align: 'right' },
  { title: 'entries', cell: ({ counts }) => String(counts.entries), align: 'right' },
];

function lengths(text: string): { minLength: number; maxLength: number } {
  const match = text.match(/^(\d+)(?:-(\d+))?$/);
  if (!match) throw new InvalidArgumentError('Write one number, or two with a hyphen between, as 2-5.');
  const minLength = Number(match[1]);
  return { minLength, maxLength: Number(match[2] ?? minLength) };
}
