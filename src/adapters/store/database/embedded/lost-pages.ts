// Finds files that are shorter than they once were: PostgreSQL reads them without a word, and rows are missing.
import type { Pool } from 'pg';
import { damagedFiles } from './engine-fault.ts';

/**
 * Compares every table's and index's file with the number of pages that the last vacuum or analysis counted; the
 * engine's parameters forbid vacuum to give pages back. What was lost behind that number is not seen.
 * @throws DatabaseFault `data_corrupted`, with the file.
 */
export async function assertNoPagesLost(pool: Pool, postgresDirectory: string): Promise<void> {
  const { rows } = await pool.query<{ file: string; name: string }>(
    `SELECT pg_relation_filepath(oid) AS file, oid::regclass::text AS name FROM pg_class
      WHERE relkind IN ('r', 'i', 't', 'm') AND relpersistence = 'p'
        AND pg_relation_size(oid) < relpages::bigint * current_setting('block_size')::int
      ORDER BY oid LIMIT 1`,
  );
  const [lost] = rows;
  if (lost !== undefined)
    throw damagedFiles(`${lost.file}, which holds ${lost.name}, is cut short`, postgresDirectory);
}
