// `deskhand databases [set VERSION]`: which antivirus databases are the latest, shown or set in the desk's own database.
import { existsSync } from 'node:fs';
import type { Database } from '../adapters/store/database/database.ts';
import { DatabaseFault } from '../adapters/store/database/database-fault.ts';
import { migrationStatus } from '../adapters/store/database/migrate/migration-status.ts';
import { type OpenDatabaseOptions, openDatabase } from '../adapters/store/database/open-database.ts';
import { withSettings } from '../adapters/store/settings-only.ts';
import { knownDatabases, setLatestDatabases } from '../app/databases.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/config.ts';
import type { DeskError } from '../domain/errors.ts';

export interface DatabasesOptions {
  /** What to set; null to show. */
  readonly version: string | null;
  /** Whether the version may be older than the one known. */
  readonly force: boolean;
  readonly config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
  readonly clock: Clock;
  readonly logger: OpenDatabaseOptions['logger'];
}

export interface DatabasesReport {
  readonly lines: readonly string[];
  /** 1 when nothing was set, or the database cannot be used. */
  readonly exitCode: 0 | 1;
}

const said = (...lines: readonly string[]): DatabasesReport => ({ lines, exitCode: 0 });
const refused = (...lines: readonly string[]): DatabasesReport => ({ lines, exitCode: 1 });

/** Shows or sets the latest databases; on a PostgreSQL server also while the desk runs. */
export async function runDatabases(options: DatabasesOptions): Promise<DatabasesReport> {
  const { databaseUrl, dataDirectory } = options.config;
  if (databaseUrl === null && !existsSync(dataDirectory))
    return refused(`There is no desk in ${dataDirectory}: set DESKHAND_DATA or DATABASE_URL to its data.`);
  try {
    return await withDatabase(options, (database) => work(database, options));
  } catch (error) {
    if (error instanceof DatabaseFault) return refused(...whatToDo(error));
    throw error;
  }
}

/** A running desk holds its embedded data alone, and takes the command itself. */
const whatToDo = ({ code, message }: DatabaseFault): readonly string[] =>
  code === 'data_directory_in_use'
    ? [message, 'Stop the desk first, or tell it in chat: databases set VERSION']
    : [message];

async function withDatabase<T>(
  { config, clock, logger }: DatabasesOptions,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    dataDirectory: config.dataDirectory,
    clock,
    logger,
    onFatal: (fault) => {
      throw fault;
    },
  });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

async function work(
  database: Database,
  { version, force, clock }: DatabasesOptions,
): Promise<DatabasesReport> {
  const { upToDate } = await migrationStatus(database);
  if (!upToDate) return refused('The database is not up to date: run "deskhand migrate" first.');
  if (version === null) {
    const known = await withSettings(database, knownDatabases);
    return known === null
      ? said(
          'No version of the antivirus databases is known yet. Set it: deskhand databases set 2026.11.22.1200',
        )
      : said(`${known.version}, set ${new Date(known.setAt).toISOString()}`);
  }
  const wanted = { version, at: clock.now(), by: null, force };
  const outcome = await withSettings(database, (tx) => setLatestDatabases(tx, wanted));
  return outcome.ok
    ? said(`The latest antivirus databases are now ${outcome.value.version}.`)
    : refused(problem(outcome.error));
}

function problem(error: DeskError): string {
  if (error.code === 'databasesOlder')
    return `Version ${error.version} is older than the latest one known, ${error.latest}. Add --force if you mean it.`;
  if (error.code === 'versionUnknown') return `"${error.input}" is not a version, such as 2026.11.22.1200.`;
  throw new Error(`setting the databases failed with ${error.code}`);
}
