import { os } from './implementer.ts';

export const ingest = {
  start: os.ingest.start.handler(async () => {
    throw new Error('ingest.start is being built');
  }),

  runs: os.ingest.runs.handler(async () => {
    throw new Error('ingest.runs is being built');
  }),

  pause: os.ingest.pause.handler(async () => {
    throw new Error('ingest.pause is being built');
  }),

  resume: os.ingest.resume.handler(async () => {
    throw new Error('ingest.resume is being built');
  }),

  cancel: os.ingest.cancel.handler(async () => {
    throw new Error('ingest.cancel is being built');
  }),

  problems: os.ingest.problems.handler(async () => {
    throw new Error('ingest.problems is being built');
  }),

  retry: os.ingest.retry.handler(async () => {
    throw new Error('ingest.retry is being built');
  }),

  dismiss: os.ingest.dismiss.handler(async () => {
    throw new Error('ingest.dismiss is being built');
  }),
};
