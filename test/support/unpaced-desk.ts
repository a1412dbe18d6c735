// The desk as `src/main.ts` starts it, but for the platforms' budgets, so that it is its own speed that is measured.
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';
import { startDesk } from '../../src/main.ts';

const loaded = loadConfig(process.env, (path) => readFileSync(path, 'utf8'));
if (!loaded.ok) throw new Error(describeProblems(loaded.error));
const onFatal = (error: Error): never => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
};
const { BENCH_DRAINS_AT_ONCE: drainsAtOnce } = process.env;
const desk = await startDesk(loaded.value, {
  logger: pino({ level: loaded.value.logLevel }),
  isPaced: false,
  ...(drainsAtOnce !== undefined && { drainsAtOnce: Number(drainsAtOnce) }),
  onFatal,
});
desk.connected.catch(onFatal);
process.once('SIGTERM', () => void desk.stop().then(() => process.exit(0), onFatal));
