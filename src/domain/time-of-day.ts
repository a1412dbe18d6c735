// Times of day on somebody's wall: what the clock there shows, and when it showed a time last.
import { TZDate } from '@date-fns/tz';
import { format, subDays } from 'date-fns';
import type { Instant } from './instant.ts';

export interface TimeOfDay {
  /** 0–23. */
  readonly hours: number;
  /** 0–59. */
  readonly minutes: number;
}

/** `HH:MM` at an instant in an IANA zone. */
export const timeOfDayAt = (at: Instant, timezone: string): string =>
  format(new TZDate(at, timezone), 'HH:mm');

/** When it was last that time in an IANA zone, `at` included: today, or yesterday. */
export function lastTime({ hours, minutes }: TimeOfDay, at: Instant, timezone: string): Instant {
  const today = new TZDate(at, timezone);
  today.setHours(hours, minutes, 0, 0);
  return today.getTime() <= at ? today.getTime() : subDays(today, 1).getTime();
}
