// Finds everything wrong with a calendar that somebody wrote by hand, so that it can be said all at once.
import { type CalendarSpec, type LocalInterval, parseLocalDate, parseTimeOfDay } from './calendar-spec.ts';
import { datedHoursOf } from './day-hours.ts';
import { localHours } from './local-hours.ts';
import { isKnownZone } from './zone.ts';

/** What can be wrong with a calendar; the text that caused it goes with it. */
export type CalendarProblemCode =
  | 'unknown-zone'
  | 'bad-time'
  | 'bad-date'
  | 'duplicate-date'
  | 'wrapping-extra'
  | 'no-working-time';

export interface CalendarProblem {
  readonly code: CalendarProblemCode;
  /** Where in the calendar, such as `['hours', 'mon', 0, 1]`; empty for the calendar as a whole. */
  readonly path: readonly (string | number)[];
  readonly value: string;
}

type Path = CalendarProblem['path'];

function timeProblems(intervals: readonly LocalInterval[], path: Path): CalendarProblem[] {
  return intervals.flatMap((interval, index) =>
    interval.flatMap((time, end): CalendarProblem[] => {
      const isBad = parseTimeOfDay(time) === null || (end === 0 && time === '24:00');
      return isBad ? [{ code: 'bad-time', path: [...path, index, end], value: time }] : [];
    }),
  );
}

function wrappingProblems(intervals: readonly LocalInterval[], path: Path): CalendarProblem[] {
  return intervals.flatMap(([from, to], index): CalendarProblem[] =>
    to < from ? [{ code: 'wrapping-extra', path: [...path, index], value: `${from}–${to}` }] : [],
  );
}

function dateProblems(dates: readonly string[], pathOf: (index: number) => Path): CalendarProblem[] {
  return dates.flatMap((date, index): CalendarProblem[] => {
    if (parseLocalDate(date) === null) return [{ code: 'bad-date', path: pathOf(index), value: date }];
    if (dates.indexOf(date) < index) return [{ code: 'duplicate-date', path: pathOf(index), value: date }];
    return [];
  });
}

/**
 * Every problem of `spec`, in the order in which it is written; empty when `compileCalendar` will accept it and
 * it has working time. Never throws on what a person may have typed.
 */
export function calendarProblems(spec: CalendarSpec): CalendarProblem[] {
  const { timezone, hours, holidays = [], extra = [] } = spec;
  const zone: CalendarProblem[] = isKnownZone(timezone)
    ? []
    : [{ code: 'unknown-zone', path: ['timezone'], value: timezone }];
  const problems = [
    ...zone,
    ...Object.entries(hours).flatMap(([weekday, intervals]) => timeProblems(intervals, ['hours', weekday])),
    ...dateProblems(holidays, (index) => ['holidays', index]),
    ...dateProblems(
      extra.map(({ date }) => date),
      (index) => ['extra', index, 'date'],
    ),
    ...extra.flatMap((day, index) => timeProblems(day.hours, ['extra', index, 'hours'])),
    ...extra.flatMap((day, index) => wrappingProblems(day.hours, ['extra', index, 'hours'])),
  ];
  if (problems.length > 0 || localHours(datedHoursOf(spec)).hasWorkingTime) return problems;
  return [{ code: 'no-working-time', path: [], value: '' }];
}
