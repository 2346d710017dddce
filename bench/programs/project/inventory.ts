export interface Item {
  name: string;
  cents: number;
  tags: readonly string[];
}

type KeyOf<T> = (value: T) => string;

export class Inventory<T extends object> {
  readonly #items = new Map<string, T>();

  constructor(private readonly keyOf: KeyOf<T>) {}

  add(item: T): this {
    this.#items.set(this.keyOf(item), item);
    return this;
  }

  find(key: string): T | undefined {
    return this.#items.get(key);
  }

  *matching<K extends keyof T>(property: K, value: T[K]): Generator<Readonly<T>> {
    for (const item of this.#items.values()) if (item[property] === value) yield item;
  }
}
