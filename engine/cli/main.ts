import { Command } from 'commander';
import { dataFolder } from '../app/data-folder.ts';
import { openEngine } from '../app/open-engine.ts';
import { AppError } from '../contract/app-error.ts';
import { fromTransport } from '../contract/orpc-errors.ts';
import { addAnalyze } from './commands/analyze.ts';
import { addCoverage } from './commands/coverage.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvents } from './commands/events.ts';
import { addExport } from './commands/export.ts';
import { addIndex } from './commands/index-event.ts';
import { addModels } from './commands/models.ts';
import { addReadings } from './commands/readings.ts';
import { addSearch } from './commands/search.ts';
import { ExitCode } from './exit-code.ts';
import { endQuietlyWithReader, onInterrupt } from './interrupt.ts';
import type { RunCommand } from './run-command.ts';
import { Terminal } from './terminal.ts';

const terminal = new Terminal();

const program = new Command('photofinish')
  .description("Finds every athlete in a race photographer's photos, by bib and by face, without a network.")
  .option(
    '--catalog <folder>',
    'where events are kept (else PHOTOFINISH_HOME, else the application-data folder)',
  )
  .helpOption('-h, --help', 'show help')
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Exit codes:
  0    all went well
  1    nothing was done, or not what was asked for; standard error says why
  2    done, but some photos could not be read
  130  interrupted with Ctrl-C; what had been done is kept

Examples:
  photofinish analyze IMG_0001.jpg
  photofinish index ~/Photos/marathon --event "City Marathon" --start-list entries.csv
  photofinish search --event "City Marathon" --bib "12*"
  photofinish search --event "City Marathon" --face portrait.jpg
  photofinish export "City Marathon" --run --to /media/usb/delivery
  photofinish serve`,
  );

const run: RunCommand = async (work) => {
  const { catalog } = program.opts<{ catalog?: string }>();
  const signal = onInterrupt(() => {
    terminal.endProgress();
    terminal.say('Stopping after the photos in progress. Ctrl-C again stops at once.');
  });
  const engine = openEngine(await dataFolder(catalog), (line) => terminal.log(line));
  try {
    const code = await work({ engine: engine.client, terminal, signal });
    process.exitCode = signal.aborted ? ExitCode.interrupted : code;
  } finally {
    terminal.endProgress();
    await engine.close();
  }
};

for (const add of [
  addAnalyze,
  addIndex,
  addSearch,
  addReadings,
  addExport,
  addCoverage,
  addEvents,
  addModels,
  addDoctor,
]) {
  add(program, run);
}

// A host of its own, which build/photofinish.mjs starts; here so that the help has it.
program
  .command('serve')
  .summary('serve the application to a browser of this machine')
  .allowUnknownOption()
  .helpOption(false)
  .action(() => {
    throw new AppError('INPUT_INVALID', 'Start the server with "photofinish serve".');
  });

/** One sentence for what can go wrong; the whole trace for a bug, which somebody has to report. */
function explain(error: unknown): void {
  const cause = fromTransport(error);
  if (cause instanceof AppError) {
    terminal.say(terminal.errorStyle('red', cause.message));
  } else {
    terminal.say('This is a fault in Photofinish itself. Report it with these lines:');
    terminal.say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
  process.exitCode = ExitCode.error;
}

endQuietlyWithReader();
try {
  await program.parseAsync();
} catch (error) {
  explain(error);
}
