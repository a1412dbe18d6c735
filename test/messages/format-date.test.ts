// Dates of contracts as people of each language write them, the same in every zone.
import { expect, test } from 'vitest';
import { formatDate } from '../../src/messages/format-date.ts';

test.each([
  ['2027-03-01', '1 March 2027', '1 марта 2027 г.'],
  ['2028-02-29', '29 February 2028', '29 февраля 2028 г.'],
  ['2026-12-31', '31 December 2026', '31 декабря 2026 г.'],
])('%s is put in words', (date, en, ru) => {
  expect([formatDate('en', date), formatDate('ru', date)]).toEqual([en, ru]);
});
