import type { Command } from 'commander';
import type { AthleteCoverage, Coverage } from '../../contract/coverage.ts';
import { ExitCode } from '../exit-code.ts';
import { count, percent } from '../photo-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { type Column, table } from '../table.ts';

export function addCoverage(program: Command, run: RunCommand): void {
  program
    .command('coverage')
    .summary('say which athletes have photos, and which have none')
    .description(
      'Says how many athletes of the start list have photos and how many photos show nobody’s bib, and lists the athletes without a photo. Rejected photos do not count.',
    )
    .argument('<event>', 'the event')
    .option('--csv <file>', 'write one line an athlete into this file')
    .option('--json', 'print everything as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  photofinish coverage "City Marathon"
  photofinish coverage "City Marathon" --csv coverage.csv`,
    )
    .action((event: string, options: { csv?: string; json?: true }) =>
      run(async ({ engine, terminal }) => {
        const coverage = await engine.coverage.get({ event });
        if (options.csv !== undefined) {
          const { athletes } = await engine.coverage.saveCsv({ event, path: options.csv });
          terminal.say(`Wrote ${count(athletes, 'athlete')} to ${options.csv}.`);
        }
        if (options.json) {
          await terminal.print(JSON.stringify(coverage));
          return ExitCode.ok;
        }
        for (const line of totals(coverage)) terminal.say(line);
        const without = coverage.athletes.filter(({ accepted }) => accepted === 0);
        if (options.csv === undefined && without.length > 0) {
          for (const line of table(columns, without, terminal.width)) await terminal.print(line);
        }
        return ExitCode.ok;
      }),
    );
}

function totals({ athletes, photos, read, nobody, unlisted }: Coverage): string[] {
  const found = athletes.filter(({ accepted }) => accepted > 0).length;
  const share = athletes.length === 0 ? '' : ` (${percent(found / athletes.length)})`;
  return [
    athletes.length === 0
      ? `There is no start list; ${count(unlisted.length, 'bib')} seen.`
      : `${found} of ${count(athletes.length, 'athlete')} have photos${share}.`,
    `${nobody} of ${count(read, 'photo')} that were read show nobody’s bib; ${photos - read} wait to be read.`,
  ];
}

const columns: readonly Column<AthleteCoverage>[] = [
  { title: 'bib', cell: ({ bib }) => bib },
  { title: 'name', cell: ({ name }) => name ?? '', gives: 'text' },
  { title: 'category', cell: ({ category }) => category ?? '', gives: 'text' },
  { title: 'team', cell: ({ team }) => team ?? '', gives: 'text' },
  { title: 'wave', cell: ({ wave }) => wave ?? '' },
  { title: 'to review', cell: ({ toReview }) => String(toReview), align: 'right' },
];
