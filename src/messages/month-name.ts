// Months in words, such as that of a statement.
import { firstDayOf, type Month } from '../domain/contract/month.ts';
import { dateTimeFormat } from './date-time-format.ts';
import { locales } from './format-time.ts';
import type { Language } from './language.ts';

/** "October 2026" / «октябрь 2026 г.». */
export const monthName = (language: Language, month: Month): string =>
  dateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${firstDayOf(month)}T00:00Z`),
  );
