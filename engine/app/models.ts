import { workersOfMachine } from './analysis-pool.ts';
import { os } from './implementer.ts';

export const models = {
  list: os.models.list.handler(async ({ context }) => {
    const registry = await context.models();
    await registry.tryAll(workersOfMachine().threads);
    return registry.packs;
  }),
};
