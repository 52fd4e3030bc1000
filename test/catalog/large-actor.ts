// Rates every photo of the event in a catalog folder, in one action: `<folder> <event id> <photos>`. Says when it
// begins and when it is done.

import { openCatalog } from './open-catalog.ts';
import { maker, sha } from './samples.ts';

const [folder, eventId, photos] = process.argv.slice(2);
if (folder === undefined || eventId === undefined) throw new Error('A folder and an event id are needed.');
const catalog = await openCatalog(folder);
const verdicts = Array.from({ length: Number(photos) }, (_, n) => ({
  kind: 'stars' as const,
  place: { photoId: sha(n), box: null },
  stars: 5,
}));
process.stdout.write('begins\n');
await catalog.act(eventId, maker, { kind: 'stars', stars: 5 }, verdicts);
process.stdout.write('done\n');
