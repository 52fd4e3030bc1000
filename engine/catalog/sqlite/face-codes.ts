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
  readonly stamp: string;
  readonly chunks: readonly CodeChunk[];
}

/**
 * The codes of all faces of a set, as vec0 stores them. Those of the latest search are kept as long
 * as no face comes or goes: reading them takes longer than comparing them.
 */
export class FaceCodes {
  readonly #store: Store;
  #kept: Kept | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * A text that changes whenever a face of the set comes or goes: the places that are taken, and the latest key,
   * since keys are never used twice.
   */
  stamp(setKey: number): string {
    const [row] = this.#store.query<{ stamp: string }>(
      `select (select seq from sqlite_sequence where name = 'face') || ' ' ||
         coalesce((select group_concat(hex(validity)) from face_code_chunks where partition00 = ?), '') as stamp`,
      setKey,
    );
    return row!.stamp ?? '';
  }

  *chunks(setKey: number): Generator<CodeChunk> {
    const stamp = this.stamp(setKey);
    if (this.#kept?.setKey === setKey && this.#kept.stamp === stamp) {
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
    if (bytes <= KEPT_BYTES) this.#kept = { setKey, stamp, chunks };
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
