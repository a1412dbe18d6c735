// The shipped example is the reference contract, and a real calendar.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { exampleConfigFile, loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';
import { compileCalendar } from '../../src/domain/sla/calendar.ts';
import { languages } from '../../src/messages/language.ts';

function example(): Config {
  const result = loadConfig({ DESKHAND_CONFIG: exampleConfigFile }, (path) => readFileSync(path, 'utf8'));
  if (!result.ok) throw new Error(describeProblems(result.error));
  return result.value;
}

const config = example();
const hour = 3_600_000;

describe('the shipped example', () => {
  it.each([
    ['on Slack alone', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }],
    ['on Telegram alone', { TELEGRAM_BOT_TOKEN: '1:a' }],
    ['in the playground', {}],
  ])('loads %s', (_, env) => {
    const result = loadConfig({ ...env, DESKHAND_CONFIG: exampleConfigFile }, (path) =>
      readFileSync(path, 'utf8'),
    );
    expect(result.ok).toBe(true);
  });

  it('answers critical tickets within 6 working hours, by phone out of hours, and promises a time for the others', () => {
    const targets = config.plans['msa-start']?.targets;
    expect(targets?.critical.firstResponse).toEqual({
      withinMs: 6 * hour,
      calendar: 'office',
      afterHours: 'phone',
    });
    for (const severity of ['high', 'medium', 'low'] as const) {
      expect(targets?.[severity].firstResponse).toEqual({ withinMs: null, calendar: 'office' });
    }
    expect(config.queues[config.defaultQueue]?.phone).toMatch(/^\+7 495/);
  });

  it('gives six priority incidents, urgent releases and a place before standard support', () => {
    const { standard, 'msa-start': start } = config.plans;
    expect(start).toMatchObject({ priorityIncidents: 6, urgentRelease: true });
    expect(start?.rank).toBeGreaterThan(standard?.rank ?? Number.POSITIVE_INFINITY);
    expect(config.defaultPlan).toBe('standard');
    expect(config.requestTypes['signature-change']?.release.urgent?.withinMs).toBe(24 * hour);
  });

  it('sends signature changes to the virus laboratory, through their stages, with a sample in one of three forms', () => {
    expect(config.queues['virus-lab']?.requestTypes).toEqual(['signature-change']);
    expect(config.queues['virus-lab']?.slackChannel).not.toBe(config.queues.support?.slackChannel);
    const type = config.requestTypes['signature-change'];
    const stages = ['received', 'analysing', 'update-prepared', 'released', 'rejected'];
    expect(type?.stages.map(({ name }) => name)).toEqual(stages);
    expect(type?.form.filter(({ oneOf }) => oneOf === 'sample').map(({ type }) => type)).toEqual([
      'file',
      'hash',
      'url',
    ]);
    expect(type?.preconditions).toMatchObject([{ field: 'databaseVersion', atLeast: 'latestDatabases' }]);
  });

  it('speaks to people in their own language wherever it names something', () => {
    const type = config.requestTypes['signature-change'];
    const russian = [
      config.desk.name,
      config.queues.support?.title,
      type?.title,
      type?.form[0]?.label,
      type?.stages[0]?.title,
    ];
    for (const text of russian) expect(text?.ru).toMatch(/[а-я]/);
    for (const text of russian) expect(Object.keys(text ?? {}).toSorted()).toEqual([...languages]);
  });
});

describe('its calendars', () => {
  const office = compileCalendar(config.calendars.office ?? { timezone: 'UTC', hours: {} });
  const hoursOf = (date: string, days = 1) => {
    const from = Date.parse(`${date}T00:00:00+03:00`);
    return office.between(from, from + days * 24 * hour) / hour;
  };

  it.each([
    ['2026-01-01', 11, 0, 'the New Year holidays of 2026'],
    ['2026-01-12', 1, 9, 'the first working day of 2026'],
    ['2026-03-09', 1, 0, 'the Monday after 8 March'],
    ['2026-04-30', 1, 8, 'the short day before 1 May'],
    ['2026-05-11', 1, 0, 'the Monday after 9 May'],
    ['2026-11-03', 1, 8, 'the short day before 4 November'],
    ['2026-11-04', 1, 0, 'National Unity Day'],
    ['2026-12-31', 1, 0, 'the last day of 2026, moved from 4 January'],
    ['2027-01-01', 10, 0, 'the New Year holidays of 2027'],
    ['2027-01-11', 1, 9, 'the first working day of 2027'],
    ['2027-05-03', 1, 0, 'the Monday after 1 May 2027'],
    ['2027-06-14', 1, 0, 'the Monday after 12 June 2027'],
  ])('from %s for %d days count %d hours: %s', (date, days, hours) => {
    expect(hoursOf(date, days)).toBe(hours);
  });

  it('count the 247 working days of 2026 that Russia has, four of them an hour short', () => {
    expect(hoursOf('2026-01-01', 365)).toBe(247 * 9 - 4);
  });

  it('never close around the clock', () => {
    const always = compileCalendar(config.calendars.always ?? { timezone: 'UTC', hours: {} });
    const from = Date.parse('2026-12-28T00:00:00Z');
    expect(always.between(from, from + 14 * 24 * hour)).toBe(14 * 24 * hour);
  });
});
