import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { AnalysisTask, WorkerSetup } from '../../engine/app/analysis-task.ts';
import { analyzePhoto, visionModels } from '../../engine/app/analyze-photo.ts';
import { type LoadedModel, type LoadedPack, loadModelPack } from '../../engine/inference/model-pack.ts';
import { serveTasks } from '../../engine/inference/serve-tasks.ts';

sharp.concurrency(1);
sharp.cache(false);

/**
 * A worker that analyses a photo as the program does, keeps every tensor that a network was given, and
 * answers how long the same networks take for the same tensors and nothing else, in milliseconds.
 */
serveTasks<WorkerSetup, AnalysisTask, null, number>(async ({ models, threads }) => {
  const pack = await loadModelPack(models, { threads, log: () => undefined });
  let runs: (() => Promise<unknown>)[] = [];
  const recorded = <Model extends LoadedModel>(model: Model): Model => ({
    ...model,
    run: (input: Parameters<LoadedModel['run']>[0]) => {
      runs.push(() => model.run(input));
      return model.run(input);
    },
  });
  const recording: LoadedPack = {
    ...pack,
    faceDetector: recorded(pack.faceDetector),
    faceEmbedder: recorded(pack.faceEmbedder),
    bibDetector: pack.bibDetector && recorded(pack.bibDetector),
    textDetector: recorded(pack.textDetector),
    textRecognizer: recorded(pack.textRecognizer),
  };
  const vision = visionModels(recording);
  return {
    report: null,
    run: async (task) => {
      runs = [];
      await analyzePhoto(vision, await readFile(task.path), task);
      const start = performance.now();
      for (const run of runs) await run();
      return performance.now() - start;
    },
    close: () => pack.dispose(),
  };
});
