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
  // No table ever gets shorter than it was found to be, so that one that is has lost pages: see lost-pages.ts.
  vacuum_truncate: 'off',
  // With the SQLSTATE, by which damage is told from an ordinary error.
  log_line_prefix: '%m [%p] %e ',
};

/** PGlite's own parameters without `-F`, which turns fsync off, and with the settings above. */
export const ENGINE_PARAMETERS: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
