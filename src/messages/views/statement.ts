// An organisation's monthly statement as a message: how many promises were kept, and what is left of the quota.

import type { MonthlyStatement } from '../../app/monthly-statement.ts';
import type { Reader } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import type { Organisation } from '../../domain/contract/contract.ts';
import { type StatementTotal, shareMet } from '../../domain/contract/statement.ts';
import type { QuotaStanding } from '../../domain/contract/statement-quota.ts';
import { METRICS, type Metric } from '../../domain/sla/timers.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import { formatCounted } from '../format-span.ts';
import { formatDateTime } from '../format-time.ts';
import type { Language } from '../language.ts';
import { monthName } from '../month-name.ts';
import { metricWord, severityWord } from './words.ts';

/** The totals in words, with buttons for the documents. */
export function statementView(
  statement: MonthlyStatement,
  { language }: Pick<Reader, 'language'>,
): NoticeView {
  const { organisation, month } = statement;
  const command = `statement ${organisation.key} ${month}`;
  return {
    kind: 'notice',
    tone: 'info',
    text: statementTitle(statement, language),
    details: [
      ...introLines(statement, language),
      ...METRICS.flatMap((metric) => metricLines(statement, metric, language)),
      ...pausedLines(statement, language),
      ...quotaLines(statement.quotas, language),
    ],
    buttons: [
      [
        { label: format(language, 'statement.pdf'), command: `${command} pdf` },
        { label: format(language, 'statement.csv'), command: `${command} csv` },
      ],
    ],
  };
}

/** Asks for which of their organisations somebody wants it. */
export function whichOrganisation(
  organisations: readonly Organisation[],
  { commandFor, language }: { commandFor(organisation: Organisation): string; readonly language: Language },
): NoticeView {
  const buttonFor = (organisation: Organisation): readonly Button[] => [
    { label: organisation.name, command: commandFor(organisation) },
  ];
  const text = format(language, 'statement.which');
  return { kind: 'notice', tone: 'info', text, buttons: organisations.map(buttonFor) };
}

export const statementTitle = (
  { organisation, month }: Pick<MonthlyStatement, 'organisation' | 'month'>,
  language: Language,
): string =>
  format(language, 'statement.title', {
    organisation: organisation.name,
    month: monthName(language, month),
  });

/** The document's name, in letters that every system takes, and what stands below it. */
export function statementFile(
  statement: MonthlyStatement,
  format: 'csv' | 'pdf',
  { language }: Pick<Reader, 'language'>,
): { readonly name: string; readonly caption: string } {
  const { organisation, month } = statement;
  return {
    name: `statement-${organisation.key}-${month}.${format}`,
    caption: statementTitle(statement, language),
  };
}

/** How many tickets it is about, and whether the month is over. */
export function introLines(statement: MonthlyStatement, language: Language): readonly string[] {
  const { tickets, period, asOf, timezone } = statement;
  const opened = tickets.filter(({ openedAt }) => openedAt >= period.fromAt).length;
  const at = formatDateTime(language, asOf, { timeZone: timezone, now: asOf });
  return [
    tickets.length === 0
      ? format(language, 'statement.none')
      : format(language, 'statement.tickets', { count: tickets.length, opened }),
    ...(asOf < period.toAt ? [format(language, 'statement.unfinished', { at })] : []),
  ];
}

/** The quotas of the contract years that the month falls in. */
export const quotaLines = (quotas: readonly QuotaStanding[], language: Language): readonly string[] =>
  quotas.map(({ startsOn, endsOn, granted, spent, refunded, left }) =>
    format(language, 'statement.quota', {
      from: formatDate(language, startsOn),
      to: formatDate(language, endsOn),
      granted,
      spent,
      refunded,
      left,
    }),
  );

export function pausedLines({ tickets }: MonthlyStatement, language: Language): readonly string[] {
  const pausedMs = tickets.reduce((sum, ticket) => sum + ticket.pausedMs, 0);
  if (pausedMs === 0) return [];
  return [format(language, 'statement.paused', { duration: formatCounted(language, pausedMs) })];
}

/** "92"; empty where nothing was decided. */
export function percentMet(totals: readonly StatementTotal[]): string {
  const share = shareMet(totals);
  // Rounded down, so that a hundred means that none was late.
  return share === null ? '' : String(Math.floor(share * 100));
}

function metricLines({ totals }: MonthlyStatement, metric: Metric, language: Language): readonly string[] {
  const own = totals.filter((total) => total.metric === metric);
  if (own.length === 0) return [];
  const sum = (of: 'met' | 'breached' | 'running' | 'lapsed') =>
    own.reduce((count, total) => count + total[of], 0);
  const percent = percentMet(own);
  const counts = { metric: metricWord(language, metric), met: sum('met'), late: sum('breached') };
  const head = [
    format(language, 'statement.metric', counts),
    ...(percent === '' ? [] : [format(language, 'statement.share', { percent })]),
    ...(sum('running') === 0 ? [] : [format(language, 'statement.running', { count: sum('running') })]),
    ...(sum('lapsed') === 0 ? [] : [format(language, 'statement.lapsed', { count: sum('lapsed') })]),
  ].join(' · ');
  const decided = own.filter(({ met, breached }) => met + breached > 0);
  const bySeverity = decided.map(({ severity, met, breached: late }) =>
    format(language, 'statement.severityLine', { severity: severityWord(language, severity), met, late }),
  );
  return [[head, ...(decided.length > 1 ? bySeverity : [])].join('\n')];
}
