import sharp from 'sharp';
import { AppError, type ErrorInfo } from '../contract/app-error.ts';
import { defaultBibRules } from '../contract/bib-rules.ts';
import type { Findings } from '../contract/findings.ts';
import { type LoadedPack, loadModelPack } from '../inference/model-pack.ts';
import { serveTasks } from '../inference/serve-tasks.ts';
import type { BibModels } from '../vision/bibs/find-candidates.ts';
import { readBibs } from '../vision/bibs/read-bibs.ts';
import { decodePhoto } from '../vision/decode-photo.ts';
import { faceEmbedder } from '../vision/faces/embed-faces.ts';
import { faceDetector } from '../vision/faces/face-detector.ts';
import { type FaceModels, findFaces } from '../vision/faces/find-faces.ts';
import { laplacianVariance } from '../vision/sharpness.ts';
import type { AnalysisAnswer, AnalysisTask, WorkerReport, WorkerSetup } from './analysis-task.ts';
import { type IdentifiedFile, identifyFile } from './identify-file.ts';

// Workers are as many as the cores allow; each keeps to its own.
sharp.concurrency(1);
// A photo is seen once: what libvips keeps of it would only take memory.
sharp.cache(false);

serveTasks<WorkerSetup, AnalysisTask, WorkerReport, AnalysisAnswer>(async ({ models, threads }) => {
  const remarks: string[] = [];
  const pack = await loadModelPack(models, { threads, log: (line) => remarks.push(line) });
  const vision = modelsOf(pack);
  return {
    report: { loads: pack.reports, remarks },
    run: (task) => answer(vision, task),
    close: () => pack.dispose(),
  };
});

interface Models {
  readonly faces: FaceModels;
  readonly bibs: BibModels;
}

/** The networks of a pack as vision takes them. */
function modelsOf(pack: LoadedPack): Models {
  return {
    faces: { detector: faceDetector(pack.faceDetector), embedder: faceEmbedder(pack.faceEmbedder) },
    bibs: {
      textDetector: pack.textDetector.run,
      textRecognizer: pack.textRecognizer,
      ...(pack.bibDetector && { bibDetector: pack.bibDetector.run }),
    },
  };
}

/** A photo that cannot be read is an answer, and so is one over which the program stumbles: the rest goes on. */
async function answer(models: Models, task: AnalysisTask): Promise<AnalysisAnswer> {
  let identified: IdentifiedFile | null = null;
  try {
    const { bytes, ...file } = await identifyFile(task.path);
    identified = file;
    return { identified, findings: await analyze(models, bytes, task), error: null };
  } catch (error) {
    return { identified, findings: null, error: explain(error) };
  }
}

async function analyze(models: Models, bytes: Buffer, task: AnalysisTask): Promise<Findings> {
  const start = performance.now();
  const photo = await decodePhoto(bytes);
  const decoded = performance.now();
  const sharpness = laplacianVariance(photo.image);
  const measured = performance.now();
  const { faces, timings: faceTimings } = await findFaces(photo, models.faces, { embed: task.embed });
  const { readings, timings: bibTimings } = task.bibs
    ? await readBibs(photo, faces, models.bibs, { rules: task.bibRules ?? defaultBibRules, effort: 'normal' })
    : { readings: [], timings: { bibRegions: 0, bibText: 0 } };
  return {
    width: photo.width,
    height: photo.height,
    sharpness,
    faces,
    bibs: readings,
    timings: { decode: decoded - start, sharpness: measured - decoded, ...faceTimings, ...bibTimings },
  };
}

function explain(error: unknown): ErrorInfo {
  if (error instanceof AppError) return error.info;
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: 'ANALYSIS_CRASHED',
    message: `The program stumbled over this photo (${words}). Report it with the photo, if you may share it.`,
  };
}
