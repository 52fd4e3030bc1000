// `npm run bench:evening`: sightings and persons of races whose truth is known, before anybody answers a question,
// and how many answers of Review settle them. `-- --races pictures,findings,worn` chooses which, `--seed` of the
// large race, `--no-review` leaves the answers out, `--errors` lists every sighting that is wrong or missed. Every table says which race it is of: one made of pictures, or
// one made of findings.
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { type EveningRace, measureEvening } from './evening/measure-evening.ts';
import { writeReport } from './report.ts';

const { values } = parseArgs({
  options: {
    races: { type: 'string', default: 'pictures,findings,worn' },
    seed: { type: 'string', default: 'judged' },
    errors: { type: 'boolean', default: false },
    'no-review': { type: 'boolean', default: false },
  },
});
sharp.concurrency(1);

const { figures, tables } = await measureEvening(
  {
    races: values.races.split(',') as EveningRace[],
    seed: values.seed,
    review: !values['no-review'],
    errors: values.errors,
  },
  (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  },
);
for (const lines of tables) console.log(`${lines.join('\n')}\n`);
console.log(`Written to ${await writeReport('evening', figures)}`);
