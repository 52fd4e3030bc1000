import { createHash } from 'node:crypto';
import type { Face } from '../../../engine/contract/findings.ts';
import type { Box } from '../../../engine/contract/geometry.ts';
import { judgePlaces } from '../../../engine/vision/bibs/read-bibs.ts';
import type { JudgedPhoto, JudgedRace } from '../../fixtures/large-race/judged-race.ts';
import type { GeneratedRace } from '../../fixtures/race/generate-race.ts';
import type { BibTruth, FaceTruth } from '../../fixtures/race/truth.ts';
import { standsOn } from '../count-readings.ts';
import type { GatheredPhoto } from '../gather-places.ts';

/** Narrower faces, pixels, tell nobody who it is: with a bib, whose blur is known, and without one. */
const TELLABLE_FACE = { withBib: 20, without: 40 } as const;

/** A race made of pictures, with what the engine's own analysis found in them. */
export function judgedPictureRace(race: GeneratedRace, gathered: readonly GatheredPhoto[]): JudgedRace {
  const truths = new Map(race.photos.map((photo) => [photo.file, photo]));
  const printed = new Map(race.athletes.map(({ id, bib }) => [id, bib]));
  const photos = gathered.map((photo): JudgedPhoto => {
    const truth = truths.get(photo.file)!;
    const id = createHash('sha256').update(`picture race ${race.event} ${photo.file}`).digest('hex');
    const takenAt = Date.parse(`${truth.capturedAt}Z`);
    const bibs = judgePlaces(photo.places);
    const faceOf = new Map(truth.faces.map((face) => [face.person, face]));
    const bibOf = new Map(truth.bibs.map((bib) => [bib.athlete, bib]));
    return {
      photo: {
        id,
        aliases: [],
        files: [{ path: photo.path, size: 1, modifiedMs: takenAt, role: 'jpeg', sha256: id }],
        takenAt,
        cameraTime: truth.capturedAt,
        camera: { make: 'Halden', model: 'Halden H5', serial: truth.camera },
        exposure: null,
      },
      findings: {
        width: photo.width,
        height: photo.height,
        sharpness: photo.sharpness,
        faces: [...photo.faces],
        bibs,
        timings: { decode: 0, sharpness: 0, faces: 0, embed: 0, bibRegions: 0, bibText: 0 },
      },
      seen: truth.athletes.map((athlete) => {
        const bib = bibOf.get(athlete);
        const legible = bib?.state === 'sure';
        const tellable = legible || showsFace(faceOf.get(athlete), bib);
        return { athlete, bib: printed.get(athlete)!, tellable, legible };
      }),
      faces: photo.faces.map((face) => ownerOf(face, truth.faces)),
      bibs: bibs.map(
        ({ box }) =>
          nearest(
            box,
            truth.bibs.filter((bib) => standsOn(box, bib.box)),
          )?.athlete ?? null,
      ),
    };
  });
  return {
    name: `picture race ${race.event}`,
    madeOf: 'pictures',
    entries: race.athletes.map(({ bib, name, category, team, wave }) => ({
      bib,
      name,
      category,
      team,
      wave,
    })),
    athletes: race.athletes.length,
    photos,
  };
}

/**
 * A face is twice as wide as a digit is high. Where blur leaves no digit of a bib that is seen, it leaves less of the
 * face than the smallest that is recognised.
 */
function showsFace(face: FaceTruth | undefined, bib: BibTruth | undefined): boolean {
  if (!face) return false;
  if (!bib) return face.box[2] >= TELLABLE_FACE.without;
  const blurred = bib.visible > 0.5 && /^\?+$/.test(bib.number);
  return !blurred && face.box[2] >= TELLABLE_FACE.withBib;
}

/** The true face whose middle lies in the detected one, or the other way round. */
function ownerOf({ box }: Face, truths: readonly { person: string; box: Box }[]): string | null {
  const near = truths.filter((truth) => standsOn(box, truth.box) || standsOn(truth.box, box));
  return nearest(box, near)?.person ?? null;
}

function nearest<T extends { box: Box }>(box: Box, from: readonly T[]): T | undefined {
  const [x, y] = middle(box);
  const off = (one: T) => Math.hypot(middle(one.box)[0] - x, middle(one.box)[1] - y);
  return from.toSorted((a, b) => off(a) - off(b))[0];
}

function middle([x, y, w, h]: Box): [number, number] {
  return [x + w / 2, y + h / 2];
}
