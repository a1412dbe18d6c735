// Opens the desk's own database for a command, or says what stands in the way and what to do about it.
import { existsSync } from 'node:fs';
import type { Database } from '../adapters/store/database/database.ts';
import { DatabaseFault } from '../adapters/store/database/database-fault.ts';
import { migrationStatus } from '../adapters/store/database/migrate/migration-status.ts';
import { type OpenDatabaseOptions, openDatabase } from '../adapters/store/database/open-database.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/config.ts';
import { fail, ok, type Result } from '../domain/result.ts';

export interface DeskDatabaseOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
  readonly clock: Clock;
  readonly logger: OpenDatabaseOptions['logger'];
}

/** Runs `work` on the open, migrated database; `whenInUse` says what to do while a desk runs on embedded data. */
export async function withDeskDatabase<T>(
  { config, clock, logger }: DeskDatabaseOptions,
  whenInUse: string,
  work: (database: Database) => Promise<T>,
): Promise<Result<T, readonly string[]>> {
  const { databaseUrl, dataDirectory } = config;
  if (databaseUrl === null && !existsSync(dataDirectory))
    return fail([`There is no desk in ${dataDirectory}: set DESKHAND_DATA or DATABASE_URL to its data.`]);
  const onFatal = (fault: Error): never => {
    throw fault;
  };
  try {
    const database = await openDatabase({
      url: databaseUrl ?? undefined,
      dataDirectory,
      clock,
      logger,
      onFatal,
    });
    try {
      const { upToDate } = await migrationStatus(database);
      if (!upToDate) return fail(['The database is not up to date: run "deskhand migrate" first.']);
      return ok(await work(database));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error;
    return fail(error.code === 'data_directory_in_use' ? [error.message, whenInUse] : [error.message]);
  }
}
