// `npm run -s bench -- NAME [--json] [options]`: runs one benchmark; with --json the last line is one JSON object.
import { run as commands } from './commands.ts';
import { run as relay } from './relay.ts';
import { run as sla } from './sla.ts';
import { run as start } from './start.ts';
import { run as sweep } from './sweep.ts';

type Benchmark = (options: { readonly json: boolean; readonly flags: readonly string[] }) => Promise<object>;

const benchmarks: Readonly<Record<string, Benchmark>> = { start, sla, sweep, commands, relay };

// What was started beside is stopped by whoever started it, when this process ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const [name = '', ...flags] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  process.stderr.write(`Usage: npm run -s bench -- ${Object.keys(benchmarks).join(' | ')} [--json]\n`);
  process.exitCode = 64;
} else {
  const json = flags.includes('--json');
  const result = await benchmark({ json, flags });
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}
