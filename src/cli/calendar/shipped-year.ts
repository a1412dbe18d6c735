// Production calendars that ship with the desk, one file a country and year.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../domain/instant.ts';
import { parseLocalDate } from '../../domain/sla/calendar-spec.ts';
import { type CountryYear, longDate, type SpecialDate, weekdayOf } from './country-year.ts';

const directory = fileURLToPath(new URL('../../../calendars/', import.meta.url));

const dateSchema = z.string().refine((text) => parseLocalDate(text) !== null, 'is not a date');

const shippedSchema = z.strictObject({
  country: z.string(),
  year: z.int(),
  title: z.string(),
  timezone: z.string(),
  totals: z.strictObject({ workingDays: z.int(), hoursOf40HourWeek: z.number() }),
  sources: z.array(z.string()).min(1),
  known: z.array(z.string()).min(1),
  notKnown: z.array(z.string()),
  holidays: z.array(z.strictObject({ date: dateSchema, name: z.string() })),
  transfers: z.array(z.strictObject({ from: dateSchema, to: dateSchema, by: z.enum(['decree', 'law']) })),
  shortDays: z.array(dateSchema),
});

/** A production calendar as its file has it. */
export type ShippedYear = z.infer<typeof shippedSchema>;

/** The years that ship for a country, by its ISO code in any case, ascending; empty for most. */
export function shippedYears(country: string): number[] {
  const name = /^([a-z]{2})-(\d{4})\.yml$/;
  return readdirSync(directory)
    .map((file) => name.exec(file))
    .filter((match) => match?.[1] === country.toLowerCase())
    .map((match) => Number(match?.[2]))
    .sort((a, b) => a - b);
}

/**
 * Reads one of the years that `shippedYears` names.
 * @throws when the file is not there or is not a production calendar.
 */
export function readShippedYear(country: string, year: number): ShippedYear {
  const text = readFileSync(`${directory}${country.toLowerCase()}-${year}.yml`, 'utf8');
  return shippedSchema.parse(parse(text));
}

const mondayToFriday = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** A working Saturday is worked like the day that became free for it; its eve of a holiday is short as any other. */
export function countryYearOf(shipped: ShippedYear): CountryYear {
  const { holidays, transfers, shortDays } = shipped;
  const isHoliday = (date: string): boolean => holidays.some((holiday) => holiday.date === date);
  const working = transfers.filter(({ from }) => !isHoliday(from));
  const shorterByMs = (date: string): number => (shortDays.includes(date) ? HOUR_MS : 0);
  const special = (date: string, like: string, name: string): SpecialDate => ({
    date,
    name,
    like: weekdayOf(like),
    closesAtMs: DAY_MS,
    shorterByMs: shorterByMs(date),
  });
  const eves = shortDays.filter((date) => !working.some(({ from }) => from === date));
  return {
    title: shipped.title,
    timezone: shipped.timezone,
    workingWeek: mondayToFriday,
    closed: [...holidays, ...transfers.map(({ from, to }) => ({ date: to, name: `for ${longDate(from)}` }))],
    special: [
      ...working.map(({ from, to }) => {
        const length = shorterByMs(from) > 0 ? ', an hour shorter' : '';
        return special(from, to, `worked for ${longDate(to)}${length}`);
      }),
      ...eves.map((date) => special(date, date, 'eve of a holiday, an hour shorter')),
    ],
    remarks: remarksOf(shipped),
    leftOut: [],
  };
}

function remarksOf({ totals, sources, known, notKnown }: ShippedYear): string[] {
  return [
    `${totals.workingDays} working days, ${totals.hoursOf40HourWeek} hours on a 40-hour week.`,
    ...sources.map((source) => `Source: ${source}.`),
    ...known.map((text) => `Known: ${text}`),
    ...notKnown.map((text) => `Not known: ${text}`),
  ];
}
