// The figures of `relay` as tables, for a terminal or for a page.
import { table } from '../load/table.ts';
import type { RelayMeasured, RelayResult } from '../relay.ts';

/** Everything that was measured; as Markdown where asked. */
export function relayTables({ machine, results }: RelayMeasured, isMarkdown: boolean): string {
  const parts = results.map((result) => partOf(result, isMarkdown));
  return `${[`${machine}; desk, database, platforms and load share it`, ...parts].join('\n\n')}\n`;
}

function partOf({ database, throughput, permitted }: RelayResult, isMarkdown: boolean): string {
  const relayed = table(
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
  const shares = table(
    ['', 'sent', 'permitted', 'share'],
    permitted.shares.map(({ what, sent, permitted: most, share }) => [
      `${database}: ${what}`,
      sent,
      most,
      share,
    ]),
    isMarkdown,
  );
  const refused = Object.entries(permitted.tooMany).map(([method, times]) => `${method} ${times}`);
  return [
    relayed,
    shares,
    `${database}: refused as too many in ${permitted.seconds} s: ${refused.length === 0 ? 'nothing' : refused.join(', ')}`,
  ].join('\n\n');
}
