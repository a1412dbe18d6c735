// An organisation's monthly statement as a document: every ticket of it, for a spreadsheet or for paper.
import type { Sheet, Table } from '../../app/documents.ts';
import type { MonthlyStatement } from '../../app/monthly-statement.ts';
import type { DeskPolicy } from '../../app/policy.ts';
import type { TimerStanding } from '../../domain/contract/standing.ts';
import type { StatementTicket, StatementTotal } from '../../domain/contract/statement.ts';
import { METRICS, type Metric } from '../../domain/sla/timers.ts';
import { dateTimeFormat } from '../date-time-format.ts';
import { format } from '../format.ts';
import { formatCounted } from '../format-span.ts';
import { locales } from '../format-time.ts';
import type { Language } from '../language.ts';
import { zoneName } from '../zone-name.ts';
import { introLines, pausedLines, percentMet, quotaLines, statementTitle } from './statement.ts';
import { metricWord, severityWord } from './words.ts';

interface Wording {
  readonly language: Language;
  readonly policy: DeskPolicy;
}

/** The statement on pages. */
export function statementSheet(statement: MonthlyStatement, { language, policy }: Wording): Sheet {
  const { period, timezone } = statement;
  const zone = zoneName(language, timezone, period.fromAt);
  return {
    title: statementTitle(statement, language),
    author: policy.name[language],
    lines: [policy.name[language], ...introLines(statement, language)],
    tables: [totalsTable(statement, language), ticketsTable(statement, language)],
    notes: [
      ...pausedLines(statement, language),
      ...quotaLines(statement.quotas, language),
      format(language, 'statement.how', { zone }),
    ],
    createdAt: statement.asOf,
    pageLabel: (page, pages) => format(language, 'statement.page', { page, pages }),
  };
}

const left = (label: string, weight: number) => ({ label, weight, align: 'left' as const });
const right = (label: string, weight: number) => ({ label, weight, align: 'right' as const });

function totalsTable({ totals }: MonthlyStatement, language: Language): Table {
  const label = (key: 'metric' | 'severity' | 'met' | 'late' | 'running' | 'lapsed' | 'share') =>
    format(language, `statement.column.${key}`);
  return {
    heading: format(language, 'statement.totals'),
    columns: [
      left(label('metric'), 3),
      left(label('severity'), 2),
      right(label('met'), 1.4),
      right(label('late'), 1.8),
      right(label('running'), 1.5),
      right(label('lapsed'), 2),
      right(label('share'), 1.5),
    ],
    rows: METRICS.flatMap((metric) => totalRows(totals, metric, language)),
    empty: format(language, 'statement.none'),
  };
}

/** A row for each severity, and with several of them one for all. */
function totalRows(
  totals: readonly StatementTotal[],
  metric: Metric,
  language: Language,
): readonly string[][] {
  const own = totals.filter((total) => total.metric === metric);
  const row = (severity: string, of: readonly StatementTotal[]): string[] => {
    const sum = (key: 'met' | 'breached' | 'running' | 'lapsed') =>
      String(of.reduce((count, total) => count + total[key], 0));
    const counts = [sum('met'), sum('breached'), sum('running'), sum('lapsed')];
    return [metricWord(language, metric), severity, ...counts, percentMet(of)];
  };
  const all = own.length > 1 ? [row(format(language, 'statement.column.all'), own)] : [];
  return [...own.map((total) => row(severityWord(language, total.severity), [total])), ...all];
}

function ticketsTable({ tickets, timezone }: MonthlyStatement, language: Language): Table {
  const label = (
    key:
      | 'reference'
      | 'subject'
      | 'severity'
      | 'opened'
      | 'firstResponse'
      | 'resolution'
      | 'paused'
      | 'outcome',
  ) => format(language, `statement.column.${key}`);
  const at = (instant: number): string => dayAndTime(language, instant, timezone);
  return {
    heading: format(language, 'statement.list'),
    columns: [
      left(label('reference'), 1.5),
      left(label('subject'), 3.4),
      left(label('severity'), 1.4),
      left(label('opened'), 1.4),
      left(label('firstResponse'), 2.9),
      left(label('resolution'), 2.7),
      right(label('paused'), 1.5),
      left(label('outcome'), 1.5),
    ],
    rows: tickets.map((ticket) => [
      ticket.reference,
      subjectFor(ticket, language),
      severityWord(language, ticket.severity),
      at(ticket.openedAt),
      timerCell(timerOf(ticket, 'firstResponse'), { language, at }),
      timerCell(timerOf(ticket, 'resolution'), { language, at }),
      ticket.pausedMs === 0 ? '' : formatCounted(language, ticket.pausedMs),
      outcomeWord(ticket, language),
    ]),
    empty: format(language, 'statement.none'),
  };
}

/** "in time 5 Oct 14:40", and below it "due 5 Oct 16:00". */
function timerCell(
  timer: TimerStanding | undefined,
  { language, at }: { readonly language: Language; at(instant: number): string },
): string {
  if (timer === undefined) return '';
  const answered = timer.answeredAt === null ? '' : ` ${at(timer.answeredAt)}`;
  const due = timer.dueAt === null ? [] : [format(language, 'statement.due', { due: at(timer.dueAt) })];
  return [`${standingWord(timer, language)}${answered}`, ...due].join('\n');
}

/** The statement's tickets for a spreadsheet: times as `2026-10-05 14:40` in the zone that the heading names. */
export function statementTable(
  { tickets, timezone }: MonthlyStatement,
  { language, policy }: Wording,
): Pick<Table, 'columns' | 'rows'> {
  const plain = (key: Parameters<typeof columnLabel>[1]) => left(columnLabel(language, key), 1);
  const timed = (key: Parameters<typeof columnLabel>[1]) =>
    left(format(language, 'statement.column.zone', { label: columnLabel(language, key), zone: timezone }), 1);
  return {
    columns: [
      plain('reference'),
      plain('subject'),
      plain('type'),
      plain('severity'),
      plain('priority'),
      timed('opened'),
      timed('firstDue'),
      timed('firstAt'),
      plain('firstResult'),
      plain('nextMet'),
      plain('nextLate'),
      timed('resolutionDue'),
      timed('resolutionAt'),
      plain('resolutionResult'),
      plain('pausedMinutes'),
      plain('outcome'),
    ],
    rows: tickets.map((ticket) => tableRow(ticket, { language, policy, timezone })),
  };
}

type ColumnKey =
  | 'reference'
  | 'subject'
  | 'type'
  | 'severity'
  | 'priority'
  | 'opened'
  | 'firstDue'
  | 'firstAt'
  | 'firstResult'
  | 'nextMet'
  | 'nextLate'
  | 'resolutionDue'
  | 'resolutionAt'
  | 'resolutionResult'
  | 'pausedMinutes'
  | 'outcome';

const columnLabel = (language: Language, key: ColumnKey): string =>
  format(language, `statement.column.${key}`);

const minuteMs = 60_000;

function tableRow(
  ticket: StatementTicket,
  { language, policy, timezone }: Wording & { readonly timezone: string },
): readonly string[] {
  const first = timerOf(ticket, 'firstResponse');
  const resolution = timerOf(ticket, 'resolution');
  const at = (instant: number | null | undefined) => sortable(instant ?? null, timezone);
  const nexts = ticket.timers.filter(({ metric }) => metric === 'nextResponse');
  const count = (standing: TimerStanding['standing']) =>
    String(nexts.filter((timer) => timer.standing === standing).length);
  const word = (timer: TimerStanding | undefined) =>
    timer === undefined ? '' : standingWord(timer, language);
  return [
    ticket.reference,
    subjectFor(ticket, language),
    policy.requestTypes.get(ticket.requestType)?.title[language] ?? ticket.requestType,
    severityWord(language, ticket.severity),
    format(language, ticket.isPriority ? 'statement.yes' : 'statement.no'),
    at(ticket.openedAt),
    at(first?.dueAt),
    at(first?.answeredAt),
    word(first),
    count('met'),
    count('breached'),
    at(resolution?.dueAt),
    at(resolution?.answeredAt),
    word(resolution),
    String(Math.round(ticket.pausedMs / minuteMs)),
    outcomeWord(ticket, language),
  ];
}

/** The clock that counts of a metric that was promised anew. */
const timerOf = ({ timers }: StatementTicket, metric: Metric): TimerStanding | undefined =>
  timers.findLast((timer) => timer.metric === metric);

const subjectFor = ({ subject }: StatementTicket, language: Language): string =>
  subject ?? format(language, 'statement.colleague');

function standingWord({ standing, isPromised }: TimerStanding, language: Language): string {
  const word = format(language, `statement.standing.${standing}`);
  return isPromised ? format(language, 'statement.promised', { standing: word }) : word;
}

const outcomeWord = ({ outcome }: StatementTicket, language: Language): string =>
  format(language, `statement.outcome.${outcome ?? 'open'}`);

/** "5 Oct 14:40", never broken over two lines. */
const dayAndTime = (language: Language, at: number, timeZone: string): string => {
  const day = dateTimeFormat(locales[language], { day: 'numeric', month: 'short', timeZone }).format(at);
  const clock = dateTimeFormat(locales[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
  return `${day} ${clock}`.replaceAll(' ', '\u00A0');
};

/** `2026-10-05 14:40`, which every spreadsheet takes for a time; empty for none. */
function sortable(at: number | null, timeZone: string): string {
  if (at === null) return '';
  // Swedish writes times so.
  return dateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
}
