// Reads the cases of an SLA acceptance file: JSON of unknown shape in, cases that the domain can run out.
import { z } from 'zod';
import type { Instant } from '../domain/instant.ts';
import { type Calendar, type CalendarSpec, compileCalendar } from '../domain/sla/calendar.ts';
import { calendarProblems } from '../domain/sla/calendar-problems.ts';
import { WEEKDAYS } from '../domain/sla/calendar-spec.ts';
import type { AddCase, BetweenCase, TimelineCase } from '../domain/sla/check.ts';
import { METRICS, type TimerEvent } from '../domain/sla/timers.ts';
import { parseInstant } from './parse-instant.ts';

/** The calendars of the loaded configuration, for cases that name one. */
export type NamedCalendars = Readonly<Record<string, CalendarSpec>>;

const instantSchema = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({
    code: 'custom',
    message: 'is not an instant with its offset, such as 2026-02-02T10:00:00Z',
  });
  return z.NEVER;
});

const intervalsSchema = z.array(z.tuple([z.string(), z.string()]));

const specSchema = z.object({
  timezone: z.string(),
  hours: z.partialRecord(z.enum(WEEKDAYS), intervalsSchema),
  holidays: z.array(z.string()).optional(),
  extra: z.array(z.object({ date: z.string(), hours: intervalsSchema })).optional(),
});

/** A calendar written out, or the name of a configured one. One without working time is a valid case. */
function calendarSchemaOf(named: NamedCalendars) {
  return z.union([z.string(), specSchema]).transform((value, context): Calendar => {
    const spec = typeof value === 'string' ? (Object.hasOwn(named, value) ? named[value] : undefined) : value;
    if (spec === undefined) {
      context.addIssue({ code: 'custom', message: `names no configured calendar: ${String(value)}` });
      return z.NEVER;
    }
    const problems = calendarProblems(spec).filter(({ code }) => code !== 'no-working-time');
    for (const { code, path, value: text } of problems) {
      context.addIssue({ code: 'custom', path: [...path], message: `${code}: ${text}` });
    }
    return problems.length === 0 ? compileCalendar(spec) : z.NEVER;
  });
}

const pauseSchema = z
  .tuple([instantSchema, instantSchema.nullable()])
  .transform(([fromAt, toAt]) => ({ fromAt, toAt }));

/** Schema of one case of `vectors` or `pauses`. */
export function businessTimeCaseSchema(named: NamedCalendars) {
  const common = {
    id: z.string(),
    calendar: calendarSchemaOf(named),
    start: instantSchema,
    pauses: z.array(pauseSchema).default([]),
  };
  const due = instantSchema.nullable();
  const addSchema = z
    .object({
      ...common,
      op: z.literal('add'),
      minutes: z.number(),
      expected: due,
      alt_expected: due.optional(),
    })
    .transform(({ start, expected, alt_expected, ...rest }): AddCase => {
      const alternatives = alt_expected === undefined ? [] : [alt_expected];
      return { ...rest, startAt: start, expected: [expected, ...alternatives] };
    });
  const minutes = z.number();
  const betweenSchema = z
    .object({
      ...common,
      op: z.literal('between'),
      end: instantSchema,
      expected: minutes,
      alt_expected: minutes.optional(),
    })
    .transform(({ start, end, expected, alt_expected, ...rest }): BetweenCase => {
      const alternatives = alt_expected === undefined ? [] : [alt_expected];
      return { ...rest, startAt: start, endAt: end, expected: [expected, ...alternatives] };
    });
  return z.discriminatedUnion('op', [addSchema, betweenSchema]);
}

/** A timeline's event before its calendar has a key. */
function timelineEventSchema(named: NamedCalendars) {
  const plain = z.enum(['pause', 'resume', 'met', 'close', 'reopen']);
  return z.union(
    [
      z.tuple([instantSchema, z.literal('target'), z.number().nullable()]),
      z.tuple([instantSchema, z.literal('calendar'), calendarSchemaOf(named)]),
      z.tuple([instantSchema, plain]).rest(z.unknown()),
    ],
    { error: 'is not an event [at, type, argument] of a timeline' },
  );
}

type TimelineEvent = z.output<ReturnType<typeof timelineEventSchema>>;

const OWN_CALENDAR = 'own';

function timerEventOf([at, type, argument]: TimelineEvent, index: number): TimerEvent {
  switch (type) {
    case 'target':
      return { at, type, withinMs: argument === null ? null : Math.round(Number(argument) * 60_000) };
    case 'calendar':
      return { at, type, calendar: `event-${index}` };
    default:
      return { at, type };
  }
}

/**
 * A timeline does not name its metric. One that is met before its ticket closes is a response, decided for good;
 * any other is a resolution, which closing pauses and reopening continues.
 */
function metricOf(events: readonly TimelineEvent[]): 'firstResponse' | 'resolution' {
  const metIndex = events.findIndex(([, type]) => type === 'met');
  const closesLater = metIndex >= 0 && events.slice(metIndex).some(([, type]) => type === 'close');
  return closesLater ? 'firstResponse' : 'resolution';
}

/** Schema of one case of `timelines`. */
export function timelineCaseSchema(named: NamedCalendars) {
  return z
    .object({
      id: z.string(),
      calendar: calendarSchemaOf(named),
      start: instantSchema,
      target: z.number().nullable(),
      metric: z.enum(METRICS).optional(),
      events: z.array(timelineEventSchema(named)).default([]),
      now: instantSchema,
      expect: z.object({
        due: instantSchema.nullable().optional(),
        state: z.string().optional(),
        breachedAt: instantSchema.nullable().optional(),
        workedMinutes: z.number().optional(),
      }),
    })
    .transform((one): TimelineCase => {
      const { due, ...expect } = one.expect;
      const changes = one.events.flatMap(([, type, argument], index): [string, Calendar][] =>
        type === 'calendar' ? [[`event-${index}`, argument]] : [],
      );
      return {
        id: one.id,
        metric: one.metric ?? metricOf(one.events),
        startAt: one.start,
        targetMinutes: one.target,
        calendar: OWN_CALENDAR,
        calendars: new Map([[OWN_CALENDAR, one.calendar], ...changes]),
        events: one.events.map(timerEventOf),
        now: one.now,
        expect: { ...expect, ...(due !== undefined && { dueAt: due }) },
      };
    });
}
