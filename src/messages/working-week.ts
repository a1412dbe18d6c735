// A calendar's regular week in words: "Mon–Fri 09:00–18:00, Moscow time".
import type { Calendar, Weekday } from '../domain/sla/calendar.ts';
import { WEEKDAYS } from '../domain/sla/calendar-spec.ts';
import { dateTimeFormat } from './date-time-format.ts';
import { locales } from './format-time.ts';
import type { Language } from './language.ts';

/** Whether the calendar is open at every hour of its regular week. */
export const isAlwaysOpen = ({ hours }: Calendar): boolean =>
  WEEKDAYS.every((day) => intervalsOf(hours, day) === '00:00–24:00');

/** The week's hours, days with the same ones together; '' for a calendar that is never open. */
export function workingWeek(language: Language, { hours }: Calendar): string {
  const runs: { from: Weekday; to: Weekday; text: string }[] = [];
  for (const day of WEEKDAYS) {
    const text = intervalsOf(hours, day);
    const last = runs.at(-1);
    if (last?.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  return runs
    .filter(({ text }) => text !== '')
    .map(({ from, to, text }) => `${daysIn(language, from, to)} ${text}`)
    .join(', ');
}

const intervalsOf = (hours: Calendar['hours'], day: Weekday): string =>
  (hours[day] ?? []).map(([from, to]) => `${from}–${to}`).join(', ');

const daysIn = (language: Language, from: Weekday, to: Weekday): string =>
  from === to ? dayName(language, from) : `${dayName(language, from)}–${dayName(language, to)}`;

/** 5 January 2026 was a Monday. */
const dayName = (language: Language, day: Weekday): string =>
  dateTimeFormat(locales[language], { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(day)),
  );
