import { openEngine } from '../../engine/app/open-engine.ts';

// A program that goes on with the exports of a catalog, or begins one, until it is killed.
const [home = '', event = '', destination = ''] = process.argv.slice(2);
const engine = openEngine(home, () => undefined);
await engine.goOn();
if ((await engine.client.export.runs({ event })).length === 0) {
  await engine.client.export.start({ event, destination, options: { sidecar: true } });
}
console.log('exporting');
// The engine itself keeps no process alive.
setInterval(() => undefined, 1_000);
