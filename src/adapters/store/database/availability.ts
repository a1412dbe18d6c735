// Whether the database can be reached, as far as is known, and who wants to hear of a change.

export interface Availability {
  /** False while the database is known to be away: asking it would only take time. */
  isUp(): boolean;
  /** Says that somebody could not reach it, so that it is looked at now and not only at the next round. */
  suspect(): void;
  /** Resolves when the database is not known to be away, or is closed. */
  whenUp(): Promise<void>;
  /** Calls `listener` whenever the database goes away (false) or is back (true). */
  onChange(listener: (isUp: boolean) => void): void;
}

/** Of a database inside this process, which is there as long as the process is. */
export const alwaysThere: Availability = {
  isUp: () => true,
  suspect: () => undefined,
  whenUp: async () => undefined,
  onChange: () => undefined,
};
