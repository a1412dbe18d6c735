// Finds the year of a country that somebody asked for, or says what they may have meant.
import { closestName } from '../../domain/closest-name.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { CountryYear } from './country-year.ts';
import { knownCountries, knownParts, type Names, publicHolidays } from './public-holidays.ts';
import { countryYearOf, readShippedYear, shippedYears } from './shipped-year.ts';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;

/**
 * The year of a country by its ISO code, with parts after hyphens (`DE-BY`). Shipped production calendars go before
 * computed holidays, and where any ship for a country, other years of it are refused: computed ones would lack the
 * days that were moved. The error says what is wrong and what there is instead.
 */
export async function findCountryYear(place: string, yearText: string): Promise<Result<CountryYear, string>> {
  const year = Number(yearText);
  if (!/^\d{4}$/.test(yearText) || year < FIRST_YEAR || year > LAST_YEAR) {
    return fail(`"${yearText}" is no year from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  const [country = '', state, region] = place.toUpperCase().split('-');
  const shipped = shippedYears(country);
  if (shipped.length > 0) return shippedYear({ country, year, years: shipped, isWhole: state === undefined });
  const unknown = await unknownPlace(place, country, state, region);
  return unknown === undefined ? ok(await publicHolidays({ country, state, region }, year)) : fail(unknown);
}

interface ShippedChoice {
  readonly country: string;
  readonly year: number;
  readonly years: readonly number[];
  readonly isWhole: boolean;
}

function shippedYear({ country, year, years, isWhole }: ShippedChoice): Result<CountryYear, string> {
  if (!isWhole) {
    return fail(`${country} ships as a whole. Import ${country}, and add the holidays of its part by hand.`);
  }
  if (years.includes(year)) return ok(countryYearOf(readShippedYear(country, year)));
  return fail(
    `For ${country}, ${years.join(' and ')} ship, not ${year}: its days off are moved by decree and cannot be computed. ` +
      'Write the dates by hand, closed ones under holidays, short days and working Saturdays under extra ' +
      '(docs/calendars.md shows how).',
  );
}

async function unknownPlace(
  place: string,
  country: string,
  state?: string,
  region?: string,
): Promise<string | undefined> {
  const countries = await knownCountries();
  if (!Object.hasOwn(countries, country))
    return `There is no country "${place}".${suggestion(place, countries)}`;
  if (state === undefined) return undefined;
  const states = await knownParts(country);
  if (!Object.hasOwn(states, state)) return unknownPart(country, state, states);
  if (region === undefined) return undefined;
  const regions = await knownParts(country, state);
  return Object.hasOwn(regions, region) ? undefined : unknownPart(`${country}-${state}`, region, regions);
}

function unknownPart(whole: string, part: string, parts: Names): string {
  const codes = Object.entries(parts).map(([code, name]) => `${whole}-${code} (${name})`);
  const known =
    codes.length === 0 ? 'Its holidays are the same everywhere.' : `There are ${codes.join(', ')}.`;
  return `${whole} has no part "${part}". ${known}`;
}

const NEAR_CODES = 6;

/** What may have been meant by a name, whole or misspelt, or by a code that is not the country's own. */
function suggestion(place: string, countries: Names): string {
  const entries = Object.entries(countries);
  const meant = closestName(place, Object.values(countries));
  const byName = entries.filter(
    ([, name]) => name === meant || (place.length > 3 && name.toLowerCase().startsWith(place.toLowerCase())),
  );
  const alias = canonicalRegion(place);
  const byAlias = entries.filter(([code]) => code === alias);
  const byLetters = entries.filter(([code]) => isNear(place.toUpperCase(), code));
  const near = [byName, byAlias, byLetters].find((found) => found.length > 0) ?? [];
  const named = near.slice(0, NEAR_CODES).map(([code, name]) => `${code} (${name})`);
  return named.length === 0
    ? ' Give its ISO code of two letters, such as DE.'
    : ` Did you mean ${named.join(', ')}?`;
}

/** CLDR knows what other codes stand for: UK is GB. */
function canonicalRegion(place: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(place)) return undefined;
  return new Intl.Locale(`und-${place}`).region;
}

/** Codes of three letters mostly begin with the one of two; in one of two a letter may be wrong. */
function isNear(place: string, code: string): boolean {
  if (place.length === 3) return place.startsWith(code);
  return place.length === 2 && (place[0] === code[0] || place === `${code[1]}${code[0]}`);
}
