// Says how a trial went: in words for people, or as one line of JSON.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isOfCustomer } from './record.ts';
import type { TrialOutcome } from './run-trial.ts';
import { trailOf } from './trail.ts';

/** As many broken promises of one kind as are told with their trail. */
const mostTold = 3;

export function summaryOf({ options, record, verdict, counts, stops, ...outcome }: TrialOutcome) {
  const { violations, excused } = verdict;
  const invariants = Map.groupBy(violations, ({ invariant }) => invariant);
  const [ofCustomers, ofAgents] = [
    record.acts.filter(isOfCustomer),
    record.acts.filter((act) => !isOfCustomer(act)),
  ];
  return {
    verdict: violations.length === 0 ? 'green' : 'red',
    ...options,
    customerMessages: ofCustomers.length,
    customerMessagesDelivered: ofCustomers.filter(({ isDelivered }) => isDelivered).length,
    agentActs: ofAgents.length,
    agentActsDelivered: ofAgents.filter(({ isDelivered }) => isDelivered).length,
    tickets: record.rows.tickets.length,
    seen: record.sights.filter(({ isDesk }) => isDesk).length,
    reminders: record.rows.tickets
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'SlaReminderSent').length,
    faults: Object.fromEntries([...counts].toSorted()),
    longestStopMs: Math.round(Math.max(0, ...stops.map(({ tookMs }) => tookMs))),
    excusedDuplicates: excused.length,
    violations: Object.fromEntries([...invariants].map(([invariant, { length }]) => [invariant, length])),
    abandonedTickets: outcome.abandoned,
    wroteSeconds: Math.round(outcome.wroteMs / 1000),
    restedSeconds: outcome.restedMs === null ? null : Math.round(outcome.restedMs / 1000),
    directory: outcome.directory,
  };
}

/** The report for people; on red with trails, and with the whole of it beside the processes' logs. */
export function reportOf(outcome: TrialOutcome): string {
  const { verdict, record, options, directory } = outcome;
  const facts = Object.entries(summaryOf(outcome)).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value)}`,
  );
  const told = [...Map.groupBy(verdict.violations, ({ invariant }) => invariant)].flatMap(
    ([invariant, all]) => [
      `\n${invariant} (${all.length}):`,
      ...all
        .slice(0, mostTold)
        .flatMap((violation) => [
          `- ${violation.subject}: ${violation.what}`,
          ...trailOf(violation, record).map((line) => `    ${line}`),
        ]),
    ],
  );
  return [
    ...facts,
    ...told,
    '',
    verdict.violations.length === 0
      ? 'Nothing was lost, swapped or doubled.'
      : `The desk broke its promises. The same acts and faults again: --seed ${options.seed}; logs and record: ${directory}`,
  ].join('\n');
}

/** Leaves the whole record where the logs are, for whoever looks into it; of a trial that went well nothing stays. */
export async function keepOrClear({ directory, record, verdict }: TrialOutcome): Promise<void> {
  if (verdict.violations.length === 0) return rm(directory, { recursive: true, force: true });
  await writeFile(path.join(directory, 'record.json'), JSON.stringify({ verdict, record }, null, 1));
}
