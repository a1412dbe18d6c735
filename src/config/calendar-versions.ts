// Names each calendar together with what it says, so that deadlines counted on an earlier one stay explained by it.
import { createHash } from 'node:crypto';
import type { CalendarSpec } from '../domain/sla/calendar.ts';
import type { SlaTarget } from '../domain/sla/targets.ts';
import { calendarSchema } from './calendar-schema.ts';
import type { Config } from './config.ts';

/** `office@3f2a91c0d4e7`: the calendar's name in the configuration, and a digest of its content. */
export type CalendarVersion = string;

const digestLength = 12;

/** The version of a calendar; two with the same content have the same, whatever the order in which it is written. */
export function versionOf(name: string, spec: CalendarSpec): CalendarVersion {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(spec)))
    .digest('hex');
  return `${name}@${digest.slice(0, digestLength)}`;
}

/** The target with its calendar named by version. */
export function versionedTarget(target: SlaTarget, { calendars }: Pick<Config, 'calendars'>): SlaTarget {
  const spec = calendars[target.calendar];
  if (spec === undefined) throw new Error(`there is no calendar ${target.calendar}`);
  return { ...target, calendar: versionOf(target.calendar, spec) };
}

/** The same value with the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  );
}

/** Calendars as they were kept, by version; one that no longer reads as a calendar is a broken database. */
export function keptCalendars(
  kept: ReadonlyMap<string, unknown>,
): ReadonlyMap<CalendarVersion, CalendarSpec> {
  return new Map([...kept].map(([version, spec]) => [version, calendarSchema.parse(spec)]));
}

/** A digest of any plain value: equal ones have the same. */
export const fingerprintOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
