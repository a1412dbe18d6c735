// The public holidays of the countries that the package date-holidays knows.
import type { default as Holidays, HolidaysTypes } from 'date-holidays';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/instant.ts';
import { WEEKDAYS } from '../../domain/sla/calendar-spec.ts';
import { type ClosedDate, type CountryYear, type SpecialDate, weekdayOf } from './country-year.ts';
import { undatedHolidays } from './undated-holidays.ts';

type Holiday = HolidaysTypes.Holiday;

interface Place {
  readonly country: string;
  readonly state?: string | undefined;
  readonly region?: string | undefined;
}

/** The package is large (it brings the time zones of moment), so it is loaded only for an import. */
const loadHolidays = async (): Promise<typeof Holidays> => (await import('date-holidays')).default;

/** Names by code, such as `DE: 'Germany'`. */
export type Names = Readonly<Record<string, string>>;

/** The countries that can be imported, with their English names. */
export async function knownCountries(): Promise<Names> {
  const HolidayTable = await loadHolidays();
  return new HolidayTable().getCountries('en');
}

/** The parts of a country, or of one of its states, that have holidays of their own; none for most. */
export async function knownParts(country: string, state?: string): Promise<Names> {
  const HolidayTable = await loadHolidays();
  const table = new HolidayTable();
  return (
    (state === undefined ? table.getStates(country, 'en') : table.getRegions(country, state, 'en')) ?? {}
  );
}

/**
 * The public holidays, substitute days included, of a place that `knownCountries` and `knownParts` name. Holidays
 * that begin in the afternoon are half days. The working week is the one that Unicode's CLDR has for the country.
 */
export async function publicHolidays(place: Place, year: number): Promise<CountryYear> {
  const HolidayTable = await loadHolidays();
  const { country, state = '', region = '' } = place;
  const table = new HolidayTable(country, state, region);
  const name = table.getCountries('en')[country] ?? country;
  const all = table.getHolidays(year, 'en');
  const ofTheYear = all.filter(({ type }) => type === 'public');
  const closed = closedDates(ofTheYear.filter((holiday) => startMs(holiday) === 0));
  const zones = table.getTimezones() ?? [];
  const where = [country, state, region].filter((part) => part !== '').join('-');
  return {
    title: where === country ? `${name} ${year}` : `${name} (${where}) ${year}`,
    timezone: zones[0],
    workingWeek: workingWeek(country),
    closed,
    special: halfDays(
      ofTheYear.filter((holiday) => startMs(holiday) > 0),
      new Set(closed.map(({ date }) => date)),
    ),
    remarks: remarks(await loadedVersion(), zones, workingWeek(country)),
    leftOut: [
      ...all.filter(({ type }) => type !== 'public').map(notPublic),
      ...ofTheYear.flatMap(odds),
      ...undatedHolidays(table.getRules(), new Set(all.map(({ rule }) => rule)), year),
      ...otherParts(where, await knownParts(country, place.state), region),
    ],
  };
}

const dateOf = ({ date }: Holiday): string => date.slice(0, 10);

/** When on its date the holiday begins, in milliseconds after midnight. One that begins at the sunset before says 0. */
function startMs({ date }: Holiday): number {
  const [hours = 0, minutes = 0] = date.slice(11, 16).split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}

/** Clocks that change meanwhile make a day of 23 or 25 hours. */
const wholeDays = ({ start, end }: Holiday): number =>
  Math.floor((end.getTime() - start.getTime() + HOUR_MS) / DAY_MS);

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Each date once; two holidays on one date share it. */
function closedDates(holidays: readonly Holiday[]): ClosedDate[] {
  const names = new Map<string, string[]>();
  for (const holiday of holidays) {
    for (let day = 0; day < wholeDays(holiday); day += 1) {
      const date = dayAfter(dateOf(holiday), day);
      names.set(date, [...(names.get(date) ?? []), holiday.name]);
    }
  }
  return [...names].map(([date, all]) => ({ date, name: [...new Set(all)].join(', ') }));
}

/** A date that is closed all day is not also a half day; of two half days on one date the earlier one counts. */
function halfDays(holidays: readonly Holiday[], closed: ReadonlySet<string>): SpecialDate[] {
  const byDate = new Map<string, SpecialDate>();
  for (const holiday of holidays.filter((each) => !closed.has(dateOf(each)))) {
    const date = dateOf(holiday);
    const closesAtMs = startMs(holiday);
    const known = byDate.get(date);
    if (known !== undefined && known.closesAtMs <= closesAtMs) continue;
    const name = `${holiday.name}, from ${holiday.date.slice(11, 16)}`;
    byDate.set(date, { date, name, like: weekdayOf(date), closesAtMs, shorterByMs: 0 });
  }
  return [...byDate.values()];
}

/** A part of a day at the end of a holiday: of those that begin at sunset it means the eve, at an hour nobody wrote. */
function odds(holiday: Holiday): string[] {
  const beginsAtMs = startMs(holiday);
  const lengthMs = holiday.end.getTime() - holiday.start.getTime();
  const restMs = beginsAtMs === 0 ? lengthMs - wholeDays(holiday) * DAY_MS : lengthMs - (DAY_MS - beginsAtMs);
  if (restMs <= HOUR_MS) return [];
  const hours = Math.round(restMs / HOUR_MS);
  return [
    `${dateOf(holiday)} ${holiday.name}: ${hours} hours of it that are no whole day; look whether the eve is short`,
  ];
}

const notPublic = (holiday: Holiday): string =>
  `${holiday.date.slice(0, startMs(holiday) === 0 ? 10 : 16)} ${holiday.name}: ${holiday.type}, not a public holiday`;

function otherParts(where: string, parts: Names, region: string): string[] {
  const codes = region === '' ? Object.keys(parts) : [];
  if (codes.length === 0) return [];
  return [
    `holidays of parts of the country; import one instead: ${codes.map((code) => `${where}-${code}`).join(', ')}`,
  ];
}

function remarks(version: string, zones: readonly string[], week: CountryYear['workingWeek']): string[] {
  const others =
    zones.length > 1 ? [`There are ${zones.length} time zones; --timezone chooses another.`] : [];
  return [
    `Source: date-holidays ${version}, public holidays with their substitute days.`,
    'Known: what that package computes. Not known: days that the authorities move or add for one year.',
    `The working week is ${week.join(', ')}, as CLDR has it.`,
    ...others,
  ];
}

async function loadedVersion(): Promise<string> {
  const { default: description } = await import('date-holidays/package.json', { with: { type: 'json' } });
  return description.version;
}

/** Of ECMA-402, and in the runtime, but not yet in the compiler's library of ES2024. */
interface WeekInfoSource {
  getWeekInfo(): { readonly weekend: readonly number[] };
}

/** CLDR counts weekdays from 1, Monday. */
function workingWeek(country: string): CountryYear['workingWeek'] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & WeekInfoSource;
  const { weekend } = locale.getWeekInfo();
  return WEEKDAYS.filter((_, index) => !weekend.includes(index + 1));
}
