// What one year of a country brings to a calendar, before anybody's working hours are known.
import { WEEKDAYS, type Weekday } from '../../domain/sla/calendar-spec.ts';

/** A date on which everything is closed. */
export interface ClosedDate {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
}

/** A date with hours of its own, told as what differs from a usual weekday. */
export interface SpecialDate {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  /** The weekday whose hours are worked on this date. */
  readonly like: Weekday;
  /** Everything from this time of day on is closed, in milliseconds after midnight; a whole day changes nothing. */
  readonly closesAtMs: number;
  /** This much of the last working time falls away. */
  readonly shorterByMs: number;
}

/** One year of one country, or of a part of it. */
export interface CountryYear {
  /** `Russia 2026`. */
  readonly title: string;
  /** IANA name; undefined where the source knows none. */
  readonly timezone: string | undefined;
  readonly workingWeek: readonly Weekday[];
  /** Each date once, here or in `special`, in no particular order. */
  readonly closed: readonly ClosedDate[];
  readonly special: readonly SpecialDate[];
  /** Sentences on where this comes from, and on what is known and what is not. */
  readonly remarks: readonly string[];
  /** What the source has and the import has not, with the reason. */
  readonly leftOut: readonly string[];
}

/** The weekday of a date written `YYYY-MM-DD`. */
export function weekdayOf(date: string): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7]!;
}

/** `Saturday, 3 January`. */
export function longDate(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const parts = new Map(
    format.formatToParts(new Date(`${date}T00:00:00Z`)).map((part) => [part.type, part.value]),
  );
  return `${parts.get('weekday')}, ${parts.get('day')} ${parts.get('month')}`;
}
