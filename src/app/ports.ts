// What the application asks of the world, each port named for its use; main wires the real ones, tests the fakes.
import type { Instant } from '../domain/instant.ts';

export type { Language } from '../domain/language.ts';
export * from './platform-ports.ts';
export type * from './ports/budgets.ts';
export type * from './ports/codes.ts';
export type * from './ports/conversations.ts';
export type * from './ports/deliveries.ts';
export type * from './ports/drafts.ts';
export * from './ports/inbox.ts';
export * from './ports/jobs.ts';
export type * from './ports/leases.ts';
export type * from './ports/organisations.ts';
export type * from './ports/people.ts';
export type * from './ports/quota.ts';
export type * from './ports/settings.ts';
export type * from './ports/store.ts';
export type * from './ports/tickets.ts';
export * from './privacy-ports.ts';
export type * from './wording-ports.ts';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A new id, unique everywhere and sorting by time of making. */
  next(): string;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
