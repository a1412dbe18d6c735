// Stretches of time as people write them, in both languages.
import { describe, expect, it } from 'vitest';
import { formatCounted, formatSpan } from '../../src/messages/format-span.ts';

const at = (text: string): number => Date.parse(`${text}+03:00`);
const reader = { timeZone: 'Europe/Moscow', now: at('2026-02-09T12:00') };

describe('a stretch of time', () => {
  it.each([
    [
      'within a day',
      '2026-02-06T17:40',
      '2026-02-06T18:00',
      'Fri 6 Feb 17:40–18:00',
      'пт 6 февр. 17:40–18:00',
    ],
    [
      'over days',
      '2026-02-06T18:00',
      '2026-02-09T09:00',
      'Fri 6 Feb 18:00 – Mon 9 Feb 09:00',
      'пт 6 февр. 18:00 – пн 9 февр. 09:00',
    ],
    ['that is a whole day', '2026-02-23T00:00', '2026-02-24T00:00', 'Mon 23 Feb', 'пн 23 февр.'],
    [
      'of whole days',
      '2026-02-23T00:00',
      '2026-02-25T00:00',
      'Mon 23 Feb – Tue 24 Feb',
      'пн 23 февр. – вт 24 февр.',
    ],
    [
      'until midnight',
      '2026-02-23T18:00',
      '2026-02-24T00:00',
      'Mon 23 Feb 18:00–24:00',
      'пн 23 февр. 18:00–24:00',
    ],
    [
      'into another year',
      '2026-12-31T18:00',
      '2027-01-01T09:00',
      'Thu 31 Dec 18:00 – Fri 1 Jan 2027 09:00',
      'чт 31 дек. 18:00 – пт 1 янв. 2027 г. 09:00',
    ],
  ])('%s is told', (_, from, to, english, russian) => {
    expect(formatSpan('en', at(from), at(to), reader)).toBe(english);
    expect(formatSpan('ru', at(from), at(to), reader)).toBe(russian);
  });

  it('is told in the zone of its reader', () => {
    const span = formatSpan('en', at('2026-02-06T17:40'), at('2026-02-06T18:00'), {
      ...reader,
      timeZone: 'UTC',
    });
    expect(span).toBe('Fri 6 Feb 14:40–15:00');
  });
});

it.each([
  [20_000, '20 s'],
  [340 * 60_000, '5 h 40 min'],
  [45 * 3_600_000, '45 h'],
])('counted time of %i ms is told as %s, never in days', (ms, text) => {
  expect(formatCounted('en', ms)).toBe(text);
});
