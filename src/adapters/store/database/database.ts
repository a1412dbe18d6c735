// What the rest of the desk sees of its database, whichever of the two kinds is running.
import type { Socket } from 'node:net';
import type { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Availability } from './availability.ts';

/** The part of a pino logger that the database adapters use. */
export type DatabaseLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

interface OpenDatabase {
  /**
   * The connections that Prisma shares with everything else. Embedded has exactly one: whoever holds it makes
   * the others wait, so nothing but SQL belongs inside a transaction.
   */
  readonly pool: Pool;
  /** The Prisma driver adapter on `pool`; disconnecting a client made with it leaves the pool open. */
  readonly prismaAdapter: PrismaPg;
  /** What is known of whether it can be reached. */
  readonly availability: Availability;
  /** Resolves when the database answers a query; rejects with the driver's error when it does not. */
  ping(): Promise<void>;
  /** Ends every connection and, embedded, shuts the engine down and frees its data directory. Idempotent. */
  close(): Promise<void>;
}

/** PostgreSQL running inside this process on a data directory of its own. */
export interface EmbeddedDatabase extends OpenDatabase {
  readonly kind: 'embedded';
  /**
   * Writes a consistent copy of the database as it is used on: one archive for `restoreBackup`. One at a time.
   * Rejects when a file cannot be read or `into` fails; what was written by then cannot be restored.
   */
  backUp(into: WritableStream<Uint8Array>): Promise<void>;
}

/** A PostgreSQL server that other replicas of the desk may use as well. */
export interface ServerDatabase extends OpenDatabase {
  readonly kind: 'server';
  /** The connection string, with the session settings that the desk relies on. */
  readonly url: string;
  /** Makes the socket of every connection to it, so that all of them can be given up when the server falls silent. */
  readonly stream: () => Socket;
}

export type Database = EmbeddedDatabase | ServerDatabase;
