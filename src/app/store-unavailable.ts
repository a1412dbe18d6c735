// Thrown by the store while its database cannot be reached, or closes.

/** Nothing is known to have been done; the same work may be tried again later. */
export class StoreUnavailableError extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'StoreUnavailableError';
  }
}
