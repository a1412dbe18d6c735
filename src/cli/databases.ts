// `deskhand databases [set VERSION]`: which antivirus databases are the latest, shown or set in the desk's own database.
import type { Database } from '../adapters/store/database/database.ts';
import type { OpenDatabaseOptions } from '../adapters/store/database/open-database.ts';
import { withSettings } from '../adapters/store/settings-only.ts';
import { knownDatabases, setLatestDatabases } from '../app/databases.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/config.ts';
import type { DeskError } from '../domain/errors.ts';
import { withDeskDatabase } from './desk-database.ts';

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

const whenInUse = 'Stop the desk first, or tell it in chat: databases set VERSION';

/** Shows or sets the latest databases; on a PostgreSQL server also while the desk runs. */
export async function runDatabases(options: DatabasesOptions): Promise<DatabasesReport> {
  const done = await withDeskDatabase(options, whenInUse, (database) => work(database, options));
  return done.ok ? done.value : refused(...done.error);
}

async function work(
  database: Database,
  { version, force, clock }: DatabasesOptions,
): Promise<DatabasesReport> {
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
