// Compares the migrations that a database has with those that this version of the desk ships.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { DESK_MIGRATIONS, type MigrationSource, readMigrations } from './migration-files.ts';

export interface MigrationStatus {
  /** Shipped and not applied: the desk must migrate before it works. */
  readonly pending: readonly string[];
  /** Begun and neither finished nor rolled back: somebody has to look. */
  readonly failed: readonly string[];
  /** Applied and unknown here: a newer version of the desk has been at this database. */
  readonly unknown: readonly string[];
  readonly upToDate: boolean;
}

const rows = z.array(z.object({ name: z.string(), finished: z.boolean() }));

/** Reads Prisma's migrations table; without one every migration is pending. */
export async function migrationStatus(
  database: Database,
  source: MigrationSource = DESK_MIGRATIONS,
): Promise<MigrationStatus> {
  const { migrationDirectories } = await readMigrations(source);
  const shipped = migrationDirectories.map((directory) => directory.path);
  const recorded = await readRecorded(database);
  const applied = new Set(recorded.filter((row) => row.finished).map((row) => row.name));
  const failed = recorded.filter((row) => !row.finished).map((row) => row.name);
  const pending = shipped.filter((name) => !applied.has(name));
  const unknown = [...applied].filter((name) => !shipped.includes(name));
  return { pending, failed, unknown, upToDate: pending.length === 0 && failed.length === 0 };
}

async function readRecorded({ pool }: Database): Promise<z.infer<typeof rows>> {
  const table = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  if (!table.rows[0]?.present) return [];
  const { rows: found } = await pool.query(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows.parse(found);
}
