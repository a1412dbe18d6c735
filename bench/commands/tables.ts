// The figures of `commands` as tables, for a terminal or for a page.
import type { CommandsMeasured, CommandsResult } from '../commands.ts';
import { type Cell, table } from '../load/table.ts';
import type { FrameworkLimits } from './frameworks-limit.ts';
import type { Step, TelegramStep } from './opening.ts';

/** Everything that was measured; as Markdown where asked. */
export function commandsTables(
  { machine, results, frameworks }: CommandsMeasured,
  isMarkdown: boolean,
): string {
  const parts = [`${machine}; desk, database, platforms and load share it`];
  for (const result of results) parts.push(...partsOf(result, frameworks, isMarkdown));
  if (frameworks !== null) {
    const { bolt, telegraf } = frameworks;
    parts.push(
      `bare Bolt: ${bolt.requestsPerSecond} answers a second, ${bolt.cpuMs} ms of processor each; ` +
        `bare telegraf: ${telegraf.requestsPerSecond} a second, ${telegraf.cpuMs} ms each`,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function partsOf(result: CommandsResult, frameworks: FrameworkLimits | null, isMarkdown: boolean): string[] {
  const { database, slack, telegram, sideBySide, alone, highest, flat, verdict } = result;
  const steps: [string, Step | TelegramStep][] = [
    ...slack.map((step): [string, Step] => [`Slack form, ${step.rate}/s`, step]),
    ...telegram.map((step): [string, Step] => [`Telegram, ${step.rate}/s`, step]),
    ...(sideBySide === null ? [] : [['Slack form, 8 side by side', sideBySide] as [string, Step]]),
    ...(alone === null ? [] : [['the same without deliveries', alone] as [string, Step]]),
    ...(highest?.step ? [[`Slack form, highest: ${highest.rate}/s`, highest.step] as [string, Step]] : []),
    ...(flat === null
      ? []
      : [[`Slack form, ${flat.rate}/s for ${flat.minutes} min`, flat.step] as [string, Step]]),
  ];
  const parts = [
    table(
      headings,
      steps.map(([what, step]) => [`${database}: ${what}`, ...cellsOf(step)]),
      isMarkdown,
    ),
  ];
  const wrong = steps.filter(([, { errors }]) => Object.keys(errors).length > 0);
  for (const [what, { errors }] of wrong) parts.push(`${database}: ${what}: ${JSON.stringify(errors)}`);
  if (highest !== null && highest.step === null)
    parts.push('No rate was sustained, not even the lowest one tried.');
  if (result.raw !== null && sideBySide !== null) parts.push(ratios(result, frameworks));
  if (flat !== null)
    parts.push(
      `resident memory: ${flat.firstMiB} MiB after the warm-up, ${flat.lastMiB} at the end, ${flat.highestMiB} at most, ` +
        `${flat.slopeMiBPerMinute} MiB a minute`,
    );
  const { acknowledged, kept, lost, openedTwice, unsent, cards, answers, postedTwice, refusals } = verdict;
  parts.push(
    `${verdict.isSound ? 'sound' : 'NOT SOUND'}: ${acknowledged} acknowledged, ${kept} in the database, ${lost} lost, ` +
      `${openedTwice} opened twice; ${cards} cards and ${answers} answers delivered, ${postedTwice} of them twice, ` +
      `${unsent} deliveries unsent; refused by the platforms: ${JSON.stringify(refusals)}`,
  );
  return parts;
}

const headings = [
  '',
  'tickets/s',
  'p50 ms',
  'p99 ms',
  'errors',
  'backlog s',
  'desk CPU ms',
  'server CPU ms',
  'transactions',
  'resident MiB',
];

function cellsOf(step: Step): Cell[] {
  const errors = Object.values(step.errors).reduce((sum, each) => sum + each, 0);
  const { ticketsPerSecond, p50Ms, p99Ms, backlogSeconds, deskCpuMs, serverCpuMs, transactions } = step;
  return [
    ticketsPerSecond,
    p50Ms,
    p99Ms,
    errors,
    backlogSeconds,
    deskCpuMs,
    serverCpuMs,
    transactions,
    step.residentMiB,
  ];
}

/** The whole command path against its limits. */
function ratios(
  { database, raw, sideBySide, alone, slack }: CommandsResult,
  frameworks: FrameworkLimits | null,
): string {
  if (raw === null || sideBySide === null) return '';
  const times = (value: number): string => `×${value.toFixed(1)}`;
  const cpuMs = (step: Step): number => step.deskCpuMs + step.serverCpuMs;
  const calm = slack[0]?.p50Ms ?? Number.NaN;
  const lines = [
    `${database}: written straight, opening alone ${raw.opening.ticketsPerSecond} tickets/s ` +
      `(p50 ${raw.opening.p50Ms} ms, ${raw.opening.cpuMs} ms CPU, 1 transaction), with its deliveries ` +
      `${raw.whole.ticketsPerSecond} tickets/s (p50 ${raw.whole.p50Ms} ms, ${raw.whole.cpuMs} ms CPU, ` +
      `${raw.whole.transactions} transactions); rows ${JSON.stringify(raw.rows)}`,
    ...(alone === null
      ? []
      : [
          `${database}: the command, from the request to its acknowledgement, against the same writes, 8 side by side: ` +
            `${times(raw.opening.ticketsPerSecond / alone.ticketsPerSecond)} the time, ` +
            `${times(cpuMs(alone) / raw.opening.cpuMs)} the processor time`,
        ]),
    `${database}: the command and its deliveries, over HTTP to the platform, against the same writes, 8 side by side: ` +
      `${times(raw.whole.ticketsPerSecond / sideBySide.ticketsPerSecond)} the time, ` +
      `${times(cpuMs(sideBySide) / raw.whole.cpuMs)} the processor time; acknowledgement (p50 at ${slack[0]?.rate}/s) against ` +
      `the opening's one transaction: ${times(calm / (raw.opening.p50Ms ?? Number.NaN))}`,
  ];
  if (frameworks !== null)
    lines.push(
      `${database}: desk processor time for a ticket against a bare Bolt answer: ` +
        times(sideBySide.deskCpuMs / frameworks.bolt.cpuMs),
    );
  return lines.join('\n\n');
}
