import type { Command } from 'commander';
import type { Check } from '../../contract/machine.ts';
import { ExitCode } from '../exit-code.ts';
import type { RunCommand } from '../run-command.ts';

export function addDoctor(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .summary('say what this machine can do, and what is missing')
    .description('Looks at this machine: what Photofinish can do on it, and what is missing.')
    .option('--json', 'print one JSON object a line')
    .action((options: { json?: true }) =>
      run(async ({ engine, terminal }) => {
        const checks = await engine.machine.doctor();
        for (const check of checks) {
          if (options.json) {
            await terminal.print(JSON.stringify(check));
            continue;
          }
          await terminal.print(
            `${terminal.style(colour[check.state], mark[check.state])} ${check.name}: ${check.fact}`,
          );
          if (check.advice !== null) await terminal.print(`  ${check.advice}`);
        }
        return checks.some(({ state }) => state === 'broken') ? ExitCode.error : ExitCode.ok;
      }),
    );
}

const mark = { ok: '✓', missing: '–', broken: '✗' } as const satisfies Record<Check['state'], string>;
const colour = { ok: 'green', missing: 'yellow', broken: 'red' } as const satisfies Record<
  Check['state'],
  string
>;
