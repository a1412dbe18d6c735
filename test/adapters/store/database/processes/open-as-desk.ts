// Opens the embedded database the way the desk does, for the scripts beside this one.
import { pino } from 'pino';
import { systemClock } from '../../../../../src/adapters/clock.ts';
import type { Database } from '../../../../../src/adapters/store/database/database.ts';
import { openDatabase } from '../../../../../src/adapters/store/database/open-database.ts';

export function openAsDesk(dataDirectory: string): Promise<Database> {
  return openDatabase({
    dataDirectory,
    logger: pino({ level: 'silent' }),
    clock: systemClock,
    onFatal: (fault) => {
      console.log(`fatal ${fault.code}`);
      process.exit(70);
    },
  });
}
