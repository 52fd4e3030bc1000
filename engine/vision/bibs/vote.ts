import { alignCtc, type Decoded, decodeCtc, type LengthRules } from './ctc.ts';
import type { Look } from './looks.ts';
import type { RotatedRect } from './min-area-rect.ts';

/** One number that a place may say, and how the looks at it speak for and against. */
export interface Candidate {
  readonly text: string;
  /**
   * Centres of the first and last character along the reference box, from its centre, in its
   * heights.
   */
  readonly first: number;
  readonly last: number;
  /** Mean probability over the looks that show all of it, as if half a look more had said nothing. */
  readonly support: number;
  /** Share of these looks that read exactly this. */
  readonly agreement: number;
  /** Share of all looks that show all of it. */
  readonly coverage: number;
  /** Probability of its least certain character, not masked; the mean over looks. */
  readonly weakest: number;
  /** Mean probability of numbers that hold this one and more: a digit that this one misses. */
  readonly longer: number;
  /** … of numbers that this one holds, of others of its length, and of all the rest. */
  readonly shorter: number;
  readonly rival: number;
  readonly other: number;
  /** Letters and signs between its characters, and beside them, in characters. */
  readonly signsInside: number;
  readonly signsBeside: number;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

interface ReadLook extends Extent {
  readonly look: Look;
  readonly texts: readonly Decoded[];
}

/** A character counts as shown when its centre is this far inside a crop, in heights of the reference. */
const insideBy = 0.02;

/**
 * What the looks at one place make of it, best supported first. A look votes only on numbers that it
 * shows as a whole: a box that cut off the first digit says nothing against the number that a wider
 * crop reads, while a wider crop does speak against the short one.
 */
export function vote(reference: RotatedRect, looks: readonly Look[], rules: LengthRules): Candidate[] {
  const read = looks.map((look) => ({
    look,
    texts: decodeCtc(look.posteriors, rules),
    ...extent(reference, look.rect),
  }));
  return [...spans(read)]
    .flatMap(([text, span]) => candidate(text, span, read) ?? [])
    .filter(({ support }) => support > 0.03)
    .sort((a, b) => b.support - a.support)
    .slice(0, 5);
}

/**
 * Whether further looks may change the answer: not where all that show the number read it, clearly,
 * and none reads more; nor where nothing is read that has any support.
 */
export function leavesDoubt([best]: readonly Candidate[]): boolean {
  if (!best || best.support < 0.15) return false;
  return best.agreement < 1 || best.longer > 0.05 || best.weakest < 0.9;
}

/** Where a crop begins and ends along the reference box. */
function extent(reference: RotatedRect, { cx, cy, width }: RotatedRect): Extent {
  const dx = cx - reference.cx;
  const dy = cy - reference.cy;
  const centre = dx * Math.cos(reference.angle) + dy * Math.sin(reference.angle);
  return {
    start: (centre - width / 2) / reference.height,
    end: (centre + width / 2) / reference.height,
  };
}

/** For each text that a look holds likely: where its first and last character stand, by all that do. */
function spans(read: readonly ReadLook[]): Map<string, Extent> {
  const sums = new Map<string, { weight: number; start: number; end: number }>();
  for (const { look, texts, start, end } of read) {
    for (const { text, probability } of texts.slice(0, 4)) {
      if (probability < 0.08) continue;
      const aligned = alignCtc(look.posteriors, text);
      if (!aligned) continue;
      const at = (step: number) => start + ((step + 0.5) / look.posteriors.steps) * (end - start);
      const sum = sums.get(text) ?? { weight: 0, start: 0, end: 0 };
      sum.weight += probability;
      sum.start += probability * at(aligned[0]!.step);
      sum.end += probability * at(aligned.at(-1)!.step);
      sums.set(text, sum);
    }
  }
  return new Map(
    [...sums].map(([text, { weight, start, end }]) => [text, { start: start / weight, end: end / weight }]),
  );
}

function candidate(text: string, span: Extent, read: readonly ReadLook[]): Candidate | undefined {
  const showing = read.filter(
    ({ start, end }) => start <= span.start - insideBy && end >= span.end + insideBy,
  );
  if (showing.length === 0) return undefined;
  let own = 0;
  let agreeing = 0;
  let shorter = 0;
  let rival = 0;
  let other = 0;
  let weakest = 0;
  let signsBeside = 0;
  let signsInside = 0;
  let convinced = 0;
  for (const { look, texts } of showing) {
    if (texts[0]?.text === text) agreeing++;
    let probability = 0;
    for (const said of texts) {
      if (said.text === text) probability = said.probability;
      else if (said.text.includes(text)) continue;
      else if (text.includes(said.text)) shorter += said.probability;
      else if (text.length === said.text.length) rival += said.probability;
      else other += said.probability;
    }
    const aligned = alignCtc(look.posteriors, text);
    if (!aligned) continue;
    own += probability;
    weakest += probability * Math.min(...aligned.map((character) => character.probability));
    if (probability < 0.3) continue;
    convinced++;
    const signs = signsAround(look, aligned[0]!.step, aligned.at(-1)!.step);
    signsInside += signs.inside;
    signsBeside += signs.beside;
  }
  const longer = read.reduce(
    (sum, { texts }) =>
      sum +
      texts.reduce(
        (part, said) => part + (said.text !== text && said.text.includes(text) ? said.probability : 0),
        0,
      ),
    0,
  );
  const count = showing.length;
  return {
    text,
    first: span.start,
    last: span.end,
    support: own / (count + 0.5),
    agreement: agreeing / count,
    coverage: count / read.length,
    weakest: own > 0 ? weakest / own : 0,
    longer: longer / read.length,
    shorter: shorter / count,
    rival: rival / count,
    other: other / count,
    signsInside: convinced > 0 ? signsInside / convinced : 1,
    signsBeside: signsBeside / count,
  };
}

function signsAround({ posteriors }: Look, first: number, last: number): { inside: number; beside: number } {
  const stride = posteriors.alphabet.length + 2;
  let inside = 0;
  let beside = 0;
  for (let step = 0; step < posteriors.steps; step++) {
    const signs = posteriors.data[step * stride + stride - 1]!;
    if (step < first || step > last) beside += signs;
    else inside += signs;
  }
  return { inside, beside };
}
