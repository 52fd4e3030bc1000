import { workersOfMachine } from './analysis-choice.ts';
import { os } from './implementer.ts';
import { keptPreferences } from './kept-preferences.ts';

export const models = {
  list: os.models.list.handler(async ({ context }) => {
    const registry = await context.models();
    await registry.tryAll(workersOfMachine().threads);
    return registry.packs;
  }),

  known: os.models.known.handler(async ({ context }) => {
    const registry = await context.models();
    await registry.look();
    return registry.packs;
  }),

  prove: os.models.prove.handler(async ({ input, context }) => {
    const registry = await context.models();
    const { threads } = workersOfMachine(await keptPreferences(await context.catalog()));
    await registry.tryAll(threads, { again: true, pack: input.pack });
    // Whoever analyses takes what was chosen now.
    await context.analyses.restart();
    return registry.packs;
  }),
};
