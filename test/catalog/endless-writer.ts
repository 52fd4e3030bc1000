// Indexes made-up photos into the event of a catalog folder until it is killed: `<folder> <event id> <first>`.
// Prints the number of each photo once its findings are committed.
import { openCatalog } from './open-catalog.ts';
import { embedding, face, findings, key, photo, reading, sha } from './samples.ts';

const [folder, eventId, first] = process.argv.slice(2);
if (folder === undefined || eventId === undefined) throw new Error('A folder and an event id are needed.');
const catalog = await openCatalog(folder);
for (let n = Number(first); ; n++) {
  await catalog.recordPhotos(eventId, [photo(n)]);
  const faces = [face(embedding(1, n)), face(embedding(n, 1), { box: [1, 2, 3, 4] })];
  await catalog.recordFindings(eventId, sha(n), key, findings({ faces, bibs: [reading(String(n), 0.9)] }));
  process.stdout.write(`${n}\n`);
}
