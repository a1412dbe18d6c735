// The start parameters of the embedded engine: durable, in UTC, and small.
import { PGlite } from '@electric-sql/pglite';

/** The PostgreSQL version inside the pinned PGlite; a data directory of another one cannot be opened. */
export const EMBEDDED_POSTGRES_MAJOR = '18';

const SETTINGS = {
  timezone: 'UTC',
  // The engine has neither fdatasync nor open_datasync; fsync is the one that reaches the disk.
  wal_sync_method: 'fsync',
  // The operating system caches the files anyway, and every page here is counted against the process.
  shared_buffers: '16MB',
  // CHECKPOINT comes from the housekeeping; this bounds what a crash leaves to replay between two of them.
  max_wal_size: '128MB',
};

/** PGlite's own parameters without `-F`, which turns fsync off, and with the settings above. */
export const ENGINE_PARAMETERS: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
