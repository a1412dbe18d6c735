// Opens the database that the environment asks for: a PostgreSQL server by its address, the embedded one without.
import type { Clock } from '../../../app/ports.ts';
import type { Database, DatabaseLogger } from './database.ts';
import type { DatabaseFault } from './database-fault.ts';
import { openEmbeddedDatabase } from './embedded/open-embedded-database.ts';
import { openServerDatabase } from './server-database.ts';

export interface OpenDatabaseOptions {
  /** Connection string of a PostgreSQL server; without it the embedded database is used. */
  readonly url?: string | undefined;
  /** Directory of the embedded database, created when missing. Unused with a server. */
  readonly dataDirectory: string;
  readonly logger: DatabaseLogger;
  /** Decides when the nightly maintenance of the embedded database is due. */
  readonly clock: Clock;
  /** Called once if the embedded engine dies or can no longer write; the desk should stop then. */
  readonly onFatal: (fault: DatabaseFault) => void;
}

/**
 * Opens and pings the database.
 * @throws DatabaseFault when it cannot be used, with what to do about it.
 */
export function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, ...embedded } = options;
  return url === undefined ? openEmbeddedDatabase(embedded) : openServerDatabase(url, options.logger);
}
