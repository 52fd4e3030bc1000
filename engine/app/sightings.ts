import type { Catalog } from '../catalog/catalog.ts';
import { decisionsInForce } from '../catalog/decisions-in-force.ts';
import type { Action, ActionWhat } from '../contract/action.ts';
import { AppError } from '../contract/app-error.ts';
import type { Decision, RelativeBox, Verdict } from '../contract/decision.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { actOn } from './photos.ts';

export const sightings = {
  confidences: os.sightings.confidences.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return catalog.confidences(event.id);
  }),

  accept: os.sightings.accept.handler(async ({ input, context }) => {
    const number = asRead(input.number);
    return say(context, input, { kind: 'accept', number }, async () => [bib(input, number, true)]);
  }),

  reject: os.sightings.reject.handler(async ({ input, context }) => {
    const number = asRead(input.number);
    return say(context, input, { kind: 'reject', number }, async (catalog, eventId) =>
      denial(catalog, eventId, input, number),
    );
  }),

  correct: os.sightings.correct.handler(async ({ input, context }) => {
    const [from, to] = [asRead(input.from), asRead(input.to)];
    if (from === to) {
      throw new AppError('INPUT_INVALID', `${to} is the number that stands there. Type another one.`);
    }
    return say(context, input, { kind: 'correct', from, to }, async (catalog, eventId) => [
      ...(await denial(catalog, eventId, input, from)),
      bib(input, to, true),
    ]);
  }),

  tag: os.sightings.tag.handler(async ({ input, context }) => {
    const { box } = input;
    const numbers = [...new Set(input.numbers.map(asRead))];
    const one = 'ids' in input.selection && input.selection.ids.length === 1 && numbers.length === 1;
    if (box !== null && !one) {
      throw new AppError(
        'INPUT_INVALID',
        'A box in a photo is the place of one athlete. Draw one for each, or tag whole photos.',
      );
    }
    return actOn(context, input, { kind: 'tag', numbers }, ({ photoId }) =>
      numbers.map((number) => bib({ photoId, box }, number, true)),
    );
  }),
};

interface PlaceInPhoto {
  readonly photoId: string;
  readonly box: RelativeBox | null;
}

async function say(
  context: AppContext,
  { event: name }: { event: string },
  what: ActionWhat,
  verdictsOf: (catalog: Catalog, eventId: string) => Promise<readonly Verdict[]>,
): Promise<Action> {
  const catalog = await context.catalog();
  const { id } = await eventCalled(catalog, name);
  return catalog.act(id, await context.maker(), what, await verdictsOf(catalog, id));
}

/**
 * That a number is not worn at a place. A tag of the whole photo with that number is shown at the place too,
 * so it is taken back: else the number would stay in the photo that it was just rejected in.
 */
async function denial(
  catalog: Catalog,
  eventId: string,
  place: PlaceInPhoto,
  number: string,
): Promise<Verdict[]> {
  const denied = bib(place, number, false);
  if (place.box === null) return [denied];
  const decisions: Decision[] = [];
  for await (const decision of catalog.decisions(eventId, { photoId: place.photoId }))
    decisions.push(decision);
  const tags = decisionsInForce(decisions).filter(
    ({ verdict }) =>
      verdict.kind === 'bib' && verdict.number === number && verdict.worn && verdict.place.box === null,
  );
  return [denied, ...tags.map(({ id }): Verdict => ({ kind: 'undo', decision: id }))];
}

function bib({ photoId, box }: PlaceInPhoto, number: string, worn: boolean): Verdict {
  return { kind: 'bib', place: { photoId, box }, number, worn };
}

/** Letters of bibs are capitals, as in what is read and searched. */
function asRead(number: string): string {
  return number.toUpperCase();
}
