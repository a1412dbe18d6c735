// Copies a running embedded database into one archive, by PostgreSQL's own online backup.
//
// PostgreSQL makes a checkpoint and notes where its log then stands; the files are copied while the desk goes on
// writing them; at the end the log written meanwhile is added. Restored, that log is replayed at least to the end
// of the backup, which mends every page that was copied half old and half new. Nobody waits for the copying.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import type { Instant } from '../../../../domain/instant.ts';
import { type BackupArchive, openBackupArchive } from './backup-archive.ts';
import { type BackupManifest, MANIFEST_ENTRY, POSTGRES_ENTRIES } from './backup-manifest.ts';
import { EMBEDDED_POSTGRES_MAJOR } from './engine-parameters.ts';

const LOG_DIRECTORY = 'pg_wal';
/** Says where recovery begins; copied after the files that it describes. */
const CONTROL_FILE = 'global/pg_control';
/** Of no use to another process: PostgreSQL makes them anew. */
const LEFT_OUT = /^(pg_internal\.init|postmaster\.(pid|opts)|pgsql_tmp.*)$/;
const LOG_SEGMENT = /^[0-9A-F]{24}$/;

export interface BackUpOptions {
  readonly pool: Pool;
  readonly postgresDirectory: string;
  /** When the backup was begun, for its own description. */
  readonly takenAt: Instant;
  readonly into: WritableStream<Uint8Array>;
}

/**
 * Writes the archive. Log must not be removed meanwhile, so the caller lets no checkpoint run.
 * Rejects when a file cannot be read or `into` fails; what was written by then cannot be restored.
 */
export async function backUp({ pool, postgresDirectory, takenAt, into }: BackUpOptions): Promise<void> {
  const archive = openBackupArchive(into, postgresDirectory, POSTGRES_ENTRIES);
  await pool.query(`SELECT pg_backup_start('deskhand', true)`);
  const copied = await copyFiles(archive, postgresDirectory).catch(async (error: unknown) => {
    await pool.query('SELECT pg_backup_stop(false)').catch(() => undefined);
    throw error;
  });
  const { rows } = await pool.query<{ label: string; last: string }>(
    'SELECT labelfile AS label, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)',
  );
  const { label, last } = rows[0] ?? { label: '', last: '' };
  const logged = await copyLog(archive, postgresDirectory, firstSegment(label), last);
  await archive.addText(`${POSTGRES_ENTRIES}backup_label`, label);
  const manifest: BackupManifest = {
    format: 1,
    postgresMajor: EMBEDDED_POSTGRES_MAJOR,
    takenAt: new Date(takenAt).toISOString(),
    files: copied + logged + 1,
  };
  await archive.addText(MANIFEST_ENTRY, `${JSON.stringify(manifest)}\n`);
  await archive.close();
}

/** Everything but the log; the number of files. */
async function copyFiles(archive: BackupArchive, root: string): Promise<number> {
  let files = 0;
  const add = async (name: string): Promise<void> => {
    if (await archive.addFile(name)) files += 1;
  };
  const addBelow = async (directory: string): Promise<void> => {
    const entries = await readdir(path.join(root, directory), { withFileTypes: true });
    for (const entry of entries) {
      const name = path.posix.join(directory, entry.name);
      if (entry.isDirectory()) {
        await archive.addDirectory(name);
        if (name !== LOG_DIRECTORY) await addBelow(name);
      } else if (name !== CONTROL_FILE && !LEFT_OUT.test(entry.name)) await add(name);
    }
  };
  await addBelow('');
  await add(CONTROL_FILE);
  return files;
}

/** The segments from `first` to `last`, whose names sort as they follow each other; their number. */
async function copyLog(archive: BackupArchive, root: string, first: string, last: string): Promise<number> {
  const names = (await readdir(path.join(root, LOG_DIRECTORY))).filter(
    (name) => LOG_SEGMENT.test(name) && name >= first && name <= last,
  );
  if (!names.includes(first) || !names.includes(last))
    throw new Error(`the log from ${first} to ${last} is no longer whole`);
  for (const name of names) await archive.addFile(`${LOG_DIRECTORY}/${name}`);
  return names.length;
}

function firstSegment(label: string): string {
  const [, segment = ''] = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(label) ?? [];
  return segment;
}
