// `npm run -s bench -- relay`: messages a second between customers and agents, and how much of what the platforms
// permit is used.
import { parseArgs } from 'node:util';
import { supportChannel } from './load/desk-file.ts';
import { machine } from './load/machine.ts';
import { chosen, positive } from './load/options.ts';
import type { DatabaseKind } from './load/own-database.ts';
import { databasesIn, onOwnDatabase } from './load/own-database.ts';
import { measurePermitted, type Permitted } from './relay/permitted.ts';
import { relayTables } from './relay/tables.ts';
import { measureThroughput, type Throughput } from './relay/throughput.ts';

export interface RelayResult {
  readonly database: DatabaseKind;
  readonly throughput: readonly Throughput[];
  readonly permitted: Permitted | null;
}

export interface RelayMeasured {
  readonly machine: string;
  readonly results: readonly RelayResult[];
}

const allParts = ['throughput', 'permitted'] as const;

/** Measures, prints tables, and returns what was measured; the exit code is 1 if a message was lost or doubled. */
export async function run({ json, flags }: { readonly json: boolean; readonly flags: readonly string[] }) {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      database: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      only: { type: 'string' },
    },
  });
  const seconds = positive('seconds', values.seconds);
  const results: RelayResult[] = [];
  const parts = chosen('only', values.only, allParts);
  for (const kind of databasesIn(values.database)) {
    results.push({
      database: kind,
      throughput: parts.includes('throughput')
        ? await onOwnDatabase(kind, (own) => measureThroughput(own, supportChannel))
        : [],
      permitted: parts.includes('permitted')
        ? await onOwnDatabase(kind, (own) => measurePermitted(own, seconds))
        : null,
    });
  }
  const measured = { benchmark: 'relay', machine: machine(), results };
  if (!json) process.stdout.write(relayTables(measured, values.markdown === true));
  if (results.some(({ throughput }) => throughput.some(({ lost, doubled }) => lost + doubled > 0)))
    process.exitCode = 1;
  return measured;
}
