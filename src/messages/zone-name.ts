// What people call a time zone: "Moscow time", «по Москве».

import { dateTimeFormat } from './date-time-format.ts';
import type { Language } from './language.ts';

/** Russian says a zone by its city in the dative, which Intl does not know. */
const russianDative: Readonly<Record<string, string>> = {
  Калининград: 'Калининграду',
  Москва: 'Москве',
  Волгоград: 'Волгограду',
  Саратов: 'Саратову',
  Самара: 'Самаре',
  Екатеринбург: 'Екатеринбургу',
  Омск: 'Омску',
  Томск: 'Томску',
  Новосибирск: 'Новосибирску',
  Красноярск: 'Красноярску',
  Иркутск: 'Иркутску',
  Якутск: 'Якутску',
  Владивосток: 'Владивостоку',
  Магадан: 'Магадану',
  Беларусь: 'Минску',
  Алматы: 'Алматы',
  Узбекистан: 'Ташкенту',
  Армения: 'Еревану',
};

/**
 * The name of an IANA time zone as it follows a clock time at `at`: "Moscow time", "ET", "UTC" /
 * «по Москве», «(Япония)». The same in summer and winter. `at`, in milliseconds since the epoch, matters
 * because zones have gone by other names in the past.
 * @throws RangeError for a zone that Intl does not know.
 */
export function zoneName(language: Language, timeZone: string, at: number): string {
  const name = genericName(language, timeZone, at);
  if (name === 'GMT+0') return 'UTC';
  if (/^[A-Z]{2,}/.test(name)) return name;
  if (language === 'en') return name.replace(/ Time$/, ' time');
  const dative = russianDative[name];
  return dative === undefined ? `(${name})` : `по ${dative}`;
}

function genericName(language: Language, timeZone: string, at: number): string {
  const parts = dateTimeFormat(language, { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
