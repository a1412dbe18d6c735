// Loading the configuration: which file is read, what is reported together, and what comes out.

import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { exampleConfigFile, loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';
import { deskFileText, readFileOf, smallDeskFile } from './desk-file-builder.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' };
const telegram = { TELEGRAM_BOT_TOKEN: '1:a' };

function loaded(changes: Readonly<Record<string, unknown>> = {}, env = {}): Config {
  const result = loadConfig(env, readFileOf({ './deskhand.yml': deskFileText(changes) }));
  if (!result.ok) throw new Error(describeProblems(result.error));
  return result.value;
}

function problemsOf(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) {
  const result = loadConfig(env, readFileOf(files));
  return result.ok ? [] : result.error;
}

describe('the file that is loaded', () => {
  const named = (name: string) => deskFileText({ desk: { name, prefix: 'ACME' } });
  const nameIn = (env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) => {
    const result = loadConfig(env, readFileOf(files));
    return result.ok ? [result.value.desk.name.en, result.value.file] : result.error;
  };
  const files = {
    './deskhand.yml': named('own'),
    [exampleConfigFile]: named('example'),
    'else.yml': named('chosen'),
  };

  it('is ./deskhand.yml, and the shipped example where there is none', () => {
    expect(nameIn({}, files)).toEqual(['own', './deskhand.yml']);
    expect(nameIn({}, { [exampleConfigFile]: named('example') })).toEqual(['example', exampleConfigFile]);
    expect(nameIn({ DESKHAND_CONFIG: '' }, files)).toEqual(['own', './deskhand.yml']);
  });

  it('is the one that DESKHAND_CONFIG names, and no other when that is missing', () => {
    expect(nameIn({ DESKHAND_CONFIG: 'else.yml' }, files)).toEqual(['chosen', 'else.yml']);
    expect(nameIn({ DESKHAND_CONFIG: 'nowhere.yml' }, files)).toEqual([
      expect.objectContaining({ where: 'environment', name: 'DESKHAND_CONFIG' }),
    ]);
  });

  it('is never passed over because it cannot be read', () => {
    const locked = (path: string) => {
      if (path !== './deskhand.yml') return named('example');
      throw Object.assign(new Error('locked'), { code: 'EACCES' });
    };
    const result = loadConfig({}, locked);
    expect(result).toMatchObject({
      ok: false,
      error: [{ where: './deskhand.yml', message: expect.stringContaining('EACCES') }],
    });
  });
});

describe('the problems of a configuration', () => {
  it('are those of the environment and of the file together, each with its name and place', () => {
    const files = {
      './deskhand.yml': deskFileText({
        desk: { name: 'Acme', prefix: 'acme' },
        reminders: { before: ['x'] },
      }),
    };
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'loud' }, files);
    expect(problems.map(({ name }) => name)).toEqual([
      'PORT',
      'LOG_LEVEL',
      'desk.prefix',
      'reminders.before[0]',
    ]);
    const text = describeProblems(problems);
    expect(text).toMatch(/^The configuration has 4 problems:\n/);
    expect(text).toContain('\n  PORT: must be a whole number from 0 to 65535.');
    expect(text).toContain('\n  deskhand.yml:3 desk.prefix: must be 2 to 10 capital letters');
  });

  it('are those of the environment alone when the file cannot be found either', () => {
    const problems = problemsOf({ PORT: 'x', DESKHAND_CONFIG: 'nowhere.yml' }, {});
    expect(problems.map(({ name }) => name)).toEqual(['PORT', 'DESKHAND_CONFIG']);
  });

  it('include a default queue that would show its tickets to nobody', () => {
    const text = deskFileText({ queues: { support: { slackChannel: 'C0SUPPORT' } } });
    const files = { './deskhand.yml': text };
    expect(problemsOf(telegram, files)).toEqual([
      expect.objectContaining({ name: 'queues.support.telegramChat' }),
    ]);
    expect(problemsOf(slack, files)).toEqual([]);
    expect(problemsOf({ ...slack, ...telegram }, files)).toEqual([]);
    expect(problemsOf({}, files)).toEqual([]);
  });
});

describe('a loaded configuration', () => {
  it('has a default for everything that may be left out', () => {
    const config = loaded();
    expect(config.desk).toEqual({
      name: { en: 'Acme', ru: 'Acme' },
      prefix: 'ACME',
      language: 'en',
      timezone: 'Europe/Moscow',
      unknownRequesters: 'accept',
      defaultSeverity: 'medium',
      draftMs: 600_000,
    });
    expect(config.queues.support).toEqual({
      key: 'support',
      title: { en: 'support', ru: 'support' },
      slackChannel: 'C0SUPPORT',
      telegramChat: -1001,
      phone: null,
      leads: [],
      threadMessages: 'note',
      outsideHours: 'hold',
      requestTypes: [],
    });
    expect(config).toMatchObject({
      defaultQueue: 'support',
      defaultPlan: 'standard',
      slack: null,
      telegram: null,
    });
    expect(config.reminders).toEqual({
      before: ['50%', '80%', '95%'],
      after: ['0m', '30m', '2h'],
      owed: ['30m', '2h', '4h'],
    });
    expect(config.retention).toEqual({ messagesMs: null, filesMs: null, samplesMs: null });
    expect(config.plans.standard).toMatchObject({
      rank: 0,
      priorityIncidents: 0,
      urgentRelease: false,
      visibility: 'own',
    });
  });

  it('keeps things for as long as it is told', () => {
    const { retention } = loaded({ retention: { files: '365d', samples: '30d' } });
    expect(retention).toEqual({ messagesMs: null, filesMs: 365 * 86_400_000, samplesMs: 30 * 86_400_000 });
  });

  it('keeps reminders that are switched off switched off', () => {
    expect(loaded({ reminders: { before: [] } }).reminders).toEqual({
      before: [],
      after: ['0m', '30m', '2h'],
      owed: ['30m', '2h', '4h'],
    });
  });

  it('is frozen all the way down', () => {
    const config = loaded();
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(config)).toBe(true);
  });

  it('finds nothing under a name that every object inherits', () => {
    const { queues, plans, calendars } = loaded();
    for (const inherited of ['constructor', 'toString', '__proto__']) {
      expect([queues[inherited], plans[inherited], calendars[inherited]]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('takes the queue marked as default, wherever it stands', () => {
    const { support } = smallDeskFile().queues;
    expect(loaded({ queues: { first: support, second: { ...support, default: true } } }).defaultQueue).toBe(
      'second',
    );
  });

  it('reads a text in the language that is given where the other one is not', () => {
    const desk = { name: { ru: 'Поддержка' }, prefix: 'ACME', language: 'ru' };
    expect(loaded({ desk }).desk.name).toEqual({ en: 'Поддержка', ru: 'Поддержка' });
  });
});

describe('the targets of a plan', () => {
  const twoCalendars = {
    calendars: {
      nights: { timezone: 'UTC', hours: { mon: [['22:00', '06:00']] } },
      office: { timezone: 'UTC', hours: { mon: [['09:00', '18:00']] } },
    },
  };
  const targetsOf = (plan: Readonly<Record<string, unknown>>) =>
    loaded({ ...twoCalendars, plans: { plan } }).plans.plan?.targets;

  it('are in milliseconds on their calendar, and none where the plan has none', () => {
    const firstResponse = { within: '1h 30m', calendar: 'office', afterHours: 'phone' };
    expect(targetsOf({ targets: { critical: { firstResponse } } })).toEqual({
      critical: { firstResponse: { withinMs: 5_400_000, calendar: 'office', afterHours: 'phone' } },
      high: {},
      medium: {},
      low: {},
    });
  });

  it('owe a promise, written as a word or at length', () => {
    const targets = { high: { firstResponse: 'promise', resolution: { promise: true, calendar: 'office' } } };
    expect(targetsOf({ targets })?.high).toEqual({
      firstResponse: { withinMs: null, calendar: 'office' },
      resolution: { withinMs: null, calendar: 'office' },
    });
  });

  it("count on the plan's calendar, else the first that its targets name, else the first of all", () => {
    const low = { firstResponse: 'promise' };
    const critical = { firstResponse: { within: '6h', calendar: 'office' } };
    const calendarOfLow = (plan: Readonly<Record<string, unknown>>) =>
      targetsOf(plan)?.low.firstResponse?.calendar;
    expect(calendarOfLow({ calendar: 'nights', targets: { critical, low } })).toBe('nights');
    expect(calendarOfLow({ targets: { critical, low } })).toBe('office');
    expect(calendarOfLow({ targets: { low } })).toBe('nights');
  });
});
