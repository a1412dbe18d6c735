// Random calendars and instants around moments at which clocks did something odd.
import fc from 'fast-check';
import { DAY_MS } from '../../../src/domain/instant.ts';
import {
  type CalendarSpec,
  type ExtraDay,
  type LocalInterval,
  WEEKDAYS,
} from '../../../src/domain/sla/calendar-spec.ts';

/** A zone and a moment in it worth looking around. */
export interface OddMoment {
  readonly timezone: string;
  readonly at: number;
}

const moment = (timezone: string, text: string): OddMoment => ({ timezone, at: Date.parse(`${text}Z`) });

export const ODD_MOMENTS: readonly OddMoment[] = [
  moment('Europe/Berlin', '2026-03-29T01:00'),
  moment('Europe/Berlin', '2026-10-25T01:00'),
  moment('America/New_York', '2026-03-08T07:00'),
  moment('America/New_York', '2026-11-01T06:00'),
  moment('Australia/Lord_Howe', '2026-04-04T15:00'),
  moment('Australia/Lord_Howe', '2026-10-03T15:30'),
  moment('Pacific/Apia', '2011-12-30T10:00'),
  moment('Pacific/Chatham', '2026-04-04T14:00'),
  moment('Asia/Pyongyang', '2015-08-14T15:00'),
  moment('Asia/Pyongyang', '2018-05-04T15:00'),
  moment('Africa/Casablanca', '2026-02-15T02:00'),
  moment('America/Sao_Paulo', '2018-11-04T03:00'),
  moment('Africa/Cairo', '2026-10-29T21:00'),
  moment('America/St_Johns', '2010-03-14T03:31'),
  moment('Asia/Kathmandu', '1985-12-31T18:30'),
  moment('Europe/Dublin', '1995-10-22T01:00'),
  moment('Europe/Moscow', '2014-10-25T22:00'),
  moment('UTC', '2028-02-29T00:00'),
];

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const quarterHours = (most: number) => fc.integer({ min: 0, max: most }).map((quarter) => quarter * 15);
const startMinute = fc.oneof(quarterHours(95), fc.integer({ min: 0, max: 1439 }));
const endMinute = fc.oneof(quarterHours(96), fc.integer({ min: 0, max: 1440 }), fc.constant(1440));

const interval: fc.Arbitrary<LocalInterval> = fc
  .tuple(startMinute, endMinute)
  .map(([from, to]): LocalInterval => [timeText(from), timeText(to)]);

/** As extra days are: none runs past midnight. */
const forwardInterval = interval.map(([from, to]): LocalInterval => (from <= to ? [from, to] : [to, from]));

const intervals = fc.array(interval, { maxLength: 3 });

const dateAround = (at: number): fc.Arbitrary<string> =>
  fc.integer({ min: -4, max: 4 }).map((days) => new Date(at + days * DAY_MS).toISOString().slice(0, 10));

function extraAround(at: number): fc.Arbitrary<ExtraDay[]> {
  const day = fc.record({ date: dateAround(at), hours: fc.array(forwardInterval, { maxLength: 2 }) });
  return fc.uniqueArray(day, { maxLength: 2, selector: ({ date }) => date });
}

/** Any valid calendar in the moment's zone, with holidays and extra days near the moment; it may be empty. */
export function calendarAround({ timezone, at }: OddMoment): fc.Arbitrary<CalendarSpec> {
  const week = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, fc.option(intervals, { nil: [] })]));
  return fc.record({
    timezone: fc.constant(timezone),
    hours: fc.record(week),
    holidays: fc.uniqueArray(dateAround(at), { maxLength: 2 }),
    extra: extraAround(at),
  });
}

export const oddMoment: fc.Arbitrary<OddMoment> = fc.constantFrom(...ODD_MOMENTS);

/** An instant to the millisecond within two days of the moment. */
export const instantAround = ({ at }: OddMoment): fc.Arbitrary<number> =>
  fc.integer({ min: at - 2 * DAY_MS, max: at + 2 * DAY_MS });

/** An odd moment with a calendar around it. */
export const scene = oddMoment.chain((moment) => calendarAround(moment).map((spec) => ({ moment, spec })));
