import { openEngine } from '../../engine/app/open-engine.ts';

// A program that goes on with the imports of a catalog, or begins one of the first card, until it is killed.
const [home = '', event = ''] = process.argv.slice(2);
const engine = openEngine(home, () => undefined);
await engine.goOn();
if ((await engine.client.ingest.runs({ event })).length === 0) {
  const [card] = await engine.client.sources.list({ event });
  if (card) await engine.client.ingest.start({ event, source: card.id, mode: 'copy' });
}
console.log('importing');
// The engine itself keeps no process alive.
setInterval(() => undefined, 1_000);
