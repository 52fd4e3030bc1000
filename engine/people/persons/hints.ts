import type { FaceHint, PhotoHints } from '../../contract/sighting.ts';
import { type KnownFace, type KnownPhoto, momentOf } from './known-face.ts';
import type { KnownFaces } from './known-faces.ts';
import type { PersonCluster } from './person-cluster.ts';
import { membership, NumberVotes } from './votes.ts';

/** Frames of a burst farther apart say nothing of each other, milliseconds. */
const BURST_MS = 1500;
/** Weaker readings of other frames say nothing. */
const LEAST_BURST = 0.6;
const MOST_NUMBERS = 3;
const MOST_BURST = 6;

/** What a person is called, and how sure that is: by a person's latest word, else by votes. */
export interface PersonNumber {
  readonly number: string | null;
  readonly by: 'person' | 'readings' | null;
  readonly noNumber: boolean;
  readonly votes: NumberVotes;
}

/** From this probability on, readings settle a person's number. */
const SETTLED = 0.9;

export function votesOf(faces: KnownFaces, cluster: PersonCluster): NumberVotes {
  const votes = [];
  const photos = new Set<string>();
  for (const place of cluster.faces()) {
    const face = faces.byPlace[place];
    if (!face) continue;
    photos.add(face.photo.id);
    if (face.vote) votes.push({ ...face.vote, photo: face.photo.id, moment: momentOf(face.photo) });
  }
  return new NumberVotes(votes, photos.size);
}

export function numberOf(faces: KnownFaces, cluster: PersonCluster): PersonNumber {
  const votes = votesOf(faces, cluster);
  const named = nameOf(faces, cluster)?.named;
  if (named) return { number: named.number, by: 'person', noNumber: named.number === null, votes };
  const [best] = votes.without(null);
  if (!best || best.confidence < SETTLED) return { number: null, by: null, noNumber: false, votes };
  let said = false;
  for (const place of cluster.faces()) {
    const vote = faces.byPlace[place]?.vote;
    if (vote?.said && vote.number === best.number) said = true;
  }
  return { number: best.number, by: said ? 'person' : 'readings', noNumber: false, votes };
}

/** The face of a cluster that was named last. */
function nameOf(faces: KnownFaces, cluster: PersonCluster): KnownFace | null {
  let latest: KnownFace | null = null;
  if (cluster.named.size === 0) return null;
  for (const place of cluster.faces()) {
    const face = faces.byPlace[place];
    if (face?.named && face.named.order > (latest?.named?.order ?? -1)) latest = face;
  }
  return latest;
}

/** What each face of a person is told by the others, by face. */
export function faceHints(faces: KnownFaces, cluster: PersonCluster): Map<KnownFace, FaceHint> {
  const hints = new Map<KnownFace, FaceHint>();
  const anchor = nameOf(faces, cluster);
  const votes = votesOf(faces, cluster);
  const late = new Set(cluster.late);
  for (const place of cluster.faces()) {
    const face = faces.byPlace[place];
    if (!face) continue;
    const likeness = cluster.likenessOf(place, !late.has(place));
    const belongs =
      likeness === null ? 1 : faces.isSpokenOf(place) ? 0.99 : membership(likeness, late.has(place));
    const numbers = votes
      .without(face.photo.id)
      .slice(0, MOST_NUMBERS)
      .map(({ number, confidence, photos }) => ({
        number,
        photos,
        confidence: hundredth(confidence * belongs),
      }));
    const named = anchor?.named
      ? {
          number: anchor.named.number,
          author: anchor.named.author,
          at: anchor.named.at,
          confidence: face === anchor ? 0.999 : hundredth(belongs),
        }
      : null;
    if (numbers.length === 0 && named === null) continue;
    hints.set(face, { faceId: face.id, numbers, likeness: hundredth(likeness ?? 1), named });
  }
  return hints;
}

/** Numbers that other frames of a photo's burst show, the surest first; only readings ask for them. */
export function burstHints(faces: KnownFaces, photo: KnownPhoto): PhotoHints['burst'] {
  if (photo.readings.length === 0) return [];
  const best = new Map<string, PhotoHints['burst'][number]>();
  for (const frame of faces.tracks.near(photo, BURST_MS)) {
    for (const { number, confidence, box } of frame.readings) {
      if (confidence < LEAST_BURST || confidence <= (best.get(number)?.confidence ?? 0)) continue;
      const seconds = Math.round((frame.takenAt! - photo.takenAt!) / 10) / 100;
      best.set(number, { number, confidence, seconds, photoId: frame.id, box });
    }
  }
  return [...best.values()]
    .sort((a, b) => b.confidence - a.confidence || (a.number < b.number ? -1 : 1))
    .slice(0, MOST_BURST);
}

/** To a hundredth, so that a photo is not derived anew for each that comes. */
function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
