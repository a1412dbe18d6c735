// Runs initdb for the embedded database.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { engineFault } from './engine-fault.ts';

/**
 * Fills an empty directory with the files of a new PostgreSQL, which takes some seconds.
 * @throws DatabaseFault when it does not work out.
 */
export async function initialisePostgres(emptyDirectory: string): Promise<void> {
  const worker = new Worker(new URL('./initialise-worker.ts', import.meta.url), {
    workerData: { emptyDirectory },
    execArgv: [],
  });
  const [code] = await once(worker, 'exit').catch((error: unknown) => {
    throw engineFault(String(error), emptyDirectory);
  });
  if (code !== 0) throw engineFault(`initdb ended with code ${code}`, emptyDirectory);
}
