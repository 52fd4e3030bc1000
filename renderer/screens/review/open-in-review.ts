import { go } from '../../stores/route.ts';
import { reviewOf } from './sessions.ts';

/** Shows Review at the question that a photo is in; of several the one about a number. */
export function openInReview(event: string, photoId: string, number: string | null): void {
  void reviewOf(event).openPhoto(photoId, number);
  go('review');
}
