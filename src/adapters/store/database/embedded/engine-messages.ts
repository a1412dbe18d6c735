// What the engine's thread and the desk's thread say to each other.

/** Where the engine listens: a Unix socket, or where there is none a port of 127.0.0.1 chosen by the system. */
export type EngineAddress = { readonly path: string } | { readonly host: string; readonly port: 0 };

export interface EngineOrders {
  /** Directory of the PostgreSQL files; it must exist. */
  readonly postgresDirectory: string;
  readonly address: EngineAddress;
}

export type EngineReport =
  | { readonly kind: 'listening'; readonly port: number; readonly heapBytes: number }
  | { readonly kind: 'stderr'; readonly line: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed'; readonly heapBytes: number };

/** The only thing the desk asks of a running engine. */
export const CLOSE = 'close';
