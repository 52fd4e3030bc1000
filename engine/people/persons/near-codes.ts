/** The part of the global that is used here: the libraries that TypeScript is told of have none. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (options: {
    initial: number;
  }) => {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  };
};

/** `near-codes.wat`, assembled; the test assembles it again and compares. */
export const assembled = Buffer.from(
  'AGFzbQEAAAABCgFgBX9/f35/AX8DAgEABQMBAAEHEQIGbWVtb3J5AgAEbmVhcgAACsoBAccBAgJ/CH4gAikDACEHIAIpAwghCCAC' +
    'KQMQIQkgAikDGCEKIAIpAyAhCyACKQMoIQwgAikDMCENIAIpAzghDgJAA0AgBSABTw0BIAcgACkDAIV7IAggACkDCIV7fCAJIAAp' +
    'AxCFeyAKIAApAxiFe3x8IAsgACkDIIV7IAwgACkDKIV7fCANIAApAzCFeyAOIAApAziFe3x8fCADWARAIAQgBkECdGogBTYCACAG' +
    'QQFqIQYLIABBwABqIQAgBUEBaiEFDAALCyAGCw==',
  'base64',
);

const module = new WebAssembly.Module(assembled);
const PAGE_BYTES = 65_536;
const BITS = 512;
const CODE_BYTES = BITS / 8;

type Near = (codes: number, count: number, query: number, most: bigint, out: number) => number;

/**
 * The signs of many vectors of 512 numbers, to find quickly those that point about the same way: two vectors at
 * an angle θ differ in a share θ/π of the signs of random projections (Charikar, "Similarity Estimation
 * Techniques from Rounding Algorithms", 2002). The coordinates of an embedding serve as projections, so that the
 * share spreads somewhat wider than for independent ones. 100,000 codes are looked through in about a millisecond.
 */
export class NearCodes {
  readonly #memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly #near: Near;
  /** One more than the highest place that was ever set. */
  #count = 0;

  constructor() {
    const { memory, near } = new WebAssembly.Instance(module).exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof near !== 'function') {
      throw new TypeError('near-codes.wat exports something else.');
    }
    this.#memory = memory;
    this.#near = near as Near;
  }

  set(place: number, vector: ArrayLike<number>): void {
    this.#count = Math.max(this.#count, place + 1);
    // The query, the codes, and places that are found.
    const missing = CODE_BYTES * (this.#count + 1) + 4 * this.#count - this.#memory.buffer.byteLength;
    // By doubling: growing copies, or at least makes every view anew.
    if (missing > 0) {
      this.#memory.grow(Math.ceil(Math.max(missing, this.#memory.buffer.byteLength) / PAGE_BYTES));
    }
    this.#write(CODE_BYTES * (place + 1), vector);
  }

  /**
   * Places whose vectors have about this cosine with the vector, or a greater one: of those that have exactly this
   * one, five of six. Some that were taken away or are less alike are among them. Overwritten by the next call.
   */
  near(vector: ArrayLike<number>, cosine: number): Int32Array {
    this.#write(0, vector);
    const out = CODE_BYTES * (this.#count + 1);
    const most = BigInt(differingBits(cosine));
    const found = this.#near(CODE_BYTES, this.#count, 0, most, out);
    return new Int32Array(this.#memory.buffer, out, found);
  }

  #write(at: number, vector: ArrayLike<number>): void {
    const words = new Uint32Array(this.#memory.buffer, at, CODE_BYTES / 4);
    for (let word = 0, i = 0; word < words.length; word++) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit++, i++) if (vector[i]! > 0) bits |= 1 << bit;
      words[word] = bits;
    }
  }
}

/** As many bits as two vectors of this cosine differ in, and a standard deviation more. */
function differingBits(cosine: number): number {
  const share = Math.acos(cosine) / Math.PI;
  return Math.round(BITS * share + Math.sqrt(BITS * share * (1 - share)));
}
