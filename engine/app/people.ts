import type { Catalog } from '../catalog/catalog.ts';
import type { Action, ActionWhat } from '../contract/action.ts';
import { AppError } from '../contract/app-error.ts';
import type { Place, Verdict } from '../contract/decision.ts';
import type { Merge } from '../contract/people.ts';
import type { Entry } from '../contract/start-list.ts';
import type { KnownFace } from '../people/persons/known-face.ts';
import { evidenceOfPair, oddFaces, type Suggestion, suggestPairs } from '../people/persons/pairs.ts';
import type { AppContext } from './context.ts';
import type { EventEvidence } from './event-evidence.ts';
import type { EventPeople } from './event-people.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { inTurns } from './in-turns.ts';
import { isNamed, PeopleView, rounded, type SeenPerson } from './people-view.ts';

export const people = {
  list: os.people.list.handler(async ({ input, context }) => {
    const { catalog, event, view, evidence } = await seen(context, input.event);
    const { filter, text, order, first, count } = input;
    const list = view.list({ filter, text, order });
    const athletes = await catalog.countAthletes(event.id);
    const named = view.all.filter(isNamed).length;
    return {
      counts: { all: view.all.length, named, unnamed: view.all.length - named, faces: view.faces },
      total: list.length,
      unnamed: list.filter((person) => !isNamed(person)).length,
      athletes: athletes.all > 0 ? athletes : null,
      grouping: evidence.people.isGrouping,
      persons: list.slice(first, first + count).map((person) => view.person(person)),
    };
  }),

  get: os.people.get.handler(async ({ input, context }) => {
    const { view } = await seen(context, input.event);
    const person = view.find(input.person);
    const { grouping, store, faces: known } = view.people;
    const { odd, like } = oddFaces(grouping, person.cluster, (place) => store.code(place));
    const other = like && view.of(like);
    const number = other?.number.number ?? null;
    return {
      person: view.person(person),
      faces: view
        .facesOf(person.cluster)
        .sort(byTime)
        .map((face) => view.face(face, person.cluster)),
      odd: odd.flatMap((place) => known.byPlace[place]?.id ?? []),
      oddAre: number === null ? null : { number, entries: view.entriesOf(number) },
    };
  }),

  merges: os.people.merges.handler(async ({ input, context }) => {
    const { view } = await seen(context, input.event);
    const suggestions = await suggestionsOf(view);
    return {
      total: suggestions.length,
      merges: suggestions.slice(0, input.count).flatMap(({ a, b, likeness }) => {
        const [x, y] = [view.of(a), view.of(b)];
        return x && y ? [mergeOf(view, x, y, likeness)] : [];
      }),
    };
  }),

  compare: os.people.compare.handler(async ({ input, context }) => {
    const { view } = await seen(context, input.event);
    const [a, b] = two(view, input.person, input.other);
    return mergeOf(view, a, b, a.cluster.likenessTo(b.cluster));
  }),

  name: os.people.name.handler(async ({ input, context }) => {
    const { catalog, event, view, evidence } = await seen(context, input.event);
    const number = input.number?.toUpperCase() ?? null;
    const person = view.find(input.person);
    // Every face that was named before is named anew: else the older names would go on contradicting.
    const faces = view.facesOf(person.cluster).filter(({ named }) => named !== null);
    const anchor = anchorOf(view, person);
    const verdicts = [...new Set([...faces, anchor])].map(
      (face): Verdict => ({ kind: 'name', place: placeOf(face), number }),
    );
    const what: ActionWhat = { kind: 'name', number, photos: person.photos };
    return act(context, catalog, event.id, evidence, what, verdicts);
  }),

  same: os.people.same.handler(async ({ input, context }) => {
    const { catalog, event, view, evidence } = await seen(context, input.event);
    const [a, b] = two(view, input.person, input.other);
    const number = a.number.number ?? b.number.number;
    return act(context, catalog, event.id, evidence, { kind: 'same', number }, [pair(view, a, b, true)]);
  }),

  different: os.people.different.handler(async ({ input, context }) => {
    const { catalog, event, view, evidence } = await seen(context, input.event);
    const [a, b] = two(view, input.person, input.other);
    const numbers = [a, b].flatMap(({ number }) => number.number ?? []);
    const what: ActionWhat = { kind: 'different', numbers };
    return act(context, catalog, event.id, evidence, what, [pair(view, a, b, false)]);
  }),

  split: os.people.split.handler(async ({ input, context }) => {
    const { catalog, event, view, evidence } = await seen(context, input.event);
    const person = view.find(input.person);
    const taken = new Set(input.faces);
    const faces = view.facesOf(person.cluster);
    const [out, rest] = [faces.filter(({ id }) => taken.has(id)), faces.filter(({ id }) => !taken.has(id))];
    if (out.length === 0 || rest.length === 0) {
      throw new AppError(
        'INPUT_INVALID',
        out.length === 0
          ? 'None of these faces is of this person any more. Choose the faces again.'
          : 'These are all faces of this person, so that nobody would be left. Leave some out, or give the person another number.',
      );
    }
    const to = input.number?.toUpperCase() ?? null;
    const verdicts = splitVerdicts(view, out, rest, to);
    const what: ActionWhat = { kind: 'split', faces: out.length, from: person.number.number, to };
    return act(context, catalog, event.id, evidence, what, verdicts);
  }),
};

/** None of the faces is the one that stays; they are one person among themselves, perhaps one who is known. */
function splitVerdicts(
  view: PeopleView,
  out: readonly KnownFace[],
  rest: readonly KnownFace[],
  to: string | null,
): Verdict[] {
  const stays = placeOf(best(view, rest));
  const first = placeOf(best(view, out));
  const verdicts: Verdict[] = [];
  for (const face of out) {
    const place = placeOf(face);
    verdicts.push({ kind: 'person', place, other: stays, same: false });
    if (place.photoId !== first.photoId) verdicts.push({ kind: 'person', place, other: first, same: true });
  }
  if (to === null) {
    // A new person has no name yet.
    for (const { named } of out) if (named) verdicts.push({ kind: 'undo', decision: named.decision });
    return verdicts;
  }
  verdicts.push({ kind: 'name', place: first, number: to });
  const target = view.all
    .filter(
      ({ number, cluster }) =>
        number.number === to && !out.some(({ place }) => view.people.grouping.clusterOf(place) === cluster),
    )
    .sort((a, b) => b.photos - a.photos)[0];
  if (target) {
    verdicts.push({ kind: 'person', place: first, other: placeOf(anchorOf(view, target)), same: true });
  }
  return verdicts;
}

/** Who looks at persons waits so long for those that are being grouped. */
const WAIT_MS = 1000;

/** What is made of persons is kept while they stay as they are. */
const views = new WeakMap<
  EventPeople,
  { version: number; revision: number; list: string; view: PeopleView }
>();

async function seen(context: AppContext, name: string) {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, name);
  const evidence = await context.settler(event.id);
  const persons = await evidence.peopleWithin(WAIT_MS);
  const revision = await catalog.revision(event.id);
  let kept = views.get(persons);
  if (!kept || kept.version !== persons.version || kept.revision !== revision) {
    const entries: Entry[] = [];
    for await (const entry of catalog.startList(event.id)) entries.push(entry);
    const list = JSON.stringify(entries);
    const view =
      kept?.version === persons.version && kept.list === list
        ? kept.view
        : await PeopleView.make(persons, entries);
    kept = { version: persons.version, revision, list, view };
    views.set(persons, kept);
  }
  return { catalog, event, evidence, view: kept.view };
}

const suggested = new WeakMap<PeopleView, Promise<Suggestion[]>>();

function suggestionsOf(view: PeopleView): Promise<Suggestion[]> {
  const known = suggested.get(view);
  if (known) return known;
  const found = inTurns(
    suggestPairs(view.people.grouping, (cluster) => {
      const person = view.of(cluster);
      if (person?.number.number != null) return [{ number: person.number.number, confidence: 1 }];
      return person?.number.votes.without(null) ?? [];
    }),
  );
  suggested.set(view, found);
  return found;
}

function mergeOf(view: PeopleView, a: SeenPerson, b: SeenPerson, likeness: number): Merge {
  // The one with a number first: the other's photos go there.
  const [x, y] = !isNamed(a) && isNamed(b) ? [b, a] : [a, b];
  return {
    a: view.person(x),
    b: view.person(y),
    likeness: rounded(likeness),
    evidence: evidenceOfPair(view.facesOf(x.cluster), view.facesOf(y.cluster), view.people.faces),
    moves: y.photos,
  };
}

function two(view: PeopleView, person: string, other: string): [SeenPerson, SeenPerson] {
  const [a, b] = [view.find(person), view.find(other)];
  if (a !== b) return [a, b];
  throw new AppError('INPUT_INVALID', 'These two are one person already. Choose two persons.');
}

function pair(view: PeopleView, a: SeenPerson, b: SeenPerson, same: boolean): Verdict {
  const [place, other] = [placeOf(anchorOf(view, a)), placeOf(anchorOf(view, b))];
  return { kind: 'person', place, other, same };
}

/** The face that stands for a person in what is said: one that is named, else a good one that is like the others. */
function anchorOf(view: PeopleView, { cluster }: SeenPerson): KnownFace {
  const faces = view.facesOf(cluster);
  return faces.find(({ named }) => named !== null) ?? best(view, faces);
}

function best(view: PeopleView, faces: readonly KnownFace[]): KnownFace {
  const worth = ({ place, quality }: KnownFace) =>
    quality * (view.people.grouping.clusterOf(place)?.likenessOf(place) ?? 1);
  return faces.reduce((chosen, face) => (worth(face) > worth(chosen) ? face : chosen));
}

function placeOf({ photo, box }: KnownFace): Place {
  return { photoId: photo.id, box };
}

function byTime(a: KnownFace, b: KnownFace): number {
  return (a.photo.takenAt ?? 0) - (b.photo.takenAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Says it, and has persons and sightings follow before the answer: whoever looks next sees them. */
async function act(
  context: AppContext,
  catalog: Catalog,
  eventId: string,
  evidence: EventEvidence,
  what: ActionWhat,
  verdicts: readonly Verdict[],
): Promise<Action> {
  const action = await catalog.act(eventId, await context.maker(), what, verdicts);
  await evidence.people.settle();
  return action;
}
