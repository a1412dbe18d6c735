// An oracle for business time: walks minute by minute and asks Intl what the wall shows. Slow, and plainly right.
import type { CalendarSpec, LocalInterval } from '../../../src/domain/sla/calendar-spec.ts';

const MINUTE = 60_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface WallClock {
  readonly date: string;
  readonly weekday: number;
  readonly minuteOfDay: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, WallClock>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  return format;
}

/** What a clock on the wall shows in the whole minute that contains `at`. */
export function wallClock(timeZone: string, at: number): WallClock {
  const minuteAt = Math.floor(at / MINUTE) * MINUTE;
  const key = `${timeZone} ${minuteAt}`;
  const known = walls.get(key);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(minuteAt)
      .map(({ type, value }) => [type, value]),
  );
  const wall = {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: (WEEKDAYS as readonly string[]).indexOf(parts.weekday?.toLowerCase() ?? ''),
    minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
  };
  walls.set(key, wall);
  return wall;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether the calendar is open in the whole minute that contains `at`. */
export function isOpenByHand(spec: CalendarSpec, at: number): boolean {
  const { date, weekday, minuteOfDay } = wallClock(spec.timezone, at);
  const extra = spec.extra?.find((day) => day.date === date);
  if (extra !== undefined) {
    return extra.hours.some(([from, to]) => minutesOf(from) <= minuteOfDay && minuteOfDay < minutesOf(to));
  }
  if (spec.holidays?.includes(date)) return false;
  const today = spec.hours[WEEKDAYS[weekday]!] ?? [];
  const yesterday = spec.hours[WEEKDAYS[(weekday + 6) % 7]!] ?? [];
  const wraps = ([from, to]: LocalInterval): boolean => minutesOf(to) < minutesOf(from);
  return (
    today.some(
      (each) => minuteOfDay >= minutesOf(each[0]) && (wraps(each) || minuteOfDay < minutesOf(each[1])),
    ) || yesterday.some((each) => wraps(each) && minuteOfDay < minutesOf(each[1]))
  );
}

/** Working milliseconds in `[fromAt, toAt)`. */
export function betweenByHand(spec: CalendarSpec, fromAt: number, toAt: number): number {
  let workedMs = 0;
  for (let minuteAt = Math.floor(fromAt / MINUTE) * MINUTE; minuteAt < toAt; minuteAt += MINUTE) {
    const partMs = Math.min(minuteAt + MINUTE, toAt) - Math.max(minuteAt, fromAt);
    if (partMs > 0 && isOpenByHand(spec, minuteAt)) workedMs += partMs;
  }
  return workedMs;
}

/** The earliest instant with `durationMs` worked; null when that lies at or beyond `horizonAt`. */
export function addByHand(
  spec: CalendarSpec,
  startAt: number,
  durationMs: number,
  horizonAt: number,
): number | null {
  let restMs = durationMs;
  let at = startAt;
  while (restMs > 0 && at < horizonAt) {
    const nextAt = Math.floor(at / MINUTE) * MINUTE + MINUTE;
    if (isOpenByHand(spec, at)) {
      if (restMs <= nextAt - at) return at + restMs;
      restMs -= nextAt - at;
    }
    at = nextAt;
  }
  return restMs <= 0 ? at : null;
}
