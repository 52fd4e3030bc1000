import { expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

/** A meter whose clock is set by hand, in seconds. */
function meterWithClock() {
  const clock = { seconds: 0 };
  return { clock, meter: new ProgressMeter(() => clock.seconds * 1000) };
}

it('knows nothing about the future before it has counted and seen two photos', () => {
  const { clock, meter } = meterWithClock();
  expect(meter.progress).toMatchObject({ done: 0, total: null, photosPerSecond: null, secondsLeft: null });
  meter.expect(10, 10);
  clock.seconds = 3;
  meter.countAnalysed('done');
  expect(meter.progress).toMatchObject({ done: 1, total: 10, photosPerSecond: null, secondsLeft: null });
  clock.seconds = 3.5;
  meter.countAnalysed('failed');
  expect(meter.progress).toMatchObject({ done: 2, failed: 1, photosPerSecond: 2, secondsLeft: 4 });
});

it('takes no rate from photos that were known, and expects no work from them', () => {
  const { clock, meter } = meterWithClock();
  meter.expect(1010, 10);
  for (let i = 0; i < 1000; i++) meter.countKnown('done');
  for (clock.seconds = 1; clock.seconds <= 5; clock.seconds++) meter.countAnalysed('done');
  clock.seconds = 5;
  expect(meter.progress).toMatchObject({ done: 1005, known: 1000, photosPerSecond: 1, secondsLeft: 5 });
});

it('follows a change of pace within the window', () => {
  const { clock, meter } = meterWithClock();
  meter.expect(10_000, 10_000);
  for (let i = 0; i < 100; i++) {
    clock.seconds += 0.1;
    meter.countAnalysed('done');
  }
  expect(meter.progress.photosPerSecond).toBeCloseTo(10);
  for (let i = 0; i < 40; i++) {
    clock.seconds += 1;
    meter.countAnalysed('done');
  }
  expect(meter.progress.photosPerSecond).toBeCloseTo(1);
});

it('slows down while nothing comes', () => {
  const { clock, meter } = meterWithClock();
  for (let i = 0; i < 5; i++) {
    clock.seconds += 1;
    meter.countAnalysed('done');
  }
  clock.seconds += 16;
  expect(meter.progress.photosPerSecond).toBeLessThan(0.25);
});

it('has a total that grows with photos that came after counting', () => {
  const { meter } = meterWithClock();
  meter.expect(1, 1);
  meter.countAnalysed('done');
  meter.countAnalysed('done');
  expect(meter.progress).toMatchObject({ done: 2, total: 2, secondsLeft: null });
});
