// Thrown by the store while its database cannot be reached, or closes.

/** The same work may be tried again later, where a repetition is recognised. */
export class StoreUnavailableError extends Error {
  /** Whether it may have been done all the same, as where only the answer to its commit was lost; else it was not. */
  readonly isOutcomeUnknown: boolean;

  constructor(cause: unknown, { isOutcomeUnknown = false } = {}) {
    super('the database cannot be reached', { cause });
    this.name = 'StoreUnavailableError';
    this.isOutcomeUnknown = isOutcomeUnknown;
  }
}
