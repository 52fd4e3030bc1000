import type { Command } from 'commander';
import { ExitCode } from '../exit-code.ts';
import { count, photoLine } from '../photo-lines.ts';
import type { RunCommand } from '../run-command.ts';

export function addAnalyze(program: Command, run: RunCommand): void {
  program
    .command('analyze')
    .summary('find faces and read bibs in photos, keeping nothing')
    .description(
      'Finds faces and reads bibs in photos and folders of photos. Needs no event and keeps nothing. Photos are printed as they are done, which is not the order of their names.',
    )
    .argument('<files...>', 'photos, or folders of photos')
    .option('--json', 'print one JSON object a line and nothing else')
    .option('--embeddings', 'with --json: include the 512 numbers that tell each face from others')
    .addHelpText(
      'after',
      `
Each line of --json has: file, sha256, width, height, sharpness, faces [{box, score, landmarks,
quality, embedding?}], bibs [{number, confidence, box}], timings in milliseconds, and error, which is
null or {code, message}. Boxes are [x, y, width, height] in pixels of the upright photo.

Examples:
  photofinish analyze IMG_0001.jpg IMG_0002.jpg
  photofinish analyze ~/Photos/marathon --json > findings.jsonl`,
    )
    .action((paths: string[], options: { json?: true; embeddings?: true }) =>
      run(async ({ engine, terminal, signal }) => {
        const photos = await engine.analysis.analyze(
          { paths, embeddings: options.embeddings ?? false },
          { signal },
        );
        let done = 0;
        let failed = 0;
        for await (const { photo, progress } of photos) {
          done = progress.done;
          failed = progress.failed;
          await terminal.print(options.json ? JSON.stringify(photo) : photoLine(photo));
          terminal.progress(progress);
        }
        terminal.endProgress();
        if (done === 0 && !signal.aborted) {
          terminal.say(
            'There are no photos here: no file whose name ends in .jpg, .png, .webp, .tif or .heic.',
          );
        } else if (!options.json && failed > 0) {
          terminal.say(`${count(failed, 'photo')} of ${done} could not be read.`);
        }
        return failed > 0 ? ExitCode.someFailed : ExitCode.ok;
      }),
    );
}
