// Reads the migrations that ship with the desk, in the layout of `prisma migrate`.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type { Datamodel } from './migration-engine.ts';

const PRISMA_DIRECTORY = fileURLToPath(new URL('../../../../../prisma', import.meta.url));
const SCRIPT = 'migration.sql';
export const LOCK_FILE = 'migration_lock.toml';
export const LOCK_CONTENT =
  '# Prisma reads here which database the migrations are for.\nprovider = "postgresql"\n';

/** Where the schema and its migrations lie. */
export interface MigrationSource {
  readonly schemaFile: string;
  readonly migrationsDirectory: string;
}

/** The desk's own schema and history. */
export const DESK_MIGRATIONS: MigrationSource = {
  schemaFile: path.join(PRISMA_DIRECTORY, 'schema.prisma'),
  migrationsDirectory: path.join(PRISMA_DIRECTORY, 'migrations'),
};

/** The migrations in the order in which they apply, as the schema engine takes them. */
export async function readMigrations({ migrationsDirectory }: MigrationSource): Promise<MigrationList> {
  const entries = await readdir(migrationsDirectory, { withFileTypes: true }).catch(emptyWhenMissing);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(migrationsDirectory, name, SCRIPT), 'utf8');
      return { path: name, migrationFile: { path: SCRIPT, content: { tag: 'ok', value } as const } };
    }),
  );
  const lock = await readFile(path.join(migrationsDirectory, LOCK_FILE), 'utf8').catch(defaultWhenMissing);
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: LOCK_FILE, content: lock },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

export async function readDatamodel({ schemaFile }: MigrationSource): Promise<Datamodel> {
  return { path: schemaFile, content: await readFile(schemaFile, 'utf8') };
}

function emptyWhenMissing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}

function defaultWhenMissing(error: unknown): string {
  if (isMissing(error)) return LOCK_CONTENT;
  throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
