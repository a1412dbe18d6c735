// Turns a country's year into the dates of a calendar with given working hours.
import { isDeepStrictEqual } from 'node:util';
import { HOUR_MS, MINUTE_MS } from '../../domain/instant.ts';
import {
  type CalendarSpec,
  type ExtraDay,
  type LocalInterval,
  WEEKDAYS,
} from '../../domain/sla/calendar-spec.ts';
import { type DayInterval, datedHoursOf, unionOf } from '../../domain/sla/day-hours.ts';
import { type ClosedDate, type CountryYear, type SpecialDate, weekdayOf } from './country-year.ts';

/** An extra day of a calendar, with what it is. */
export interface NamedExtra extends ExtraDay {
  readonly name: string;
}

/** The dates of one import, ascending. */
export interface DatedEntries {
  readonly holidays: readonly ClosedDate[];
  readonly extra: readonly NamedExtra[];
  /** Special dates that change nothing, since the calendar is closed then anyway. */
  readonly idle: readonly SpecialDate[];
}

/** Cuts what is beyond `closesAtMs`, then the last `shorterByMs` of what is left. */
function shortened(
  intervals: readonly DayInterval[],
  { closesAtMs, shorterByMs }: SpecialDate,
): DayInterval[] {
  const left = intervals.map(([from, to]): DayInterval => [from, Math.min(to, closesAtMs)]);
  let cutMs = shorterByMs;
  const kept = left
    .filter(([from, to]) => from < to)
    .toReversed()
    .map(([from, to]): DayInterval => {
      const endMs = Math.max(from, to - cutMs);
      cutMs -= to - endMs;
      return [from, endMs];
    });
  return [...unionOf(kept).intervals];
}

function timeText(ms: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${two(Math.floor(ms / HOUR_MS))}:${two((ms % HOUR_MS) / MINUTE_MS)}`;
}

const asText = ([from, to]: DayInterval): LocalInterval => [timeText(from), timeText(to)];

const byDate = <T extends { readonly date: string }>(dates: readonly T[]): T[] =>
  dates.toSorted((a, b) => (a.date < b.date ? -1 : 1));

/**
 * The dates of `year` for a calendar whose week is `spec`: short days are cut from the hours of the weekday that they
 * are worked like, and one of which nothing is left becomes a holiday.
 */
export function datedEntries(
  { closed, special }: Pick<CountryYear, 'closed' | 'special'>,
  spec: Pick<CalendarSpec, 'timezone' | 'hours'>,
): DatedEntries {
  const { week } = datedHoursOf({ timezone: spec.timezone, hours: spec.hours });
  const worked = special.map((day) => {
    const usual = week[WEEKDAYS.indexOf(day.like)]!.intervals;
    const hours = shortened(usual, day);
    const isIdle = day.like === weekdayOf(day.date) && isDeepStrictEqual(hours, usual);
    return { day, hours, isIdle };
  });
  const different = worked.filter(({ isIdle }) => !isIdle);
  const emptied = different.filter(({ hours }) => hours.length === 0);
  const open = different.filter(({ hours }) => hours.length > 0);
  return {
    holidays: byDate([...closed, ...emptied.map(({ day: { date, name } }) => ({ date, name }))]),
    extra: byDate(open.map(({ day: { date, name }, hours }) => ({ date, name, hours: hours.map(asText) }))),
    idle: worked.filter(({ isIdle }) => isIdle).map(({ day }) => day),
  };
}
