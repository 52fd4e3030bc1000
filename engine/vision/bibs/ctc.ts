/**
 * What a CTC recogniser says of one crop, reduced to the characters that occur on bibs. Row-major,
 * `steps` × (`alphabet.length` + 2): probability of blank, of each character, and of everything else.
 */
export interface Posteriors {
  readonly data: Float32Array;
  readonly steps: number;
  readonly alphabet: string;
}

/** One candidate text and its share of the probability of all texts that the rules allow. */
export interface Decoded {
  readonly text: string;
  readonly probability: number;
}

export interface LengthRules {
  readonly minLength: number;
  readonly maxLength: number;
}

/** A character of an aligned text. */
export interface AlignedCharacter {
  /** Step at which it is strongest, 0…steps − 1: its place along the crop. */
  readonly step: number;
  /** Its probability there, not masked: what other scripts and letters take is missing from it. */
  readonly probability: number;
}

interface Prefix {
  text: string;
  /** Probability of all paths so far that give this text and end in blank. */
  blank: number;
  /** … that end in its last character. */
  character: number;
}

const beamWidth = 16;

/**
 * The likeliest texts, best first, masked to the alphabet before decoding: each step's blank and
 * characters are scaled to sum to one, so that a step torn between `8` and `B` counts as an `8`.
 * Prefix beam search (Hannun et al., "First-Pass Large Vocabulary Continuous Speech Recognition",
 * 2014, algorithm 1, without a language model); texts of other lengths are left out at the end.
 */
export function decodeCtc(posteriors: Posteriors, rules: LengthRules): Decoded[] {
  const { data, steps, alphabet } = posteriors;
  const stride = alphabet.length + 2;
  let beam: Prefix[] = [{ text: '', blank: 1, character: 0 }];
  for (let step = 0; step < steps; step++) {
    const row = data.subarray(step * stride, step * stride + stride - 1);
    let sum = 0;
    for (const p of row) sum += p;
    // A step that is all letters says nothing of digits: it counts as blank.
    const scale = sum > 1e-6 ? 1 / sum : 0;
    const blank = scale === 0 ? 1 : row[0]! * scale;
    const next = new Map<string, Prefix>();
    const at = (text: string): Prefix => {
      let prefix = next.get(text);
      if (!prefix) {
        prefix = { text, blank: 0, character: 0 };
        next.set(text, prefix);
      }
      return prefix;
    };
    for (const prefix of beam) {
      const total = prefix.blank + prefix.character;
      at(prefix.text).blank += total * blank;
      for (let c = 0; c < alphabet.length; c++) {
        const p = row[c + 1]! * scale;
        if (p < 1e-4) continue;
        const character = alphabet[c]!;
        if (prefix.text.endsWith(character)) {
          at(prefix.text).character += prefix.character * p;
          if (prefix.text.length < rules.maxLength) at(prefix.text + character).character += prefix.blank * p;
        } else if (prefix.text.length < rules.maxLength) {
          at(prefix.text + character).character += total * p;
        }
      }
    }
    beam = [...next.values()].sort((a, b) => mass(b) - mass(a)).slice(0, beamWidth);
  }
  const texts = beam.filter((prefix) => prefix.text.length >= rules.minLength);
  const sum = texts.reduce((total, prefix) => total + mass(prefix), 0);
  return sum > 0 ? texts.map((prefix) => ({ text: prefix.text, probability: mass(prefix) / sum })) : [];
}

function mass(prefix: Prefix): number {
  return prefix.blank + prefix.character;
}

/**
 * Where each character of `text` stands: the best path through blanks and characters that gives
 * exactly this text (forced alignment; Graves et al., "Connectionist Temporal Classification", 2006,
 * section 4.1, with max in place of sum). Undefined where the crop has too few steps for the text.
 */
export function alignCtc(posteriors: Posteriors, text: string): AlignedCharacter[] | undefined {
  const { data, steps, alphabet } = posteriors;
  const stride = alphabet.length + 2;
  // States alternate: blank, first character, blank, second character, …, blank.
  const states = 2 * text.length + 1;
  const column = (state: number): number =>
    state % 2 === 0 ? 0 : 1 + alphabet.indexOf(text[(state - 1) / 2]!);
  const logP = (step: number, state: number): number =>
    Math.log(Math.max(1e-9, data[step * stride + column(state)]!));
  let scores = Array.from({ length: states }, (_, state) => (state < 2 ? logP(0, state) : -Infinity));
  const from: Int16Array[] = [new Int16Array(states)];
  for (let step = 1; step < steps; step++) {
    const back = new Int16Array(states);
    const next = scores.map((stay, state) => {
      let best = stay;
      back[state] = state;
      const consider = (previous: number): void => {
        const score = scores[previous]!;
        if (score > best) {
          best = score;
          back[state] = previous;
        }
      };
      if (state >= 1) consider(state - 1);
      if (state >= 3 && state % 2 === 1 && column(state) !== column(state - 2)) consider(state - 2);
      return best + logP(step, state);
    });
    scores = next;
    from.push(back);
  }
  let state = scores[states - 1]! > (scores[states - 2] ?? -Infinity) ? states - 1 : states - 2;
  if (state < 0 || scores[state] === -Infinity) return undefined;
  const aligned: AlignedCharacter[] = Array.from({ length: text.length }, () => ({
    step: 0,
    probability: -1,
  }));
  for (let step = steps - 1; step >= 0; step--) {
    if (state % 2 === 1) {
      const probability = data[step * stride + column(state)]!;
      if (probability > aligned[(state - 1) / 2]!.probability)
        aligned[(state - 1) / 2] = { step, probability };
    }
    state = from[step]![state]!;
  }
  return aligned;
}
