import * as z from 'zod';
import { Action } from '../action.ts';
import { Merge, PeopleFilter, PeopleOrder, PeoplePage, PersonDetail } from '../people.ts';
import { InEvent, procedure } from '../procedure.ts';

/** A person, by the id of any of its faces. */
const OfPerson = InEvent.extend({ person: z.string().min(1) });
const Bib = z.string().trim().min(1).max(20);

export const people = {
  list: procedure
    .route({ method: 'GET', path: '/events/{event}/people', summary: 'List persons' })
    .input(
      InEvent.extend({
        filter: PeopleFilter.default('all'),
        /** Bib, or words of a name or team. */
        text: z.string().default(''),
        order: PeopleOrder.default('photos'),
        first: z.coerce.number().int().min(0).default(0),
        count: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(PeoplePage),
  get: procedure
    .route({ method: 'GET', path: '/events/{event}/people/{person}', summary: 'Show one person' })
    .input(OfPerson)
    .output(PersonDetail),
  /** Pairs that may be one person, the likeliest first; those that somebody called different are not among them. */
  merges: procedure
    .route({ method: 'GET', path: '/events/{event}/merges', summary: 'Suggest persons to merge' })
    .input(InEvent.extend({ count: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ total: z.int(), merges: z.array(Merge) })),
  /** The pair that somebody wants to compare, with the same evidence. */
  compare: procedure
    .route({
      method: 'GET',
      path: '/events/{event}/people/{person}/compare/{other}',
      summary: 'Compare two persons',
    })
    .input(OfPerson.extend({ other: z.string().min(1) }))
    .output(Merge),
  /** Names a person by bib; null says that this person has no number. */
  name: procedure
    .route({ method: 'POST', path: '/events/{event}/people/{person}/name', summary: 'Name a person' })
    .input(OfPerson.extend({ number: Bib.nullable() }))
    .output(Action),
  same: procedure
    .route({ method: 'POST', path: '/events/{event}/people/{person}/same', summary: 'Merge two persons' })
    .input(OfPerson.extend({ other: z.string().min(1) }))
    .output(Action),
  different: procedure
    .route({
      method: 'POST',
      path: '/events/{event}/people/{person}/different',
      summary: 'Say that two persons are not one',
    })
    .input(OfPerson.extend({ other: z.string().min(1) }))
    .output(Action),
  /** Takes faces out of a person: to the person with a number, or as one new person where `number` is null. */
  split: procedure
    .route({ method: 'POST', path: '/events/{event}/people/{person}/split', summary: 'Split a person' })
    .input(OfPerson.extend({ faces: z.array(z.string()).min(1), number: Bib.nullable() }))
    .output(Action),
};
