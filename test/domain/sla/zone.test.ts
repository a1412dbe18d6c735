// The offset tables of time zones against Intl itself, hour by hour where their history is odd.
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/instant.ts';
import { isKnownZone, zoneOffsets } from '../../../src/domain/sla/zone.ts';

/** The table's offset at `at`, searched in the plainest way. */
function offsetAt(timezone: string, at: number): number {
  const { startsAt, offsetMs } = zoneOffsets(timezone);
  const period = Math.max(
    0,
    startsAt.findLastIndex((start) => start <= at),
  );
  return offsetMs[period] ?? Number.NaN;
}

/** Local time minus UTC by writing the wall clock down and reading it as UTC. */
function offsetByIntl(format: Intl.DateTimeFormat, at: number): number {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const wall = [part.year, Number(part.month) - 1, part.day, part.hour, part.minute, part.second];
  return Date.UTC(...(wall as [number, number, number, number, number, number])) - at;
}

const wallFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });

const ODD_HISTORY = [
  ['America/Boa_Vista', '2000-09-20', '2000-11-01'],
  ['Asia/Gaza', '2040-09-20', '2040-11-10'],
  ['Asia/Gaza', '2054-03-01', '2054-04-20'],
  ['Africa/Casablanca', '2026-02-01', '2026-04-01'],
  ['Africa/Cairo', '2010-08-01', '2010-10-10'],
  ['Pacific/Apia', '2011-12-20', '2012-01-10'],
  ['Asia/Pyongyang', '2015-08-01', '2015-09-01'],
  ['Australia/Lord_Howe', '2026-03-20', '2026-04-20'],
  ['Antarctica/Troll', '2026-03-20', '2026-04-10'],
  ['America/Argentina/San_Luis', '2007-12-20', '2008-02-10'],
  ['Europe/Dublin', '1970-01-01', '1972-04-30'],
  ['Africa/Monrovia', '1971-12-01', '1972-02-01'],
  ['America/New_York', '2100-10-25', '2100-12-31'],
] as const;

describe('the offsets of a zone', () => {
  it.each(ODD_HISTORY)('of %s are right in every hour from %s to %s', (timezone, from, to) => {
    const format = wallFormat(timezone);
    const wrong: string[] = [];
    for (let at = Date.parse(from); at < Date.parse(to); at += HOUR_MS) {
      if (offsetAt(timezone, at) !== offsetByIntl(format, at)) wrong.push(new Date(at).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it('change at the exact second', () => {
    const before = Date.parse('2026-03-29T00:59:59.999Z');
    expect(offsetAt('Europe/Berlin', before)).toBe(HOUR_MS);
    expect(offsetAt('Europe/Berlin', before + 1)).toBe(2 * HOUR_MS);
  });

  it('keep their sign and their seconds below an hour', () => {
    // Liberia was 44 minutes and 30 seconds behind Greenwich until 7 January 1972.
    expect(offsetAt('Africa/Monrovia', Date.UTC(1971, 0, 1))).toBe(-(44 * MINUTE_MS + 30_000));
    expect(offsetAt('Africa/Monrovia', Date.UTC(1973, 0, 1))).toBe(0);
  });

  it('are kept once a zone, under whatever letters it is written', () => {
    expect(zoneOffsets('europe/berlin')).toBe(zoneOffsets('Europe/Berlin'));
  });

  it('take some hundred periods at the most, so that memory stays bounded', () => {
    for (const zone of ['Africa/Casablanca', 'Europe/London', 'Asia/Gaza']) {
      expect(zoneOffsets(zone).startsAt.length).toBeLessThan(320);
    }
  });

  it('go on before and after the table as they stood at its ends', () => {
    expect(offsetAt('Europe/Berlin', Date.UTC(1900, 6, 1))).toBe(HOUR_MS);
    expect(offsetAt('Europe/Berlin', Date.UTC(2150, 6, 1))).toBe(HOUR_MS);
  });

  it('sampled every five days, miss no change that an every-day sample finds', () => {
    const { startsAt } = zoneOffsets('America/Boa_Vista');
    const format = wallFormat('America/Boa_Vista');
    let changes = 0;
    for (let at = Date.UTC(1999, 0, 1); at < Date.UTC(2001, 0, 1); at += DAY_MS) {
      if (offsetByIntl(format, at) !== offsetByIntl(format, at + DAY_MS)) changes++;
    }
    const inTable = startsAt.filter((at) => at >= Date.UTC(1999, 0, 1) && at < Date.UTC(2001, 0, 1)).length;
    expect(inTable).toBe(changes);
    expect(changes).toBe(4);
  });
});

describe('the name of a zone', () => {
  it('is known when the runtime knows it', () => {
    expect(['UTC', 'Europe/Moscow', 'Asia/Kathmandu'].map(isKnownZone)).toEqual([true, true, true]);
    expect(['', 'Mars/Olympus', 'Moscow'].map(isKnownZone)).toEqual([false, false, false]);
  });
});
