// What the desk remembers about itself.

/** What the desk remembers about itself: plain JSON values by key. */
export interface Settings {
  /** Null where nothing was set. Holds the value until the transaction ends. */
  get(key: string): Promise<unknown>;
  set(key: string, value: object): Promise<void>;
  /** Every value whose key begins with the prefix. */
  startingWith(prefix: string): Promise<ReadonlyMap<string, unknown>>;
}
