// Reads an instant in ISO 8601 with its offset, seconds of an offset included, as historical zones have them.
import type { Instant } from '../domain/instant.ts';

const FORM = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|([+-])(\d\d):?(\d\d)(?::?(\d\d))?)$/i;

/** The instant that `text` names; null when it is none, or says no offset. */
export function parseInstant(text: string): Instant | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, date, time, , sign, hours, minutes, seconds] = match;
  const localAt = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(localAt)) return null;
  const offsetMs = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? localAt + offsetMs : localAt - offsetMs;
}
