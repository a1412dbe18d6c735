// Tries the desk against faults of every kind, from the command line; ends with 1 when it broke a promise.
import { rm } from 'node:fs/promises';
import { systemClock } from '../../src/adapters/clock.ts';
import { parseOptions } from './options.ts';
import { keepRecord, reportOf, summaryOf } from './report.ts';
import { runTrial } from './run-trial.ts';

const options = parseOptions(process.argv.slice(2), () => systemClock.now() % 1_000_000);
const outcome = await runTrial(options, (line) => process.stderr.write(`${line}\n`));
const isGreen = outcome.verdict.violations.length === 0;
if (isGreen) await rm(outcome.directory, { recursive: true, force: true });
else keepRecord(outcome);
console.log(options.json ? JSON.stringify(summaryOf(outcome)) : reportOf(outcome));
process.exit(isGreen ? 0 : 1);
