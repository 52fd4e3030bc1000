import { DIMENSIONS } from './face-code.ts';
import type { Store } from './store.ts';

/** Codes of some faces of a set. */
export interface CodeChunk {
  /** Key of each face; 0 where a place is empty. */
  readonly keys: Float64Array;
  /** One code after another. */
  readonly codes: Uint8Array;
}

/** Larger sets are read from disk for each search, and cost time instead of memory: 250,000 faces. */
const KEPT_BYTES = 128 * 1024 ** 2;

interface Kept {
  readonly setKey: number;
  readonly revision: number;
  readonly chunks: readonly CodeChunk[];
}

/**
 * The codes of all faces of a set, as vec0 stores them. Those of the latest search are kept as long
 * as the event does not change: reading them takes longer than comparing them.
 */
export class FaceCodes {
  readonly #store: Store;
  #kept: Kept | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** `revision` is the event's, read in the same transaction. */
  *chunks(setKey: number, revision: number): Generator<CodeChunk> {
    if (this.#kept?.setKey === setKey && this.#kept.revision === revision) {
      yield* this.#kept.chunks;
      return;
    }
    this.#kept = null;
    const chunks: CodeChunk[] = [];
    let bytes = 0;
    for (const chunk of this.#read(setKey)) {
      bytes += chunk.codes.length;
      if (bytes <= KEPT_BYTES) chunks.push(chunk);
      yield chunk;
    }
    if (bytes <= KEPT_BYTES) this.#kept = { setKey, revision, chunks };
  }

  /**
   * Straight from vec0's tables (sqlite-vec, ARCHITECTURE.md, "vec0 shadow tables"), since vec0's own
   * search compares one number at a time: `validity` has a bit for each place of a chunk, `rowids` an
   * int64 (two little-endian words), `vectors` a code.
   */
  *#read(setKey: number): Generator<CodeChunk> {
    const rows = this.#store.iterate<{ validity: Buffer; rowids: Buffer; vectors: Buffer }>(
      `select c.validity, c.rowids, v.vectors
       from face_code_chunks c join face_code_vector_chunks00 v on v.rowid = c.chunk_id
       where c.partition00 = ?`,
      setKey,
    );
    for (const { validity, rowids, vectors } of rows) {
      // A copy: a view of 32-bit words must start at a multiple of four bytes.
      const words = new Uint32Array(Uint8Array.from(rowids).buffer);
      const keys = new Float64Array(vectors.length / DIMENSIONS);
      for (let i = 0; i < keys.length; i++) {
        if (((validity[i >> 3]! >> (i & 7)) & 1) === 1) keys[i] = words[2 * i]! + words[2 * i + 1]! * 2 ** 32;
      }
      yield { keys, codes: vectors };
    }
  }
}
