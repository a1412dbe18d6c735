// Explains how a ticket's deadlines come about, segment by segment, in words and in a picture.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import type { ChartView } from '../../app/view.ts';
import { type Explanation, explainTimer, type Segment } from '../../domain/sla/explain.ts';
import { summarise } from '../../domain/sla/summarise.ts';
import { calendarAt, type SlaTimer, targetOf, timerState } from '../../domain/sla/timers.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { format } from '../format.ts';
import { formatCounted, formatSpan } from '../format-span.ts';
import { formatWorkingTime } from '../format-time.ts';
import { dateFor, instantFor, timerWords } from './timer-words.ts';
import { whyChart } from './why-chart.ts';
import { metricWord } from './words.ts';

export interface WhyContext {
  readonly policy: Pick<DeskPolicy, 'calendars'>;
  readonly reader: Reader;
}

/** As many segments of one timer as a message shows well. */
const mostSegments = 12;
/** A ticket with many answers has a timer for each; the latest are explained. */
const mostTimers = 4;

/** The answer to `why`; null for a ticket without deadlines. */
export function whyView(ticket: Ticket, context: WhyContext): ChartView | null {
  const { policy, reader } = context;
  const timer = timerInFocus(ticket.timers);
  if (timer === undefined) return null;
  const title = format(reader.language, 'why.title', { reference: ticket.reference });
  const lines = explainTimers(ticket, context);
  const explanation = explainTimer(timer, reader.now, policy.calendars);
  const state = stateOf(timer, explanation, reader);
  const svg = whyChart({ reference: ticket.reference, timer, explanation, state, reader });
  return { kind: 'chart', title, lines, svg, altText: altTextOf(timer, reader, state) };
}

/** A paragraph for each timer: its target, what became of its time, and how it stands. */
export function explainTimers(ticket: Ticket, context: WhyContext): readonly string[] {
  const { language } = context.reader;
  const count = Math.max(0, ticket.timers.length - mostTimers);
  const earlier = count === 0 ? [] : [format(language, 'why.earlier', { count })];
  return [...earlier, ...ticket.timers.slice(count).map((timer) => explain(timer, context).join('\n'))];
}

/** What the reader most likely asks about: the deadline that comes next, else the one that was decided last. */
function timerInFocus(timers: readonly SlaTimer[]): SlaTimer | undefined {
  const dueOf = ({ dueAt }: SlaTimer): number => dueAt ?? Number.POSITIVE_INFINITY;
  const waiting = timers.filter(isUnanswered).sort((a, b) => Math.sign(dueOf(a) - dueOf(b)) || 0);
  return waiting[0] ?? timers.at(-1);
}

function explain(timer: SlaTimer, { policy, reader }: WhyContext): readonly string[] {
  const { language } = reader;
  const explanation = explainTimer(timer, reader.now, policy.calendars);
  const state = format(language, 'why.state', { state: stateOf(timer, explanation, reader) });
  return [
    headOf(timer, explanation, reader),
    ...segmentLines(explanation, reader),
    ...lateLine(timer, reader),
    state,
  ];
}

/** What is counted, and from when; the names of calendars are the agents' own matter. */
function headOf(timer: SlaTimer, { withinMs, fromAt, toAt, segments }: Explanation, reader: Reader): string {
  const { language, side } = reader;
  const metric = metricWord(language, timer.metric);
  if (withinMs === null) return format(language, 'why.owed', { metric });
  if (segments.length === 0 && fromAt < toAt) return format(language, 'why.revised', { metric });
  const words = {
    metric,
    working: formatWorkingTime(language, withinMs),
    start: dateFor(reader, targetOf(timer)?.fromAt ?? fromAt),
  };
  if (timer.withinMs === null) return format(language, 'why.promised', words);
  return side === 'agents'
    ? format(language, 'why.targetOn', { ...words, calendar: calendarName(timer, fromAt) })
    : format(language, 'why.target', words);
}

/** As the configuration calls it, without the digest by which its versions are told apart. */
const calendarName = (timer: SlaTimer, at: number): string => calendarAt(timer, at).split('@', 1)[0] ?? '';

function segmentLines({ segments }: Explanation, reader: Reader): readonly string[] {
  const told = summarise(segments, mostSegments);
  return told.map((segment, index) => segmentLine(segment, told[index - 1], reader));
}

function segmentLine(segment: Segment, before: Segment | undefined, reader: Reader): string {
  const { language } = reader;
  const { kind, fromAt, toAt, countedMs, calendar } = segment;
  const words = { span: spanFor(reader, fromAt, toAt), counted: formatCounted(language, countedMs) };
  if (kind === 'worked' && before?.kind === 'paused') return format(language, 'why.segment.resumed', words);
  const isSwitched = before !== undefined && before.calendar !== calendar;
  if (kind === 'worked' && isSwitched) return format(language, 'why.segment.called', words);
  return format(language, `why.segment.${kind}`, words);
}

/** From the due instant to the late answer, or to now. */
function lateLine(timer: SlaTimer, reader: Reader): readonly string[] {
  const { dueAt, answers } = timer;
  const untilAt = answers[0]?.at ?? reader.now;
  if (dueAt === null || timerState(timer, reader.now) !== 'breached' || untilAt <= dueAt) return [];
  return [format(reader.language, 'why.segment.late', { span: spanFor(reader, dueAt, untilAt) })];
}

const spanFor = ({ language, timezone, now }: Reader, fromAt: number, toAt: number): string =>
  formatSpan(language, fromAt, toAt, { timeZone: timezone, now });

function stateOf(timer: SlaTimer, { withinMs, segments }: Explanation, reader: Reader): string {
  const { language, now } = reader;
  const state = timerState(timer, now);
  if (state === 'running' && timer.dueAt !== null)
    return format(language, 'why.due', { due: instantFor(reader, timer.dueAt) });
  if (state !== 'paused' || withinMs === null) return timerWords(timer, reader);
  const countedMs = segments.reduce((sumMs, segment) => sumMs + segment.countedMs, 0);
  return format(language, 'why.paused', { left: formatCounted(language, withinMs - countedMs) });
}

const altTextOf = (timer: SlaTimer, { language }: Reader, state: string): string =>
  `${metricWord(language, timer.metric)} ${format(language, 'why.state', { state })}`;
