// Runs initdb for the embedded database.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Fills an empty directory with the files of a new PostgreSQL. Takes about two seconds. */
export async function initialisePostgres(emptyDirectory: string): Promise<void> {
  const worker = new Worker(new URL('./initialise-worker.ts', import.meta.url), {
    workerData: { emptyDirectory },
    execArgv: [],
  });
  const [code] = await once(worker, 'exit');
  if (code !== 0) throw new Error(`initialising the embedded database ended with code ${code}`);
}
