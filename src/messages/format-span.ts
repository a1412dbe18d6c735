// Stretches of time in words: from when to when, and how much of it was counted.
import { dateTimeFormat } from './date-time-format.ts';
import { format } from './format.ts';
import { formatDuration, locales, type Reader } from './format-time.ts';
import type { Language } from './language.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The time of day, to the minute: "17:40". */
export const clockOf = (language: Language, at: number, { timeZone }: Pick<Reader, 'timeZone'>): string =>
  part(language, at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "Fri 6 Feb" / «пт 6 февр.», with its year when that is not the year of reading. */
export function shortDate(language: Language, at: number, { timeZone, now }: Reader): string {
  const weekday = part(language, at, timeZone, { weekday: 'short' });
  const yearOf = (instant: number) => part('en', instant, timeZone, { year: 'numeric' });
  const year = yearOf(at) === yearOf(now) ? {} : ({ year: 'numeric' } as const);
  return `${weekday} ${part(language, at, timeZone, { day: 'numeric', month: 'short', ...year })}`;
}

/**
 * `[fromAt, toAt)` as people write it: "Fri 6 Feb 17:40–18:00", "Fri 6 Feb 18:00 – Mon 9 Feb 09:00", and whole days
 * by their dates alone.
 */
export function formatSpan(language: Language, fromAt: number, toAt: number, reader: Reader): string {
  const midnight = '00:00';
  const [from, to] = [clockOf(language, fromAt, reader), clockOf(language, toAt, reader)];
  const firstDay = shortDate(language, fromAt, reader);
  // What ends at midnight ends with the day before.
  const lastDay = shortDate(language, to === midnight ? toAt - 1 : toAt, reader);
  const isWholeDays = from === midnight && to === midnight;
  if (isWholeDays) return firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`;
  const end = to === midnight ? '24:00' : to;
  return firstDay === lastDay ? `${firstDay} ${from}–${end}` : `${firstDay} ${from} – ${lastDay} ${end}`;
}

/** Counted time, in milliseconds (≥ 0): "45 h", "5 h 40 min", "20 s". Never in days, which have no fixed length. */
export function formatCounted(language: Language, countedMs: number): string {
  if (countedMs < hourMs) return formatDuration(language, countedMs);
  const hours = format(language, 'duration.hours', { hours: Math.floor(countedMs / hourMs) });
  const minutes = Math.floor((countedMs % hourMs) / minuteMs);
  return minutes === 0 ? hours : `${hours} ${format(language, 'duration.minutes', { minutes })}`;
}

function part(language: Language, at: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return dateTimeFormat(locales[language], { ...options, timeZone }).format(at);
}
