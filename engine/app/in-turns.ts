/** Work is put off after so long, so that the engine answers, milliseconds. */
const SLICE_MS = 8;

/** Runs steps with turns for others in between. */
export async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (let since = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}
