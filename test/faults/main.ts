// Tries the desk against faults of every kind, from the command line; ends with 1 when it broke a promise.
import { systemClock } from '../../src/adapters/clock.ts';
import { parseOptions } from './options.ts';
import { keepOrClear, reportOf, summaryOf } from './report.ts';
import { runTrial } from './run-trial.ts';

const options = parseOptions(process.argv.slice(2), () => systemClock.now() % 1_000_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const outcome = await runTrial(options, (line) => process.stderr.write(`${line}\n`));
await keepOrClear(outcome);
console.log(options.json ? JSON.stringify(summaryOf(outcome)) : reportOf(outcome));
process.exit(outcome.verdict.violations.length === 0 ? 0 : 1);
