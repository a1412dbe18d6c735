// Explains how a ticket's deadlines come about, span by span of working time.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import { calendarAt, type SlaTimer } from '../../domain/sla/timers.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatDuration, formatWorkingTime } from '../format-time.ts';
import { instantFor, timerWords } from './timer-words.ts';
import { metricWord } from './words.ts';

interface WhyContext {
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** As many spans as one message shows well. */
const spanLimit = 8;

/** A paragraph for each timer: its target, the working time that counts towards it, and how it stands. */
export function explainTimers(ticket: Ticket, context: WhyContext): readonly string[] {
  return ticket.timers.map((timer) => explain(timer, context).join('\n'));
}

function explain(timer: SlaTimer, context: WhyContext): readonly string[] {
  const { reader } = context;
  const { language } = reader;
  const metric = metricWord(language, timer.metric);
  const state = format(language, 'why.state', { state: timerWords(timer, reader) });
  const withinMs = timer.withinMs ?? timer.promise?.withinMs ?? null;
  if (withinMs === null) return [format(language, 'why.promise', { metric }), state];
  const target = format(language, 'why.target', {
    metric,
    working: formatWorkingTime(language, withinMs),
    calendar: timer.calendar,
    start: instantFor(reader, timer.startedAt),
  });
  return [target, ...spans(timer, context), state];
}

function spans(timer: SlaTimer, { policy, reader }: WhyContext): readonly string[] {
  const { language } = reader;
  if (timer.dueAt === null) return [];
  const calendar = policy.calendars(calendarAt(timer, timer.startedAt));
  const lines: string[] = [];
  for (const [from, to] of calendar.openIntervals(timer.startedAt, timer.dueAt)) {
    if (lines.length === spanLimit) return [...lines, format(language, 'why.more')];
    const words = { from: instantFor(reader, from), to: instantFor(reader, to) };
    lines.push(format(language, 'why.segment', { ...words, counted: formatDuration(language, to - from) }));
  }
  return lines;
}
