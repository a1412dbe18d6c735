// `npm run -s bench -- NAME [--json]`: runs one benchmark; with --json the last line is one JSON object.
import { run as sla } from './sla.ts';
import { run as start } from './start.ts';
import { run as sweep } from './sweep.ts';

type Benchmark = (options: { readonly json: boolean }) => Promise<Record<string, unknown>>;

const benchmarks: Readonly<Record<string, Benchmark>> = { start, sla, sweep };

const [name = '', ...flags] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  process.stderr.write(`Usage: npm run -s bench -- ${Object.keys(benchmarks).join(' | ')} [--json]\n`);
  process.exitCode = 64;
} else {
  const json = flags.includes('--json');
  const result = await benchmark({ json });
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}
