// Opens the data directory and keeps it open; prints `open`, or the code and text of the fault.
import { DatabaseFault } from '../../../../../src/adapters/store/database/database-fault.ts';
import { openAsDesk } from './open-as-desk.ts';

try {
  await openAsDesk(process.argv[2] ?? '');
  console.log('open');
  setInterval(() => undefined, 60_000);
} catch (error) {
  if (!(error instanceof DatabaseFault)) throw error;
  console.log(`${error.code} ${error.message}`);
}
