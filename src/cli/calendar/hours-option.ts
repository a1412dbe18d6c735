// Reads the working hours of a day as the command line takes them.
import { fail, ok, type Result } from '../../domain/result.ts';
import { type LocalInterval, parseTimeOfDay } from '../../domain/sla/calendar-spec.ts';

/** Reads `09:00-18:00`, or several such parted by commas; each ends on the day on which it begins. */
export function parseHours(text: string): Result<readonly LocalInterval[], string> {
  const pairs = text.split(',').map((part) => part.trim().split('-'));
  const intervals = pairs.flatMap(([from = '', to = '', ...rest]): LocalInterval[] => {
    const isInterval = rest.length === 0 && parseTimeOfDay(from) !== null && parseTimeOfDay(to) !== null;
    return isInterval && from < to ? [[from, to]] : [];
  });
  if (intervals.length === pairs.length) return ok(intervals);
  return fail(`"${text}" are no hours of one day; write 09:00-18:00, or 09:00-13:00,14:00-18:00.`);
}
