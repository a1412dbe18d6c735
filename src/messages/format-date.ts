// Dates of the calendar in words: when contracts begin and end.
import type { LocalDate } from '../domain/contract/contract.ts';
import { dateTimeFormat } from './date-time-format.ts';
import { locales } from './format-time.ts';
import type { Language } from './language.ts';

/** The date with its year: "1 March 2026", "1 марта 2026 г.". */
export const formatDate = (language: Language, date: LocalDate): string =>
  dateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`));
