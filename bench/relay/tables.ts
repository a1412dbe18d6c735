// The figures of `relay` as tables, for a terminal or for a page.
import { table } from '../load/table.ts';
import type { RelayMeasured, RelayResult } from '../relay.ts';
import type { Permitted } from './permitted.ts';

/** Everything that was measured; as Markdown where asked. */
export function relayTables({ machine, results }: RelayMeasured, isMarkdown: boolean): string {
  const parts = results.map((result) => partOf(result, isMarkdown));
  return `${[`${machine}; desk, database, platforms and load share it`, ...parts].join('\n\n')}\n`;
}

function partOf({ database, throughput, permitted }: RelayResult, isMarkdown: boolean): string {
  const parts = throughput.length === 0 ? [] : [relayed(database, throughput, isMarkdown)];
  return [...parts, ...(permitted === null ? [] : used(database, permitted, isMarkdown))].join('\n\n');
}

const relayed = (database: string, throughput: RelayResult['throughput'], isMarkdown: boolean): string =>
  table(
    ['', 'messages/s', 'desk CPU ms', 'server CPU ms', 'calm p50 ms', 'calm p99 ms', 'lost', 'doubled'],
    throughput.map((each) => [
      `${database}: ${each.way}`,
      each.messagesPerSecond,
      each.deskCpuMs,
      each.serverCpuMs,
      each.p50Ms,
      each.p99Ms,
      each.lost,
      each.doubled,
    ]),
    isMarkdown,
  );

function used(
  database: string,
  { seconds, shares, ranDry, tooMany }: Permitted,
  isMarkdown: boolean,
): readonly string[] {
  const rows = shares.map(({ what, sent, permitted, share }) => [
    `${database}: ${what}`,
    sent,
    permitted,
    share,
  ]);
  const refused = Object.entries(tooMany).map(([method, times]) => `${method} ${times}`);
  return [
    table(['', 'sent', 'permitted', 'share'], rows, isMarkdown),
    ...ranDry.map((speaking) => `${database}: ${speaking} ran dry: too little was owed for a share`),
    `${database}: refused as too many in ${seconds} s: ${refused.length === 0 ? 'nothing' : refused.join(', ')}`,
  ];
}
