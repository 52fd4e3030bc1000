/**
 * How costly it is to take one digit for another on a moving, folded, half covered bib: the natural
 * logarithm of one over the chance, as a round figure. Pairs go both ways. Pairs that are not here are
 * not confused often enough to be shown to anybody.
 */
const CONFUSION_COST: readonly (readonly [string, string, number])[] = [
  // One stroke apart, and the stroke is short or thin.
  ['1', '7', 1.2],
  ['3', '8', 1.2],
  ['6', '8', 1.2],
  ['5', '6', 1.4],
  // The same outline, told apart by what is inside.
  ['0', '8', 1.4],
  ['0', '6', 1.6],
  ['4', '9', 1.6],
  ['0', '9', 1.8],
  ['8', '9', 1.6],
  ['3', '5', 1.8],
  ['2', '7', 1.8],
  ['1', '4', 2],
];

/** A digit at either end that an arm, a fold or the frame hides. */
const HIDDEN_END_COST = 1.6;
/** A digit too many at either end: a pin, a fold, a letter of a sponsor. */
const EXTRA_END_COST = 2.2;
/** Dearer confusions are not looked for: two cheap slips, or one of anything. */
const MAX_COST = 3;

const confusions = new Map<string, (readonly [digit: string, cost: number])[]>();
for (const [a, b, cost] of CONFUSION_COST) {
  confusions.set(a, [...(confusions.get(a) ?? []), [b, cost]]);
  confusions.set(b, [...(confusions.get(b) ?? []), [a, cost]]);
}

/**
 * Numbers that `bib` is easily read as, itself included, each with `exp(−cost)`: 1 for itself, less for
 * what is less likely. A search multiplies this with the reading's confidence.
 */
export function lookAlikes(bib: string): Map<string, number> {
  const costs = new Map<string, number>();
  const add = (number: string, cost: number) => {
    if (number !== '' && cost <= MAX_COST && cost < (costs.get(number) ?? Infinity)) costs.set(number, cost);
  };
  for (const [number, cost] of substitutions(bib)) {
    add(number, cost);
    if (number.length > 1) {
      add(number.slice(1), cost + HIDDEN_END_COST);
      add(number.slice(0, -1), cost + HIDDEN_END_COST);
    }
    for (const digit of '0123456789') {
      add(digit + number, cost + EXTRA_END_COST);
      add(number + digit, cost + EXTRA_END_COST);
    }
  }
  return new Map([...costs].map(([number, cost]) => [number, Math.exp(-cost)]));
}

/** `bib` with any of its digits confused, as long as the sum of the costs allows. */
function substitutions(bib: string): [number: string, cost: number][] {
  let partial: [number: string, cost: number][] = [['', 0]];
  for (const character of bib) {
    partial = partial.flatMap(([number, cost]) =>
      [[character, 0] as const, ...(confusions.get(character) ?? [])]
        .filter(([, extra]) => cost + extra <= MAX_COST)
        .map(([next, extra]): [string, number] => [number + next, cost + extra]),
    );
  }
  return partial;
}
