// Times in words: relative days at their borders, zones by the names people use, lengths that count right.

import { describe, expect, it } from 'vitest';
import { formatDuration, formatInstant, formatWorkingTime } from '../../src/messages/format-time.ts';

const hour = 3_600_000;
const minute = 60_000;

/** Friday 20 November 2026, 17:40 in Moscow. */
const now = Date.parse('2026-11-20T14:40:00Z');
const moscow = { timeZone: 'Europe/Moscow', now };

describe('formatInstant', () => {
  it.each([
    ['2026-11-23T11:40:00Z', 'Monday 14:40 Moscow time', 'понедельник, 14:40 по Москве'],
    ['2026-11-20T15:00:00Z', 'today 18:00 Moscow time', 'сегодня, 18:00 по Москве'],
    ['2026-11-20T21:00:00Z', 'tomorrow 00:00 Moscow time', 'завтра, 00:00 по Москве'],
    ['2026-11-19T20:59:59Z', 'yesterday 23:59 Moscow time', 'вчера, 23:59 по Москве'],
    ['2026-11-26T20:59:00Z', 'Thursday 23:59 Moscow time', 'четверг, 23:59 по Москве'],
  ])('says %s relative to the day of its reader', (at, english, russian) => {
    expect(formatInstant('en', Date.parse(at), moscow)).toBe(english);
    expect(formatInstant('ru', Date.parse(at), moscow)).toBe(russian);
  });

  it('gives the date from the same weekday of next week on, and for days that have passed', () => {
    const said = (at: string) => formatInstant('en', Date.parse(at), moscow);
    expect(said('2026-11-26T21:00:00Z')).toBe('Friday 27 November 00:00 Moscow time');
    expect(said('2026-11-18T09:00:00Z')).toBe('Wednesday 18 November 12:00 Moscow time');
    expect(formatInstant('ru', Date.parse('2026-11-27T09:00:00Z'), moscow)).toBe(
      'пятница, 27 ноября, 12:00 по Москве',
    );
  });

  it('names the year only when it is another one', () => {
    const at = Date.parse('2027-01-11T07:00:00Z');
    expect(formatInstant('en', at, moscow)).toBe('Monday, 11 January 2027 10:00 Moscow time');
    expect(formatInstant('ru', at, moscow)).toBe('понедельник, 11 января 2027 г., 10:00 по Москве');
  });

  it('takes the day from the zone of the reader, not from UTC', () => {
    const at = Date.parse('2026-11-20T16:00:00Z');
    expect(formatInstant('en', at, { timeZone: 'Asia/Tokyo', now })).toBe('tomorrow 01:00 Japan time');
    expect(formatInstant('en', at, { timeZone: 'America/New_York', now })).toBe('today 11:00 ET');
  });

  it('counts calendar days, not 24 hours, over a change of the clocks', () => {
    const saturdayNight = Date.parse('2026-03-28T22:30:00Z'); // 23:30 in Berlin; the next day has 23 hours
    const at = Date.parse('2026-03-29T21:50:00Z');
    const berlin = { timeZone: 'Europe/Berlin', now: saturdayNight };
    expect(formatInstant('en', at, berlin)).toBe('tomorrow 23:50 Germany time');
    expect(formatInstant('en', at + 10 * minute, berlin)).toBe('Monday 00:00 Germany time');
  });

  it.each([
    ['UTC', '14:40 UTC', '14:40 UTC'],
    ['Etc/UTC', '14:40 UTC', '14:40 UTC'],
    ['Asia/Yekaterinburg', '19:40 Yekaterinburg time', '19:40 по Екатеринбургу'],
    ['Asia/Kolkata', '20:10 India time', '20:10 (Индия)'],
    ['Europe/Istanbul', '17:40 Türkiye time', '17:40 (Турция)'],
    ['Etc/GMT-3', '17:40 GMT+3', '17:40 GMT+3'],
  ])('calls %s what people call it', (timeZone, english, russian) => {
    expect(formatInstant('en', now, { timeZone, now })).toBe(`today ${english}`);
    expect(formatInstant('ru', now, { timeZone, now })).toBe(`сегодня, ${russian}`);
  });

  it('throws for a zone that does not exist rather than naming a wrong time', () => {
    expect(() => formatInstant('en', now, { timeZone: 'Mars/Olympus', now })).toThrow(RangeError);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s', '0 с'],
    [999, '0 s', '0 с'],
    [45_000, '45 s', '45 с'],
    [90_000, '1 min 30 s', '1 мин 30 с'],
    [20 * minute, '20 min', '20 мин'],
    [80 * minute, '1 h 20 min', '1 ч 20 мин'],
    [6 * hour, '6 h', '6 ч'],
    [6 * hour + 59_999, '6 h', '6 ч'],
    [51 * hour, '2 d 3 h', '2 д 3 ч'],
    [48 * hour + 20 * minute, '2 d', '2 д'],
  ])('says %d ms by its two largest units, rounded down', (durationMs, english, russian) => {
    expect(formatDuration('en', durationMs)).toBe(english);
    expect(formatDuration('ru', durationMs)).toBe(russian);
  });
});

describe('formatWorkingTime', () => {
  it.each([
    [6 * hour, '6 working hours', '6 рабочих часов'],
    [hour, '1 working hour', '1 рабочий час'],
    [48 * hour, '48 working hours', '48 рабочих часов'],
    [45 * minute, '45 working minutes', '45 рабочих минут'],
    [90 * minute, '1 h 30 min of working time', '1 ч 30 мин рабочего времени'],
    [0, '0 working minutes', '0 рабочих минут'],
  ])('says %d ms in working hours and never in days', (durationMs, english, russian) => {
    expect(formatWorkingTime('en', durationMs)).toBe(english);
    expect(formatWorkingTime('ru', durationMs)).toBe(russian);
  });
});
