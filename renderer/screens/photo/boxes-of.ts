import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { isToReview, type Subject } from './subjects.ts';

/** A box that is drawn on the photo. */
export interface PhotoBox {
  readonly id: string;
  readonly kind: 'face' | 'bib';
  readonly place: RelativeBox;
  readonly subject: Subject;
  readonly toReview: boolean;
  readonly inQuestion: boolean;
}

/**
 * Boxes of everybody in a photo, in the order in which they are drawn: smaller ones lie on larger ones, so
 * that each can be clicked on.
 */
export function boxesOf(
  subjects: readonly Subject[],
  inQuestion: string | null,
  show: { readonly faces: boolean; readonly bibs: boolean },
): PhotoBox[] {
  const boxes = subjects.flatMap((subject): PhotoBox[] => {
    const { sighting, face, key } = subject;
    const common = { subject, toReview: isToReview(subject), inQuestion: key === inQuestion };
    const found: PhotoBox[] = [];
    if (show.faces && face !== null) {
      found.push({ ...common, id: `${key} face`, kind: 'face', place: face.box });
    }
    if (show.bibs && sighting !== null && sighting.box !== null) {
      found.push({ ...common, id: `${key} bib`, kind: 'bib', place: sighting.box });
    }
    return found;
  });
  return boxes.sort((a, b) => b.place[2] * b.place[3] - a.place[2] * a.place[3]);
}

/** The name on the start list; two names where a bib was given twice. */
export function nameOf(sighting: NamedSighting | null): string | null {
  const names = (sighting?.entries ?? []).flatMap(({ name }) => (name === null ? [] : [name]));
  return names.length === 0 ? null : names.join(' / ');
}

/** Whether a person said that the number is there: then no machine's confidence counts. */
export function saidBySomebody({ evidence }: NamedSighting): boolean {
  return evidence.some(({ kind }) => kind === 'person');
}

/** The face or bib that shows how sharp the athlete is: the face, else the bib, else the middle of the photo. */
export function focusPlace(subject: Subject | null, detail: PhotoDetail): RelativeBox {
  const faces = detail.faces.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
  return subject?.face?.box ?? subject?.sighting?.box ?? faces[0]?.box ?? [0.4, 0.4, 0.2, 0.2];
}
