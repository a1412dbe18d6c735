// Who is on call, by shifts that run past midnight and dates that differ.
import { describe, expect, it } from 'vitest';
import { onCallBy } from '../../src/config/on-call.ts';
import { moscow } from '../domain/sla/given.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const rota = onCallBy({
  timezone: 'Europe/Moscow',
  shifts: [
    { days: weekdays, from: '18:00', to: '09:00', people: ['slack:UANNA', 'telegram:4242'] },
    { days: ['sat', 'sun'], from: '00:00', to: '24:00', people: ['slack:UBORIS'] },
  ],
  exceptions: [{ date: '2026-02-05', people: ['slack:UOLGA'] }],
  escalateAfterMs: 600_000,
});
const names = (at: string) => rota(moscow(at)).map(({ platform, userId }) => `${platform}:${userId}`);

describe('whoever is on call', () => {
  it.each([
    ['in the evening', '2026-02-02 18:00', ['slack:UANNA', 'telegram:4242']],
    ['past midnight, by the shift of the day before', '2026-02-03 03:00', ['slack:UANNA', 'telegram:4242']],
    ['at the weekend', '2026-02-07 12:00', ['slack:UBORIS']],
    ['on a date that differs, whatever the shift', '2026-02-05 20:00', ['slack:UOLGA']],
    ['when no shift covers the time', '2026-02-02 12:00', []],
  ])('%s', (_, at, expected) => {
    expect(names(at)).toEqual(expected);
  });
});
