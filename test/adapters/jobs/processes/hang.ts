// Takes one job of the queue `notes` and never finishes it; prints `running` when it has it.
import { pino } from 'pino';
import { z } from 'zod';
import { systemClock } from '../../../../src/adapters/clock.ts';
import { openJobs } from '../../../../src/adapters/jobs/open-jobs.ts';
import { openDatabase } from '../../../../src/adapters/store/database/open-database.ts';

const [dataDirectory = '', url] = process.argv.slice(2);
const logger = pino({ level: 'silent' });
const onFatal = (): void => process.exit(70);
const database = await openDatabase({ dataDirectory, url, logger, clock: systemClock, onFatal });
const jobs = await openJobs(database, { logger });
const notes = { name: 'notes', data: z.object({ text: z.string() }), retryLimit: 2 };
await jobs.define(notes);
const hang = (): Promise<void> => {
  console.log('running');
  return new Promise(() => undefined);
};
await jobs.work(notes, hang, { concurrency: 1, batchSize: 1 });
