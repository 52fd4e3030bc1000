import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { need, standardModel } from '../../test/parts.ts';
import { type LoadedPack, loadModelPack } from './model-pack.ts';
import { ModelRegistry } from './model-registry.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'photofinish-pack-'));
});
afterEach(() => rm(home, { recursive: true }));

test('the standard pack loads, answers in the shapes of its architectures, and says what runs it', async (context) => {
  for (const file of [
    'face_detection/mnet.25_v2.onnx',
    'face_embedding/fr_feature.onnx',
    'text_detection/ch_PP-OCRv4_det_infer.onnx',
    'text_recognition/ch_PP-OCRv4_rec_infer.onnx',
  ]) {
    need(context, standardModel(file));
  }
  const registry = await ModelRegistry.open({
    home,
    programModels: path.resolve(import.meta.dirname, '../../models'),
    log: expect.fail,
    env: { USE_GPU: 'false' },
  });
  const prepared = await registry.prepare('standard', 1);
  const pack: LoadedPack = await loadModelPack(prepared, { threads: 1, log: expect.fail });
  registry.noteLoaded(pack.reports);

  const { characters } = pack.textRecognizer;
  expect(characters).toHaveLength(6624);
  expect([characters.indexOf('0'), characters.indexOf(' ')]).not.toContain(-1);
  const crops = { dims: [2, 3, 48, 160], data: new Float32Array(2 * 3 * 48 * 160) };
  const [read] = Object.values(await pack.textRecognizer.run(crops));
  expect(read?.dims).toEqual([2, 20, characters.length + 1]);
  const frame = { dims: [1, 3, 64, 96], data: new Float32Array(3 * 64 * 96) };
  const [map] = Object.values(await pack.textDetector.run(frame));
  expect(map?.dims).toEqual([1, 1, 64, 96]);
  const face = { dims: [1, 3, 112, 112], data: new Float32Array(3 * 112 * 112) };
  const [embedding] = Object.values(await pack.faceEmbedder.run(face));
  expect(embedding?.dims).toEqual([1, 512]);
  expect(pack.bibDetector).toBeNull();

  const states = registry.packs.find(({ standard }) => standard)!.models;
  expect(Object.fromEntries(states.map(({ role, state }) => [role, state]))).toEqual({
    faceDetector: 'ready',
    faceEmbedder: 'ready',
    bibDetector: 'absent',
    textDetector: 'ready',
    textRecognizer: 'ready',
  });
  expect(states.every(({ state, warmUpMs }) => state === 'absent' || (warmUpMs ?? 0) > 0)).toBe(true);
  await pack.dispose();
});
