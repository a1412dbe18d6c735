// Finds the public holidays that date-holidays knows of but does not date in a year: its tables end, and it does not say so.
import { z } from 'zod';

/** By language. */
const nameSchema = z.record(z.string(), z.string());

const rulesSchema = z.array(
  z.object({
    rule: z.string(),
    type: z.string().optional(),
    name: z.union([z.string().transform((en): Record<string, string> => ({ en })), nameSchema]).optional(),
  }),
);

type Rules = z.infer<typeof rulesSchema>;

/**
 * A line for each public holiday that may be missing in `year`, so that silence does not pass for a working day.
 * `rules` are the package's for a place, `computed` those of which it found a date in that year.
 */
export function undatedHolidays(rules: unknown, computed: ReadonlySet<string>, year: number): string[] {
  const ofPublic = rulesSchema.parse(rules).filter(({ type }) => type === 'public');
  return [...beyondTables(ofPublic, computed), ...beyondLists(ofPublic, year)];
}

const lunarMonth =
  /\b(Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu al-|Nisan|Iyyar|Sivan|Tamuz|Av|Elul|Tishrei|Cheshvan|Kislev|Tevet|Shvat|Adar)/;

/** Islamic and Hebrew dates come from tables. */
const beyondTables = (rules: Rules, computed: ReadonlySet<string>): string[] =>
  rules
    .filter(({ rule }) => lunarMonth.test(rule) && !computed.has(rule))
    .map(({ rule }) => `${rule}: the package computes no date for it in this year`);

/** Some holidays (Deepavali in Singapore) have no rule, but a date for each year; one-offs do not count. */
function beyondLists(rules: Rules, year: number): string[] {
  const yearsByName = new Map<string, number[]>();
  for (const { rule, name = {} } of rules) {
    const listed = /^\d{4}(?=-)/.exec(rule)?.[0];
    if (listed === undefined) continue;
    const title = name.en ?? Object.values(name)[0] ?? rule;
    yearsByName.set(title, [...(yearsByName.get(title) ?? []), Number(listed)]);
  }
  return [...yearsByName]
    .map(([name, years]) => ({
      name,
      first: Math.min(...years),
      last: Math.max(...years),
      count: new Set(years).size,
    }))
    .filter(({ first, last, count }) => count > 2 && (year < first || year > last))
    .map(({ name, first, last }) => `${name}: the package lists its dates from ${first} to ${last} only`);
}
