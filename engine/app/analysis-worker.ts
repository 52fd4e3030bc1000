import sharp from 'sharp';
import { writePreviews } from '../blobs/preview-files.ts';
import { AppError, type ErrorInfo } from '../contract/app-error.ts';
import { loadModelPack } from '../inference/model-pack.ts';
import { serveTasks } from '../inference/serve-tasks.ts';
import type { AnalysisAnswer, AnalysisTask, WorkerReport, WorkerSetup } from './analysis-task.ts';
import { analyzePhoto, type VisionModels, visionModels } from './analyze-photo.ts';
import { type IdentifiedFile, identifyBytes, identifyFile } from './identify-file.ts';

// Workers are as many as the cores allow; each keeps to its own.
sharp.concurrency(1);
// A photo is seen once: what libvips keeps of it would only take memory.
sharp.cache(false);

serveTasks<WorkerSetup, AnalysisTask, WorkerReport, AnalysisAnswer>(async ({ models, threads }) => {
  const remarks: string[] = [];
  const pack = await loadModelPack(models, { threads, log: (line) => remarks.push(line) });
  const vision = visionModels(pack);
  return {
    report: { loads: pack.reports, remarks },
    run: (task) => answer(vision, task),
    close: () => pack.dispose(),
  };
});

/** A photo that cannot be read is an answer, and so is one over which the program stumbles: the rest goes on. */
async function answer(models: VisionModels, task: AnalysisTask): Promise<AnalysisAnswer> {
  let identified: IdentifiedFile | null = null;
  try {
    const { bytes, ...file } = task.bytes
      ? identifyBytes(task.path, task.bytes)
      : await identifyFile(task.path);
    identified = file;
    const { sha256 } = file.file;
    let previewed: Promise<boolean> = Promise.resolve(false);
    const findings = await analyzePhoto(models, bytes, task, ({ image }) => {
      if (task.previews !== undefined) previewed = succeeds(writePreviews(task.previews, sha256, image));
    });
    return { identified, findings, previewed: await previewed, error: null };
  } catch (error) {
    return { identified, findings: null, error: explain(error) };
  }
}

/** A preview that cannot be written must not cost the findings. */
function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

function explain(error: unknown): ErrorInfo {
  if (error instanceof AppError) return error.info;
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: 'ANALYSIS_CRASHED',
    message: `The program stumbled over this photo (${words}). Report it with the photo, if you may share it.`,
  };
}
