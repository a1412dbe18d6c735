// Brings the database's tables up to date with the migrations that ship with this version of the desk.
import { Pool } from 'pg';
import type { Database } from '../database.ts';
import { createMigrationEngine } from './migration-engine.ts';
import { DESK_MIGRATIONS, type MigrationSource, readDatamodel, readMigrations } from './migration-files.ts';

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing, in order, with Prisma's own engine and bookkeeping, so that `prisma migrate deploy` and
 * the desk may take turns. Replicas that start together wait for each other.
 * @returns the names of the migrations applied now.
 * @throws the engine's error when a migration fails; it then stays recorded as failed until somebody resolves it.
 */
export function migrate(database: Database, source: MigrationSource = DESK_MIGRATIONS): Promise<string[]> {
  return withMigrationPool(database, async (pool) => {
    const [migrationsList, datamodel] = await Promise.all([readMigrations(source), readDatamodel(source)]);
    const engine = await createMigrationEngine(pool, datamodel);
    try {
      const applied = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
      return applied.appliedMigrationNames;
    } finally {
      engine.free();
    }
  });
}

/**
 * The engine takes an advisory lock and leaves its release to the end of the session. On a server that is a pool
 * of its own, ended here. The embedded database has one session for everything, so there the lock is given back.
 */
async function withMigrationPool<T>(database: Database, work: (pool: Pool) => Promise<T>): Promise<T> {
  if (database.kind === 'embedded') {
    try {
      return await work(database.pool);
    } finally {
      await database.pool.query('SELECT pg_advisory_unlock_all()::text');
    }
  }
  const pool = new Pool({ connectionString: database.url, max: 2, application_name: 'deskhand migrate' });
  // A connection that dies idle would otherwise end the process; a query that needs it fails by itself.
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
