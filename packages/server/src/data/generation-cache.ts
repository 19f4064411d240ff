/**
 * What is remembered between requests as long as what it was made of has not changed. An entry is
 * keyed by a thing and guarded by the generation that was read with it (`generations.ts`), so that
 * a change is seen by the next request.
 */

/** A bounded map: the entry that was written first gives way. */
export interface BoundedCache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): T;
}

export function createBoundedCache<T>(entriesMax: number): BoundedCache<T> {
  const entries = new Map<string, T>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      if (entries.size >= entriesMax) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(key, value);
      return value;
    },
  };
}

/** A bounded map whose entries are only good for the generation they were made in. */
export interface GenerationCache<T> {
  get(key: string, generation: string): T | undefined;
  set(key: string, generation: string, value: T): T;
  /** Whatever is remembered, with its generation to be compared. */
  find(key: string): Guarded<T> | undefined;
}

export interface Guarded<T> {
  readonly generation: string;
  readonly value: T;
}

export function createGenerationCache<T>(entriesMax: number): GenerationCache<T> {
  const entries = createBoundedCache<Guarded<T>>(entriesMax);
  return {
    find: (key) => entries.get(key),
    get(key, generation) {
      const entry = entries.get(key);
      return entry?.generation === generation ? entry.value : undefined;
    },
    set(key, generation, value) {
      entries.set(key, { generation, value });
      return value;
    },
  };
}
