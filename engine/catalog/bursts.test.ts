import { expect, test } from 'vitest';
import { bursts } from './bursts.ts';

const frame = (takenAt: number | null, camera: number | null = 1) => ({ takenAt, camera });

test('frames of one camera a second apart or less are a burst, a single frame is none', () => {
  const frames = [frame(0), frame(1000), frame(2000.5), frame(5000), frame(5100)];
  expect(bursts(frames)).toEqual([
    [frame(0), frame(1000)],
    [frame(5000), frame(5100)],
  ]);
});

test('another camera in between ends no burst', () => {
  const frames = [frame(0, 1), frame(100, 2), frame(200, 1), frame(300, 2)];
  expect(bursts(frames)).toEqual([
    [frame(0, 1), frame(200, 1)],
    [frame(100, 2), frame(300, 2)],
  ]);
});

test('without a time or a camera a frame stands alone', () => {
  expect(bursts([frame(0, null), frame(100, null), frame(null), frame(null)])).toEqual([]);
});
