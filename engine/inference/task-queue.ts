/** First in, first out; whoever takes from an empty queue waits. */
export class TaskQueue<Item> {
  #items: Item[] = [];
  #takers: ((item: Item | undefined) => void)[] = [];
  #closed = false;

  get length(): number {
    return this.#items.length;
  }

  push(item: Item, place: 'front' | 'back' = 'back'): void {
    if (this.#closed) throw new Error('The queue is closed.');
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else if (place === 'front') this.#items.unshift(item);
    else this.#items.push(item);
  }

  /** Undefined once the queue is closed, or when `signal` says to wait no longer. */
  take(signal: AbortSignal): Promise<Item | undefined> {
    if (this.#closed || signal.aborted) return Promise.resolve(undefined);
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    return new Promise((resolve) => {
      const give = (item: Item | undefined) => {
        signal.removeEventListener('abort', leave);
        resolve(item);
      };
      const leave = () => {
        this.#takers = this.#takers.filter((taker) => taker !== give);
        resolve(undefined);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#takers.push(give);
    });
  }

  /** False where it was taken already. */
  remove(item: Item): boolean {
    const index = this.#items.indexOf(item);
    if (index < 0) return false;
    this.#items.splice(index, 1);
    return true;
  }

  /** Whoever waits goes home; what nobody took is given back. */
  close(): Item[] {
    this.#closed = true;
    const left = this.#items;
    this.#items = [];
    for (const taker of this.#takers.splice(0)) taker(undefined);
    return left;
  }
}
