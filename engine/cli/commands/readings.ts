import type { Command } from 'commander';
import { ExitCode } from '../exit-code.ts';
import { photoLine } from '../photo-lines.ts';
import type { RunCommand } from '../run-command.ts';

export function addReadings(program: Command, run: RunCommand): void {
  program
    .command('readings')
    .summary('print what an event knows by now, one line a photo')
    .description(
      "Prints the readings of all photos of an event. Confidence is settled by the event's own statistics: the bibs of one race are of a kind, which is learnt from its confident readings.",
    )
    .requiredOption('--event <name>', 'the event')
    .option('--json', 'print one JSON object a line, in the form of "analyze --json"')
    .addHelpText(
      'after',
      `
Example:
  photofinish readings --event "City Marathon" --json > readings.jsonl`,
    )
    .action((options: { event: string; json?: true }) =>
      run(async ({ engine, terminal, signal }) => {
        for await (const photo of await engine.readings.list({ event: options.event }, { signal })) {
          await terminal.print(options.json ? JSON.stringify(photo) : photoLine(photo));
        }
        return ExitCode.ok;
      }),
    );
}
