import { describe, expect, test } from 'vitest';
import type { IngestRun } from '../../engine/contract/ingest.ts';
import { newsOf } from './run-news.ts';

const step = { done: 0, rate: null, bytesRate: null };
const run = (searchable: number, state: IngestRun['state'] = 'running'): IngestRun => ({
  id: '0199b2f0-0000-7000-8000-000000000001',
  event: '0199b2f0-0000-7000-8000-000000000002',
  eventName: 'Harbour Half',
  source: { id: '0199b2f0-0000-7000-8000-000000000003', name: 'Z8_FINISH_2', kind: 'card' },
  mode: 'copy',
  destination: null,
  state,
  reason: null,
  startedAt: 0,
  endedAt: null,
  total: 1000,
  files: 1000,
  bytes: 0,
  bytesCopied: 0,
  steps: { copy: step, verify: step, previews: step, faces: step, bibs: step, match: step },
  facesFound: 0,
  bibsRead: 0,
  toReview: 0,
  searchable,
  known: 0,
  problems: 0,
  photosPerSecond: null,
  secondsLeft: null,
  speed: [],
});

describe('news of a run', () => {
  test('are its quarters, each once', () => {
    const looks = [0, 100, 249, 251, 400, 520, 760, 900, 999].map((n) => run(n));
    const news = looks.slice(1).map((now, index) => newsOf(looks[index]!, now));
    expect(news).toEqual([
      null,
      null,
      { kind: 'milestone', share: 0.25 },
      null,
      { kind: 'milestone', share: 0.5 },
      { kind: 'milestone', share: 0.75 },
      null,
      null,
    ]);
  });

  test('are its end and what it waits for, and no quarter beside', () => {
    expect(newsOf(run(700), run(1000, 'done'))).toEqual({ kind: 'done' });
    expect(newsOf(run(700), run(700, 'waiting'))).toEqual({ kind: 'waiting' });
    expect(newsOf(run(700, 'waiting'), run(700))).toBeNull();
    expect(newsOf(run(700), run(700, 'failed'))).toEqual({ kind: 'failed' });
    expect(newsOf(run(700, 'paused'), run(700, 'cancelled'))).toEqual({ kind: 'cancelled' });
    expect(newsOf(run(1000, 'done'), run(1000, 'done'))).toBeNull();
  });

  test('are none where the run was not known', () => {
    expect(newsOf(null, run(800))).toBeNull();
    expect(newsOf(null, run(1000, 'done'))).toBeNull();
  });
});
