// `npm run -s bench -- relay`: messages a second between customers and agents, and how much of what the platforms
// permit is used.
import { parseArgs } from 'node:util';
import { supportChannel } from './load/desk-file.ts';
import { machine } from './load/machine.ts';
import type { DatabaseKind } from './load/own-database.ts';
import { databasesIn, onOwnDatabase } from './load/own-database.ts';
import { measurePermitted, type Permitted } from './relay/permitted.ts';
import { relayTables } from './relay/tables.ts';
import { measureThroughput, type Throughput } from './relay/throughput.ts';

export interface RelayResult {
  readonly database: DatabaseKind;
  readonly throughput: readonly Throughput[];
  readonly permitted: Permitted;
}

export interface RelayMeasured {
  readonly machine: string;
  readonly results: readonly RelayResult[];
}

/** Measures, prints tables, and returns what was measured; the exit code is 1 if a message was lost or doubled. */
export async function run({ json, flags }: { readonly json: boolean; readonly flags: readonly string[] }) {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      database: { type: 'string' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error(`--seconds wants a number above 0, not ${values.seconds}`);
  const results: RelayResult[] = [];
  for (const kind of databasesIn(values.database)) {
    const throughput = await onOwnDatabase(kind, (own) => measureThroughput(own, supportChannel));
    const permitted = await onOwnDatabase(kind, (own) => measurePermitted(own, seconds));
    results.push({ database: kind, throughput, permitted });
  }
  const measured = { benchmark: 'relay', machine: machine(), results };
  if (!json) process.stdout.write(relayTables(measured, values.markdown === true));
  if (results.some(({ throughput }) => throughput.some(({ lost, doubled }) => lost + doubled > 0)))
    process.exitCode = 1;
  return measured;
}
