// The UTC offsets of a time zone over time, as a table that is made once a zone and then only searched.
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../instant.ts';

/** Periods of constant offset: period `i` runs from `startsAt[i]` to `startsAt[i + 1]`. */
export interface ZoneOffsets {
  readonly startsAt: Float64Array;
  /** Local time minus UTC, in milliseconds. */
  readonly offsetMs: Float64Array;
}

/** The table holds 1970–2100 and a day around; before and after it the nearest offset goes on. */
const FIRST_AT: Instant = Date.UTC(1969, 11, 31);
const LAST_AT: Instant = Date.UTC(2101, 0, 2);

/**
 * Offsets are sampled this often. Two changes that undo one another lie at least 7 days apart in every zone
 * of tzdata 2026c between 1970 and 2100 (America/Boa_Vista in October 2000), so none falls between samples.
 */
const SAMPLE_EVERY_MS = 5 * DAY_MS;

type OffsetAt = (at: Instant) => number;

/**
 * `tzOffset` of @date-fns/tz rests on the same format, but loses the sign of offsets between 0 and −1 h
 * (Africa/Monrovia was at −00:44:30 until 1972) and keeps a formatter a zone for ever.
 */
function offsetReader(timezone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  return (at) => {
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at));
    if (match?.[1] === undefined) return 0;
    const [, sign, hours, minutes, seconds] = match;
    const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds ?? 0) * SECOND_MS;
    return sign === '-' ? -size : size;
  };
}

/** The first instant with the new offset, given one change between `lowAt` and `highAt`, to the second. */
function changeBetween(offsetAt: OffsetAt, lowAt: Instant, highAt: Instant): Instant {
  const before = offsetAt(lowAt);
  let low = lowAt;
  let high = highAt;
  while (high - low > SECOND_MS) {
    const middle = low + Math.floor((high - low) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function scanOffsets(offsetAt: OffsetAt): ZoneOffsets {
  const startsAt = [FIRST_AT];
  const offsetMs = [offsetAt(FIRST_AT)];
  for (let at = FIRST_AT; at < LAST_AT; ) {
    const nextAt = at + SAMPLE_EVERY_MS;
    const changed = offsetAt(nextAt) !== offsetMs.at(-1);
    at = changed ? changeBetween(offsetAt, at, nextAt) : nextAt;
    if (changed) {
      startsAt.push(at);
      offsetMs.push(offsetAt(at));
    }
  }
  return { startsAt: Float64Array.from(startsAt), offsetMs: Float64Array.from(offsetMs) };
}

/** Whether the runtime knows this IANA zone. */
export function isKnownZone(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

/** At most one table a zone that the runtime knows, about 5 kB each: bounded by the number of zones. */
const tables = new Map<string, ZoneOffsets>();

/**
 * The zone's offsets, from the runtime's own time-zone data.
 * @throws RangeError for a zone that the runtime does not know.
 */
export function zoneOffsets(timezone: string): ZoneOffsets {
  const canonical = new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone;
  const known = tables.get(canonical);
  if (known !== undefined) return known;
  const scanned = scanOffsets(offsetReader(canonical));
  tables.set(canonical, scanned);
  return scanned;
}
