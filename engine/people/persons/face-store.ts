import { NearCodes } from './near-codes.ts';

export const DIMENSIONS = 512;

/** A face as grouping needs it. */
export interface GroupedFace {
  readonly id: string;
  readonly photo: string;
  /** 512 numbers of length one. */
  readonly vector: Float32Array;
  /** 0…1: how far the vector can be trusted. */
  readonly quality: number;
}

/** Vectors of faces are kept in pieces of so many, 8 MB each. */
const PIECE = 16_384;

/**
 * Faces and their vectors, each at a place of its own: 512 bytes instead of 2,048 for a vector, which changes a
 * cosine by less than 0.004. Places of faces that are gone are used again.
 */
export class FaceStore {
  readonly #places = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  readonly #photos: string[] = [];
  readonly #qualities: number[] = [];
  readonly #free: number[] = [];
  readonly #pieces: Int8Array[] = [];
  /** One over the length of each code. */
  readonly #scales: number[] = [];
  readonly codes = new NearCodes();

  /** Of faces that are there. */
  get size(): number {
    return this.#places.size;
  }

  /** One more than the highest place. */
  get length(): number {
    return this.#ids.length;
  }

  add({ id, photo, vector, quality }: GroupedFace): number {
    const place = this.#free.pop() ?? this.#ids.length;
    this.#places.set(id, place);
    this.#ids[place] = id;
    this.#photos[place] = photo;
    this.#qualities[place] = quality;
    const piece = Math.floor(place / PIECE);
    this.#pieces[piece] ??= new Int8Array(PIECE * DIMENSIONS);
    const code = this.code(place);
    let largest = 0;
    for (let i = 0; i < DIMENSIONS; i++) largest = Math.max(largest, Math.abs(vector[i]!));
    let square = 0;
    for (let i = 0; i < DIMENSIONS; i++) {
      const value = largest === 0 ? 0 : Math.round((vector[i]! / largest) * 127);
      code[i] = value;
      square += value * value;
    }
    this.#scales[place] = square === 0 ? 0 : 1 / Math.sqrt(square);
    this.codes.set(place, code);
    return place;
  }

  remove(place: number): void {
    const id = this.#ids[place];
    if (id === null || id === undefined) return;
    this.#places.delete(id);
    this.#ids[place] = null;
    this.#free.push(place);
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  isThere(place: number): boolean {
    return typeof this.#ids[place] === 'string';
  }

  idOf(place: number): string {
    return this.#ids[place]!;
  }

  photoOf(place: number): string {
    return this.#photos[place]!;
  }

  qualityOf(place: number): number {
    return this.#qualities[place]!;
  }

  code(place: number): Int8Array {
    const at = (place % PIECE) * DIMENSIONS;
    return this.#pieces[Math.floor(place / PIECE)]!.subarray(at, at + DIMENSIONS);
  }

  cosine(a: number, b: number): number {
    const [x, y] = [this.#pieces[Math.floor(a / PIECE)]!, this.#pieces[Math.floor(b / PIECE)]!];
    const [atX, atY] = [(a % PIECE) * DIMENSIONS, (b % PIECE) * DIMENSIONS];
    let product = 0;
    for (let i = 0; i < DIMENSIONS; i++) product += x[atX + i]! * y[atY + i]!;
    return product * this.#scales[a]! * this.#scales[b]!;
  }

  /** Scalar product of a sum of vectors with a face's vector. */
  product(sum: Float32Array, place: number): number {
    const piece = this.#pieces[Math.floor(place / PIECE)]!;
    const at = (place % PIECE) * DIMENSIONS;
    let product = 0;
    for (let i = 0; i < DIMENSIONS; i++) product += sum[i]! * piece[at + i]!;
    return product * this.#scales[place]!;
  }

  /** Adds a face's vector so many times to a sum: −1 takes it out. */
  addTo(sum: Float32Array, place: number, times = 1): void {
    const code = this.code(place);
    const scale = times * this.#scales[place]!;
    for (let i = 0; i < DIMENSIONS; i++) sum[i]! += code[i]! * scale;
  }

  /** All places that are taken. */
  places(): IterableIterator<number> {
    return this.#places.values();
  }
}

export function scalarProduct(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (let i = 0; i < DIMENSIONS; i++) product += a[i]! * b[i]!;
  return product;
}
