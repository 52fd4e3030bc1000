import type { ElectronApplication } from '@playwright/test';

/** Process id of the engine; rejects while there is none. */
export async function engineProcess(app: ElectronApplication): Promise<number> {
  const metrics = await app.evaluate(({ app: program }) =>
    program.getAppMetrics().map(({ pid, name, type }) => ({ pid, name, type })),
  );
  const engine = metrics.find(({ type, name }) => type === 'Utility' && name === 'Photofinish engine');
  if (!engine) throw new Error('There is no engine process.');
  return engine.pid;
}
