// Writes the next migration: the difference between schema.prisma and what the migrations so far add up to.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../../../app/ports.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { DatabaseLogger, EmbeddedDatabase } from '../database.ts';
import { openEmbeddedDatabase } from '../embedded/open-embedded-database.ts';
import { connectAdapter, createMigrationEngine } from './migration-engine.ts';
import {
  DESK_MIGRATIONS,
  LOCK_CONTENT,
  LOCK_FILE,
  type MigrationSource,
  readDatamodel,
  readMigrations,
} from './migration-files.ts';

/** The exit code with which the engine, like `prisma migrate diff`, says that the two sides differ. */
const SOMETHING_CHANGED = 2;

export type NewMigration =
  | { readonly kind: 'written'; readonly directory: string; readonly script: string }
  | { readonly kind: 'unchanged' };

export interface NewMigrationOptions {
  readonly logger: DatabaseLogger;
  readonly clock: Clock;
  readonly source?: MigrationSource;
}

/**
 * Replays the migrations on an empty embedded database, compares it with the schema, and writes
 * `<timestamp>_<name>/migration.sql`. Needs no server; the author still reads the script before committing it.
 * @param name lower case words joined by underscores, for example `add_snooze`.
 */
export async function newMigration(name: string, options: NewMigrationOptions): Promise<NewMigration> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" is no name for a migration: write it like add_snooze`);
  const source = options.source ?? DESK_MIGRATIONS;
  return withEmptyDatabase(options, async (shadow) => {
    const [migrationsList, datamodel] = await Promise.all([readMigrations(source), readDatamodel(source)]);
    const engine = await createMigrationEngine(shadow.pool, datamodel, () => connectAdapter(shadow.pool));
    try {
      const difference = await engine.diff({
        from: { tag: 'migrations', ...migrationsList },
        to: { tag: 'schemaDatamodel', files: [datamodel] },
        script: true,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      });
      if (difference.exitCode !== SOMETHING_CHANGED) return { kind: 'unchanged' };
      const script = difference.stdout ?? '';
      const directory = path.join(source.migrationsDirectory, `${timestamp(options.clock.now())}_${name}`);
      await writeMigration(source, directory, script);
      return { kind: 'written', directory, script };
    } finally {
      engine.free();
    }
  });
}

/** As Prisma names its migrations: `20260131123059`, in UTC. */
function timestamp(at: Instant): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
}

async function writeMigration(source: MigrationSource, directory: string, script: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'migration.sql'), script);
  await writeFile(path.join(source.migrationsDirectory, LOCK_FILE), LOCK_CONTENT);
}

async function withEmptyDatabase<T>(
  { logger, clock }: NewMigrationOptions,
  work: (database: EmbeddedDatabase) => Promise<T>,
): Promise<T> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'deskhand-shadow-'));
  const onFatal = (fault: Error): void => logger.error({ err: fault }, 'the shadow database stopped');
  try {
    const database = await openEmbeddedDatabase({ dataDirectory, logger, clock, onFatal });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
