import type { Command } from 'commander';
import type { ModelStatus } from '../../contract/model-status.ts';
import { ExitCode } from '../exit-code.ts';
import type { RunCommand } from '../run-command.ts';
import { type Column, table } from '../table.ts';

export function addModels(program: Command, run: RunCommand): void {
  program
    .command('models')
    .summary('list the networks that are used, where they come from and what runs them')
    .description(
      'Lists each model pack: the state of its networks, their source and licence, the execution provider in use and the time of the first run.',
    )
    .option('--json', 'print one JSON object a line, one for each pack')
    .action((options: { json?: true }) =>
      run(async ({ engine, terminal }) => {
        const packs = await engine.models.list();
        for (const pack of packs) {
          if (options.json) {
            await terminal.print(JSON.stringify(pack));
            continue;
          }
          await terminal.print(
            terminal.style('bold', `${pack.name} (${pack.id}${pack.standard ? ', standard' : ''})`),
          );
          for (const line of table(columns, pack.models, terminal.width)) await terminal.print(line);
          for (const { id, error } of pack.models) if (error) await terminal.print(`${id}: ${error.message}`);
          await terminal.print('');
        }
        const broken = packs.some(
          ({ standard, models }) =>
            standard && models.some(({ state }) => state !== 'ready' && state !== 'absent'),
        );
        return broken ? ExitCode.error : ExitCode.ok;
      }),
    );
}

const columns: readonly Column<ModelStatus>[] = [
  { title: 'role', cell: ({ role }) => role },
  { title: 'model', cell: ({ id }) => id, gives: 'text' },
  { title: 'state', cell: ({ state }) => state },
  { title: 'runs on', cell: ({ provider }) => provider ?? '' },
  {
    title: 'warm-up',
    cell: ({ warmUpMs }) => (warmUpMs === null ? '' : `${Math.round(warmUpMs)} ms`),
    align: 'right',
  },
  { title: 'licence', cell: ({ licence }) => licence, gives: 'text' },
  { title: 'source', cell: ({ source }) => source, gives: 'text' },
];
