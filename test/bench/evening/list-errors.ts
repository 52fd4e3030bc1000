import type { Evidence } from '../../../engine/contract/sighting.ts';
import type { FoundSighting, RaceInEngine } from './race-in-engine.ts';
import { pairOf, truthOf } from './score-sightings.ts';

/** Every accepted sighting that is wrong, and every one that is missed, a line each, for somebody to look into. */
export function listErrors(opened: RaceInEngine): string[] {
  const { race } = opened;
  const truth = truthOf(race);
  const sightings = opened.sightings();
  const accepted = sightings.filter(({ state }) => state === 'accepted');
  const found = new Set(accepted.map(({ photoId, number }) => pairOf(photoId, number)));
  const others = Map.groupBy(sightings, ({ photoId }) => photoId);
  const lines: string[] = [];
  for (const { photo, seen, faces, bibs, findings } of race.photos) {
    const file = photo.files[0]!.path.split('/').at(-1)!;
    const own = others.get(photo.id) ?? [];
    for (const sighting of own) {
      const pair = pairOf(photo.id, sighting.number);
      if (sighting.state !== 'accepted' || truth.tellable.has(pair) || truth.open.has(pair)) continue;
      const there = seen.map(({ bib, tellable, legible }) => `${bib}${legible ? '' : tellable ? '*' : '?'}`);
      lines.push(`wrong  ${file} ${said(sighting)}; there: ${there.join(' ')}`);
    }
    for (const { athlete, bib, tellable, legible } of seen) {
      if (!tellable || found.has(pairOf(photo.id, bib))) continue;
      const face = faces.indexOf(athlete);
      const read = findings.bibs.filter((_, i) => bibs[i] === athlete);
      const half = own.find(({ number }) => number === bib);
      lines.push(
        `missed ${file} ${bib} ${legible ? 'legible' : ''}; face ${
          face < 0 ? 'not found' : findings.faces[face]!.quality.toFixed(2)
        }; read ${read.map(({ number, confidence }) => `${number} ${confidence.toFixed(2)}`).join(' ') || 'nothing'}; ${
          half ? said(half) : `instead: ${own.map(({ number }) => number).join(' ')}`
        }`,
      );
    }
  }
  return lines;
}

function said({ number, state, confidence, evidence }: FoundSighting): string {
  return `${number} ${state} ${confidence.toFixed(3)} by ${evidence.map(inShort).join(', ')}`;
}

function inShort(evidence: Evidence): string {
  const { kind, ...rest } = evidence;
  const values = Object.values(rest).map((value) =>
    typeof value === 'number' ? Number(value.toFixed(3)) : String(value).slice(0, 8),
  );
  return `${kind}(${values.join(' ')})`;
}
