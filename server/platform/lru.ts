/**
 * Keeps the entries used lately: at least half of `most`, and never more. They are kept in two generations; when
 * the young one is full, what is left in the old one was not used since and is forgotten. So a use is one look.
 * Entries count 1 each, or what `weigh` says.
 */
export class Lru<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  /** Of the young entries. */
  #weight = 0;

  constructor(
    private readonly most: number,
    private readonly weigh: (value: V) => number = () => 1,
  ) {}

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: K): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const aged = this.#old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  /** What is kept under the key; if nothing is, what `make` gives is kept from here on. */
  getOr(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  set(key: K, value: V): void {
    const before = this.#young.get(key);
    this.#weight += this.weigh(value) - (before === undefined ? 0 : this.weigh(before));
    this.#old.delete(key);
    this.#young.set(key, value);
    if (this.#weight < this.most / 2) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#weight = 0;
  }
}
