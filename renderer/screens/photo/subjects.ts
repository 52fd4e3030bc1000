import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';

export type Face = PhotoDetail['faces'][number];

/** Somebody in the photo: with a number that was read or told, or a face that has none yet. */
export interface Subject {
  /** Stays the same while the photo is analysed anew or the sighting is answered. */
  readonly key: string;
  readonly sighting: NamedSighting | null;
  readonly face: Face | null;
}

/** Where a number is decided: at the bib, else at the face; null for the whole photo. */
export function placeOf({ sighting, face }: Subject): RelativeBox | null {
  return sighting === null ? (face?.box ?? null) : sighting.box;
}

/** Where somebody is seen best: the face, else the bib; null where the whole photo was tagged. */
export function seenAt({ sighting, face }: Subject): RelativeBox | null {
  return face?.box ?? sighting?.box ?? null;
}

export function isToReview({ sighting }: Subject): boolean {
  return sighting?.state === 'review';
}

/**
 * Everybody in a photo, from left to right, who is nowhere in particular last. Rejected readings are
 * nobody; the face that one of them was read below has no number then.
 */
export function subjectsOf({ sightings, faces }: Pick<PhotoDetail, 'sightings' | 'faces'>): Subject[] {
  const faceOf = new Map(faces.map((face) => [face.id, face]));
  const standing = sightings.filter(({ state }) => state !== 'rejected');
  const named = new Set(standing.map(({ faceId }) => faceId));
  const subjects: Subject[] = [
    ...standing.map((sighting) => ({
      key: keyOf(sighting),
      sighting,
      face: sighting.faceId === null ? null : (faceOf.get(sighting.faceId) ?? null),
    })),
    ...faces
      .filter(({ id }) => !named.has(id))
      .map((face) => ({ key: `face ${face.box.map(rounded).join(' ')}`, sighting: null, face })),
  ];
  const taken = new Set<string>();
  return subjects
    .map((subject) => {
      // Two numbers may stand at one place, where a person said so.
      const key = taken.has(subject.key) ? `${subject.key} ${subject.sighting?.number}` : subject.key;
      taken.add(key);
      return { ...subject, key };
    })
    .sort((a, b) => middleOf(a) - middleOf(b));
}

export function rejectedOf({ sightings }: Pick<PhotoDetail, 'sightings'>): NamedSighting[] {
  return sightings.filter(({ state }) => state === 'rejected');
}

/**
 * Who is in question when a photo is opened: who was searched for and is to review, then whoever is to
 * review, then who was searched for, then anybody with a number, then the largest face.
 */
export function firstInQuestion(
  subjects: readonly Subject[],
  searchedFor: ReadonlySet<string>,
  searchedFace: string | null = null,
): Subject | null {
  const isHit = ({ sighting, face }: Subject) =>
    (sighting !== null && searchedFor.has(sighting.number)) || (face !== null && face.id === searchedFace);
  return (
    subjects.find((subject) => isToReview(subject) && isHit(subject)) ??
    subjects.find(isToReview) ??
    subjects.find(isHit) ??
    largest(subjects.filter(({ sighting }) => sighting !== null)) ??
    largest(subjects)
  );
}

/** The next in a direction, around the ends. */
export function stepFrom(
  subjects: readonly Subject[],
  key: string | null,
  direction: 1 | -1,
): Subject | null {
  if (subjects.length === 0) return null;
  const at = subjects.findIndex((subject) => subject.key === key);
  const next = at < 0 ? (direction > 0 ? 0 : subjects.length - 1) : at + direction;
  return subjects[(next + subjects.length) % subjects.length] ?? null;
}

/** The next to review after somebody in this photo; null where the next photo has to be looked for. */
export function nextToReview(
  subjects: readonly Subject[],
  key: string | null,
  direction: 1 | -1,
): Subject | null {
  const at = subjects.findIndex((subject) => subject.key === key);
  const rest = direction > 0 ? subjects.slice(at + 1) : subjects.slice(0, Math.max(0, at)).reverse();
  return rest.find(isToReview) ?? null;
}

/**
 * Another frame of the burst in which this number is accepted, the nearest in time: who was there half
 * a second ago is probably there now.
 */
export function seenInBurst(
  { cell, burst }: Pick<PhotoDetail, 'cell' | 'burst'>,
  number: string,
): {
  readonly id: string;
  readonly name: string;
  readonly seconds: number;
  readonly confidence: number;
} | null {
  if (burst === null || cell.takenAt === null) return null;
  const { takenAt } = cell;
  const frames = burst.photos.flatMap((other) => {
    const bib = other.bibs.find((read) => read.number === number && read.state === 'accepted');
    if (other.id === cell.id || other.takenAt === null || bib === undefined) return [];
    const seconds = (other.takenAt - takenAt) / 1000;
    return [{ id: other.id, name: other.name, seconds, confidence: bib.confidence }];
  });
  return frames.sort((a, b) => Math.abs(a.seconds) - Math.abs(b.seconds))[0] ?? null;
}

/** A drive or card by the name that people know, as far as a folder's path tells. */
export function driveOf(folder: string): string | null {
  const mounted = /^\/(?:Volumes|mnt|media\/[^/]+|run\/media\/[^/]+)\/([^/]+)/.exec(folder);
  if (mounted) return mounted[1] ?? null;
  return /^([A-Za-z]:)[\\/]/.exec(folder)?.[1] ?? /^\\\\([^\\]+\\[^\\]+)/.exec(folder)?.[1] ?? null;
}

/** By number and place rather than by finding, which comes and goes. */
function keyOf({ number, box }: NamedSighting): string {
  return box === null ? `photo ${number}` : `bib ${box.map(rounded).join(' ')}`;
}

function rounded(share: number): number {
  return Math.round(share * 200) / 200;
}

function middleOf(subject: Subject): number {
  const box = seenAt(subject);
  return box === null ? Number.POSITIVE_INFINITY : box[0] + box[2] / 2;
}

function largest(subjects: readonly Subject[]): Subject | null {
  const area = (subject: Subject) => {
    const box = seenAt(subject);
    return box === null ? 0 : box[2] * box[3];
  };
  return subjects.toSorted((a, b) => area(b) - area(a))[0] ?? null;
}
