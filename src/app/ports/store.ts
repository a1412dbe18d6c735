// The storage that the application asks for: its transactions, and the repositories in each.
import type { Privacy } from '../privacy-ports.ts';
import type { Budgets } from './budgets.ts';
import type { Codes } from './codes.ts';
import type { Conversations } from './conversations.ts';
import type { Deliveries } from './deliveries.ts';
import type { Drafts } from './drafts.ts';
import type { Inbox } from './inbox.ts';
import type { JobOutbox } from './jobs.ts';
import type { Leases } from './leases.ts';
import type { Organisations } from './organisations.ts';
import type { People } from './people.ts';
import type { Quota } from './quota.ts';
import type { Settings } from './settings.ts';
import type { Tickets } from './tickets.ts';

export interface TransactionOptions {
  /**
   * Goes before what waits for its turn: for what keeps a lease, records what was sent, or keeps what a platform waits
   * to have acknowledged.
   */
  readonly isUrgent?: boolean;
}

/** The storage adapter. */
export interface Store {
  /** Runs `work` in one transaction: all of it commits, or none; what `work` throws rolls back and is rethrown. */
  transaction<T>(work: (tx: Repositories) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Runs `work` that is one change alone, which commits by itself, for less than a transaction costs. It must change
   * nothing the second time: it is run anew when the connection was lost.
   */
  alone<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Runs reads that need no transaction. */
  read<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** From now on tells `listener` of each conversation that a transaction here owes something to, once it has committed. */
  onOwed(listener: (conversationId: string) => void): void;
}

export interface Repositories {
  readonly tickets: Tickets;
  readonly people: People;
  readonly organisations: Organisations;
  readonly quota: Quota;
  readonly codes: Codes;
  readonly conversations: Conversations;
  readonly deliveries: Deliveries;
  readonly budgets: Budgets;
  readonly drafts: Drafts;
  readonly inbox: Inbox;
  readonly leases: Leases;
  readonly settings: Settings;
  readonly privacy: Privacy;
  readonly jobs: JobOutbox;
}
