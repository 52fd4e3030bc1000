/** What one side hands to the other as it comes, in order; the other waits where there is nothing. */
export class Feed<Item> implements AsyncIterable<Item> {
  readonly #items: Item[] = [];
  #wake: (() => void) | null = null;
  #ended = false;

  get length(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    if (this.#ended) throw new Error('The feed has ended.');
    this.#items.push(item);
    this.#wake?.();
  }

  /** Nothing more comes; what is there is still handed out. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, void> {
    for (let next = 0; ; ) {
      if (next < this.#items.length) {
        const item = this.#items[next++]!;
        // Taken off in stretches: one by one would move the rest each time.
        if (next === 256) {
          this.#items.splice(0, next);
          next = 0;
        }
        yield item;
        continue;
      }
      this.#items.splice(0, next);
      next = 0;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }
}
