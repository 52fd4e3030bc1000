import type { PersonDetail } from '../../../engine/contract/people.ts';

/** Faces that somebody takes out of a person. */
export interface Split {
  /** The person, by its id. */
  readonly person: string;
  /** Ids of the faces to take out; null until it is known which ones look odd. */
  readonly chosen: ReadonlySet<string> | null;
}

/** The faces that are chosen: the odd ones until somebody chose otherwise. Faces that are gone are not among them. */
export function chosenFaces({ chosen }: Split, { faces, odd }: PersonDetail): ReadonlySet<string> {
  const here = new Set(faces.map(({ id }) => id));
  return new Set([...(chosen ?? odd)].filter((id) => here.has(id)));
}

export function toggleFace(split: Split, detail: PersonDetail, face: string): Split {
  const chosen = new Set(chosenFaces(split, detail));
  if (!chosen.delete(face)) chosen.add(face);
  return { ...split, chosen };
}

/** Why the chosen faces cannot be taken out; null where they can. */
export function obstacleOf(
  chosen: ReadonlySet<string>,
  detail: PersonDetail,
): 'nothing' | 'everything' | null {
  if (chosen.size === 0) return 'nothing';
  return chosen.size === detail.faces.length ? 'everything' : null;
}
