// Instants and durations in words, in a person's own zone and language.

import { dateTimeFormat } from './date-time-format.ts';
import { format } from './format.ts';
import type { Language } from './language.ts';
import { zoneName } from './zone-name.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Locales that write the day before the month and count 24 hours. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

export interface Reader {
  /** IANA zone in which the person reads times. */
  readonly timeZone: string;
  /** The instant of reading, in milliseconds since the epoch: "today" and "Monday" depend on it. */
  readonly now: number;
}

/**
 * An instant as its reader says it: "today 14:40 Moscow time", "Monday 14:40 Moscow time" within the six
 * days that follow, else with its date, and with its year when that is another one.
 * @throws RangeError for a zone that Intl does not know.
 */
export function formatInstant(language: Language, at: number, { timeZone, now }: Reader): string {
  const clock = clockTime(language, timeZone, at);
  const zone = zoneName(language, timeZone, at);
  const daysAhead = dayNumber(timeZone, at) - dayNumber(timeZone, now);
  switch (daysAhead) {
    case -1:
      return format(language, 'time.yesterday', { clock, zone });
    case 0:
      return format(language, 'time.today', { clock, zone });
    case 1:
      return format(language, 'time.tomorrow', { clock, zone });
  }
  if (daysAhead > 1 && daysAhead < 7) {
    const weekday = part(language, timeZone, at, { weekday: 'long' });
    return format(language, 'time.weekday', { weekday, clock, zone });
  }
  return formatDateTime(language, at, { timeZone, now });
}

/**
 * An instant with its date, for what is read long after it was written: "Monday 9 February 14:40 Moscow
 * time", and with its year when that is another one.
 * @throws RangeError for a zone that Intl does not know.
 */
export function formatDateTime(language: Language, at: number, reader: Reader): string {
  const { timeZone } = reader;
  return format(language, 'time.date', {
    date: dateInWords(language, at, reader),
    clock: clockTime(language, timeZone, at),
    zone: zoneName(language, timeZone, at),
  });
}

/**
 * A length of time that passes on the wall clock, in milliseconds (≥ 0): "45 s", "1 h 20 min", "2 d 3 h".
 * The two largest units are named and what is smaller is left out, so that time left is never overstated.
 */
export function formatDuration(language: Language, durationMs: number): string {
  const units = [
    {
      count: Math.floor(durationMs / dayMs),
      text: (days: number) => format(language, 'duration.days', { days }),
    },
    {
      count: Math.floor((durationMs % dayMs) / hourMs),
      text: (hours: number) => format(language, 'duration.hours', { hours }),
    },
    {
      count: Math.floor((durationMs % hourMs) / minuteMs),
      text: (minutes: number) => format(language, 'duration.minutes', { minutes }),
    },
    {
      count: Math.floor((durationMs % minuteMs) / secondMs),
      text: (seconds: number) => format(language, 'duration.seconds', { seconds }),
    },
  ];
  const first = units.findIndex(({ count }) => count > 0);
  if (first === -1) return format(language, 'duration.seconds', { seconds: 0 });
  const named = units.slice(first, first + 2).filter(({ count }) => count > 0);
  return named.map(({ count, text }) => text(count)).join(' ');
}

/**
 * A length of business time, in milliseconds (≥ 0): "6 working hours", "45 working minutes", and hours
 * with minutes as "1 h 30 min of working time". Never in days, since a working day has no fixed length.
 */
export function formatWorkingTime(language: Language, durationMs: number): string {
  const minutes = Math.floor(durationMs / minuteMs);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return format(language, 'workingTime.minutes', { minutes });
  if (minutes % 60 === 0) return format(language, 'workingTime.hours', { hours });
  const duration = [
    format(language, 'duration.hours', { hours }),
    format(language, 'duration.minutes', { minutes: minutes % 60 }),
  ].join(' ');
  return format(language, 'workingTime.mixed', { duration });
}

const clockTime = (language: Language, timeZone: string, at: number): string =>
  part(language, timeZone, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function dateInWords(language: Language, at: number, { timeZone, now }: Reader): string {
  const sameYear = civilDate(timeZone, at).year === civilDate(timeZone, now).year;
  return part(language, timeZone, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

function part(language: Language, timeZone: string, at: number, options: Intl.DateTimeFormatOptions): string {
  return dateTimeFormat(locales[language], { ...options, timeZone }).format(at);
}

/** Local dates numbered in a row, so that their difference is a number of days whatever the clocks did. */
function dayNumber(timeZone: string, at: number): number {
  const { year, month, day } = civilDate(timeZone, at);
  return Date.UTC(year, month - 1, day) / dayMs;
}

function civilDate(timeZone: string, at: number): { year: number; month: number; day: number } {
  const formatter = dateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const value = Object.fromEntries(
    formatter.formatToParts(at).map((piece) => [piece.type, Number(piece.value)]),
  );
  return { year: value.year ?? 0, month: value.month ?? 0, day: value.day ?? 0 };
}
