import type { Person } from '../../../engine/contract/people.ts';

/** A person for tests: without a number, seen once. */
export const somebody = (change: Partial<Person> = {}): Person => ({
  id: 'somebody',
  number: null,
  numberBy: null,
  noNumber: false,
  entries: [],
  faces: 1,
  photos: 1,
  firstAt: null,
  lastAt: null,
  covers: [],
  numbers: [],
  ...change,
});
