// Prepares the data directory that embedded test databases are copied from: initdb takes seconds, a copy does not.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../src/adapters/store/database/migrate/migrate.ts';
import {
  DESK_MIGRATIONS,
  readMigrations,
} from '../../src/adapters/store/database/migrate/migration-files.ts';
import { openTestDatabase } from './databases.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = path.join(PROJECT, 'node_modules/.cache/deskhand-test');

const prepared = new Map<boolean, Promise<string>>();

/** The directory to copy; made once for each set of migrations and versions, and kept between runs. */
export function embeddedTemplate(migrated: boolean): Promise<string> {
  const template = prepared.get(migrated) ?? prepareTemplate(migrated);
  prepared.set(migrated, template);
  return template;
}

async function prepareTemplate(migrated: boolean): Promise<string> {
  const template = path.join(CACHE, `${migrated ? 'migrated' : 'empty'}-${await fingerprint(migrated)}`);
  if (existsSync(template)) return template;
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(path.join(CACHE, 'partial-'));
  const database = await openTestDatabase({ dataDirectory: partial });
  if (migrated) await migrate(database);
  await database.close();
  // Another test process may have been first; either template will do.
  await rename(partial, template).catch(() => rm(partial, { recursive: true, force: true }));
  return template;
}

async function fingerprint(migrated: boolean): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(PROJECT, 'package-lock.json')));
  if (migrated) hash.update(JSON.stringify((await readMigrations(DESK_MIGRATIONS)).migrationDirectories));
  return hash.digest('hex').slice(0, 16);
}
