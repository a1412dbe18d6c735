// A desk as a process of its own, configured by its environment; `aheadMs` sets its clock forward.
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { systemClock } from '../../../src/adapters/clock.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { startDesk } from '../../../src/main.ts';

const [aheadMs = '0'] = process.argv.slice(2);
const loaded = loadConfig(process.env, (path) => readFileSync(path, 'utf8'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const desk = await startDesk(loaded.value, {
  logger: pino({ level: 'silent' }),
  clock: { now: () => systemClock.now() + Number(aheadMs) },
  onFatal: () => process.exit(70),
});
await desk.connected;
console.log(desk.address);
