import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../contract/app-error.ts';
import { fromTransport } from '../../contract/orpc-errors.ts';
import type { StartListReport } from '../../contract/procedures/start-list.ts';
import { ExitCode } from '../exit-code.ts';
import { count, shortPath } from '../photo-lines.ts';
import type { RunCommand, Session } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';

interface IndexOptions {
  event: string;
  startList?: string;
  retry?: true;
}

export function addIndex(program: Command, run: RunCommand): void {
  program
    .command('index')
    .summary('analyse the photos of an event and keep what was found')
    .description(
      'Brings an event up to date with folders of photos. Only what is new or changed is analysed, so that it can be stopped and started again at any time. An event that does not exist yet is made.',
    )
    .argument('<folders...>', 'folders of photos, or photos')
    .requiredOption('--event <name>', 'the event that the photos belong to')
    .option(
      '--start-list <file>',
      'CSV or XLSX file of the entries: a column of bibs, and names where there are any',
    )
    .option('--retry', 'analyse again what failed before, too')
    .addHelpText(
      'after',
      `
Examples:
  photofinish index ~/Photos/marathon --event "City Marathon"
  photofinish index /media/card/DCIM --event "City Marathon" --start-list entries.csv
  photofinish index ~/Photos/marathon --event "City Marathon" --retry`,
    )
    .action((paths: string[], options: IndexOptions) =>
      run(async (session) => {
        const { engine, terminal, signal } = session;
        await ensureEvent(session, options.event);
        if (options.startList !== undefined) {
          const list = { event: options.event, path: options.startList };
          reportStartList(terminal, await engine.startList.importFile(list));
        }
        const started = performance.now();
        // The catalog keeps paths, so they must not depend on where this was typed.
        const folders = paths.map((path) => resolve(path));
        const input = { event: options.event, paths: folders, retry: options.retry ?? false };
        const steps = await engine.analysis.index(input, { signal });
        let [done, known, failed, failedNow] = [0, 0, 0, 0];
        for await (const { progress, failure } of steps) {
          ({ done, known, failed } = progress);
          if (failure) {
            failedNow++;
            terminal.say(`${shortPath(failure.file)}: ${failure.error.message}`);
          }
          terminal.progress(progress);
        }
        terminal.endProgress();
        const seconds = (performance.now() - started) / 1000;
        const analysed = done - known - failedNow;
        terminal.say(
          `${count(analysed, 'photo')} analysed in ${seconds.toFixed(1)} s, ${known} known from before, ${failed} failed.`,
        );
        if (failed > failedNow) {
          terminal.say(
            `${count(failed - failedNow, 'photo')} failed in an earlier run and did not change; --retry tries them again.`,
          );
        }
        return failed > 0 ? ExitCode.someFailed : ExitCode.ok;
      }),
    );
}

async function ensureEvent({ engine, terminal }: Session, name: string): Promise<void> {
  try {
    await engine.events.find({ event: name });
  } catch (error) {
    const cause = fromTransport(error);
    if (!(cause instanceof AppError) || cause.code !== 'EVENT_NOT_FOUND') throw error;
    const event = await engine.events.create({ name });
    terminal.say(`Made the event "${event.name}" (time zone ${event.timeZone}).`);
  }
}

function reportStartList(terminal: Terminal, report: StartListReport): void {
  const { added, changed, removed, unchanged, columns, remarks } = report;
  const taken = Object.entries(columns).map(([part, header]) => `${part} from "${header}"`);
  terminal.say(
    `Start list: ${added} entries added, ${changed} changed, ${removed} removed, ${unchanged} unchanged${taken.length > 0 ? ` (${taken.join(', ')})` : ''}.`,
  );
  const SHOWN = 10;
  for (const { row, message } of remarks.slice(0, SHOWN)) terminal.say(`  row ${row}: ${message}`);
  if (remarks.length > SHOWN) terminal.say(`  and ${remarks.length - SHOWN} more rows like these.`);
}
