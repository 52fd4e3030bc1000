import type { RelativeBox } from './decision.ts';
import type { Evidence } from './sighting.ts';

/** A sighting that is to review, as questions are made of it. */
export interface ReviewSighting {
  readonly number: string;
  readonly confidence: number;
  /** Of the bib, or of the face where no bib was read; null where it is known of neither. */
  readonly box: RelativeBox | null;
  readonly face: ReviewFace | null;
  readonly evidence: readonly Evidence[];
  /** What the reading may be as well, the likeliest first. */
  readonly alternatives: readonly { readonly number: string; readonly probability: number }[];
}

export interface ReviewFace {
  readonly id: string;
  readonly box: RelativeBox;
  /** Null where its person is seen once. */
  readonly person: ReviewPerson | null;
}

/** A cluster of faces, as far as a question needs it. */
export interface ReviewPerson {
  /** Of any use only within one state of the event. */
  readonly id: string;
  /** Known: readings or somebody settled it. */
  readonly number: string | null;
  /** The likeliest number where none is known. */
  readonly guess: string | null;
  readonly photos: number;
}

/** A photo, as far as questions need it. */
export interface ReviewPhoto {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly takenAt: number | null;
  /** Width by height. */
  readonly aspect: number;
  /** Variance of the Laplacian of what is sharpest in it. */
  readonly sharpness: number;
  /** Whatever names its burst; null where it stands alone. */
  readonly burst: string | null;
  readonly sightings: readonly ReviewSighting[];
  /** Ids of faces that have any number, or that somebody said have none. */
  readonly numbered: readonly string[];
  /** Numbers that are accepted in it. */
  readonly known: readonly string[];
}

/** What the catalog knows around the best frame of a question. */
export interface ReviewSurroundings {
  /** Names of the photos that were asked for, by their id. */
  readonly names: ReadonlyMap<string, string>;
  /** Frames around the best one by time, itself not among them: of its burst, else of its camera. */
  readonly frames: readonly {
    readonly photoId: string;
    readonly name: string;
    readonly aspect: number;
    /** From the best frame. */
    readonly seconds: number;
    readonly sameBurst: boolean;
    readonly sightings: readonly {
      readonly number: string;
      readonly accepted: boolean;
      readonly confidence: number;
      readonly box: RelativeBox | null;
      readonly faceBox: RelativeBox | null;
    }[];
  }[];
  /** Of each number that was asked for, and of those that are accepted in the burst. */
  readonly athletes: ReadonlyMap<
    string,
    {
      /** Photos in which it is accepted. */
      readonly photos: number;
      /** A face that wears it; null where none is known. */
      readonly faceId: string | null;
      /** Mean cosine of a few such faces with the face in question; null without either. */
      readonly likeness: number | null;
    }
  >;
}
