// `npm run bench:people`: grouping faces into persons, of people who are drawn: `--faces` of them in photos of two,
// fifteen photos a person, and one crowd of `--crowd` faces in one photo. In memory, without a catalog.
import { parseArgs } from 'node:util';
import { FaceStore } from '../../engine/people/persons/face-store.ts';
import { Grouping } from '../../engine/people/persons/grouping.ts';
import { Neighbours } from '../../engine/people/persons/neighbours.ts';
import { IdentityVectors } from './identity-vectors.ts';
import { tableLines, writeReport } from './report.ts';

const { values } = parseArgs({
  options: {
    faces: { type: 'string', default: '30000,100000' },
    crowd: { type: 'string', default: '10000' },
  },
});
const PER_PERSON = 15;
const nothing = {
  ...{ numberOf: () => null, namedOf: () => undefined, tracksOf: () => [], notWith: () => undefined },
  ...{ isSpokenOf: () => false, together: [] },
};

const rows = [];
for (const text of values.faces.split(',')) rows.push(measure(Number(text), 0));
if (Number(values.crowd) > 0) rows.push(measure(5000, Number(values.crowd)));
console.log(
  tableLines(
    [
      'faces',
      'in one photo',
      'neighbours s',
      'grouping s',
      'longest step ms',
      'join a face ms',
      'persons',
      'precision',
      'recall',
      'MB',
    ],
    rows.map((row) => Object.values(row).map(String)),
  ).join('\n'),
);
console.log(`Written to ${await writeReport('people', { rows })}`);

function measure(count: number, crowd: number) {
  const drawn = new IdentityVectors('people');
  const store = new FaceStore();
  const is: number[] = [];
  const add = (who: number, photo: string, vector: Float32Array) => {
    const place = store.add({
      id: `${(is.length * 7919) % 1_000_003} ${is.length}`,
      photo,
      vector,
      quality: 0.7,
    });
    is[place] = who;
  };
  let who = 0;
  for (; is.length < count; who++) {
    const person = drawn.identity();
    for (let i = 0; i < PER_PERSON; i++) add(who, `${who >> 1} ${i}`, person.face());
  }
  for (let i = 0; i < crowd; i++) add(who++, 'crowd', drawn.identity().face());
  const neighbours = new Neighbours(store);
  let start = performance.now();
  let longest = 0;
  for (const place of store.places()) {
    const before = performance.now();
    neighbours.add(place);
    longest = Math.max(longest, performance.now() - before);
  }
  const neighboursMs = performance.now() - start;
  start = performance.now();
  const grouping = new Grouping(store, nothing);
  let before = performance.now();
  for (const _ of grouping.group(neighbours)) {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }
  const groupingMs = performance.now() - start;
  let [right, said, are] = [0, 0, 0];
  const pairs = (n: number) => (n * (n - 1)) / 2;
  for (const cluster of grouping.clusters) {
    said += pairs(cluster.size);
    for (const list of Map.groupBy(cluster.faces(), (place) => is[place]).values())
      right += pairs(list.length);
  }
  for (const list of Map.groupBy(is, (one) => one).values()) are += pairs(list.length);
  start = performance.now();
  const fresh = Array.from({ length: 20 }, (_, i) =>
    store.add({ id: `fresh ${i}`, photo: `fresh ${i}`, vector: drawn.identity().face(), quality: 0.7 }),
  );
  for (const place of fresh) for (const _ of grouping.join([place]));
  const joinMs = (performance.now() - start) / fresh.length;
  return {
    faces: count + crowd,
    crowd,
    neighboursS: (neighboursMs / 1000).toFixed(1),
    groupingS: (groupingMs / 1000).toFixed(1),
    longestMs: longest.toFixed(0),
    joinMs: joinMs.toFixed(2),
    persons: grouping.clusters.size,
    precision: (right / said).toFixed(4),
    recall: (right / are).toFixed(4),
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
  };
}
