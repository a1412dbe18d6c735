// deskhand.yml: every wrong value is named with its line and what to do, all of them at once.

import { describe, expect, it } from 'vitest';
import { parseDeskFile } from '../../src/config/desk-file.ts';
import { deskFileText, smallDeskFile } from './desk-file-builder.ts';

function problemsOf(text: string) {
  const parsed = parseDeskFile(text, 'deskhand.yml');
  return parsed.ok ? [] : parsed.error;
}

/** The problems of the small file with other sections, as `path: message`. */
function problemsWith(changes: Readonly<Record<string, unknown>>): string[] {
  return problemsOf(deskFileText(changes)).map(({ name, message }) => `${name}: ${message}`);
}

const { desk, calendars, queues, plans } = smallDeskFile();
const { support } = queues;

describe('a deskhand.yml', () => {
  it('needs only a desk, a calendar, a queue and a plan', () => {
    expect(problemsOf(deskFileText())).toEqual([]);
  });

  it.each(['desk', 'calendars', 'queues', 'plans'])('must have %s', (section) => {
    expect(problemsWith({ [section]: undefined })).toContain(`${section}: is missing.`);
  });

  it.each(['calendars', 'queues', 'plans'])('must define something in %s', (section) => {
    expect(problemsWith({ [section]: {} }).join()).toContain(`${section}: must define at least one`);
  });

  it('names the line of each problem, from the top down', () => {
    const text = [
      'desk:',
      '  name: Acme',
      '  prefix: acme',
      'calendars:',
      '  office: { timezone: UTC, hours: { mon: [["09:00", "18:00"]] } }',
      'queues:',
      '  support:',
      '    slackChanel: C0SUPPORT',
      '    telegramChat: -1001',
      '    leads:',
      '      - slack:U0LEAD',
      '      - slack:lead',
      'plans: { standard: { targets: { critical: { firstResponse: { within: 6x } } } } }',
    ].join('\n');
    expect(problemsOf(text).map(({ where, name }) => `${where} ${name}`)).toEqual([
      'deskhand.yml:3 desk.prefix',
      'deskhand.yml:8 queues.support.slackChanel',
      'deskhand.yml:12 queues.support.leads[1]',
      'deskhand.yml:13 plans.standard.targets.critical.firstResponse.within',
    ]);
  });

  it('points at the section when a key in it is missing', () => {
    expect(problemsOf('\ndesk: { name: Acme }\n')).toContainEqual({
      where: 'deskhand.yml:2',
      name: 'desk.prefix',
      message: 'is missing.',
    });
  });

  it.each([
    ['', 'is empty'],
    ['just words', 'is empty'],
    ['a: [', 'is not valid YAML'],
    ['a: 1\na: 2', 'Map keys must be unique'],
    ['a: *nowhere', 'alias'],
  ])('that is not one is said to be so: %j', (text, message) => {
    expect(problemsOf(text)[0]?.message.toLowerCase()).toContain(message.toLowerCase());
  });

  it('may reuse parts by anchors and merge keys', () => {
    const shared =
      'calendars:\n  a: &a { timezone: UTC, hours: { mon: [["09:00", "18:00"]] } }\n  office: { <<: *a, timezone: Asia/Tokyo }\n';
    expect(problemsOf(deskFileText({ calendars: undefined }).concat(shared))).toEqual([]);
  });
});

describe('an unknown key', () => {
  it('is refused with what was meant, at any depth', () => {
    expect(problemsWith({ queue: {} })).toEqual(['queue: is not a known key. Did you mean "queues"?']);
    expect(problemsWith({ queues: { support: { ...support, threadMessage: 'note' } } })).toEqual([
      'queues.support.threadMessage: is not a known key. Did you mean "threadMessages"?',
    ]);
    const target = { within: '6h', calender: 'office' };
    expect(
      problemsWith({ plans: { standard: { targets: { critical: { firstResponse: target } } } } }),
    ).toEqual([
      'plans.standard.targets.critical.firstResponse.calender: is not a known key. Did you mean "calendar"?',
    ]);
  });

  it('that resembles nothing is answered with what is known', () => {
    expect(problemsWith({ plans: { standard: { targets: { urgent: {} } } } })).toEqual([
      'plans.standard.targets.urgent: is not a known key. Known are critical, high, low, medium.',
    ]);
  });
});

describe('the desk section', () => {
  it.each(['acme', 'A', '1ACME', 'ACME-', 'ABCDEFGHIJK', 'АКМЕ'])('refuses the prefix %s', (prefix) => {
    expect(problemsWith({ desk: { ...desk, prefix } })[0]).toMatch(
      /^desk\.prefix: must be 2 to 10 capital letters/,
    );
  });

  it.each([
    ['language', 'fr', 'must be en or ru.'],
    ['unknownRequesters', 'maybe', 'must be accept or invite.'],
    ['defaultSeverity', 'urgent', 'must be critical or high or medium or low.'],
    ['timezone', 'Moscow', 'is not a time zone'],
    ['draftAfter', '0s', 'must be longer than 0.'],
    ['draftAfter', 10, 'is not a duration'],
    ['name', {}, 'names no language'],
    ['name', '  ', 'must not be empty'],
    ['name', 5, 'must be a text, or one for each language'],
    ['name', { en: 'Acme', fr: 'Acmé' }, 'is not a known key'],
    ['defaultPlan', 'gold', '"gold" is not in plans, which has standard.'],
  ])('refuses %s: %j', (key, value, message) => {
    const problems = problemsWith({ desk: { ...desk, [key]: value } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it('names the default plan where there are several', () => {
    const two = { ...plans, gold: {} };
    expect(problemsWith({ plans: two })[0]).toMatch(/^desk\.defaultPlan: is missing.*standard, gold\.$/);
    expect(problemsWith({ plans: two, desk: { ...desk, defaultPlan: 'gold' } })).toEqual([]);
  });
});

describe('a calendar', () => {
  const { office } = calendars;
  const calendarProblems = (change: Readonly<Record<string, unknown>>) =>
    problemsWith({ calendars: { office: { ...office, ...change } } });

  it.each([
    [{ timezone: 'Europe/Moskow' }, 'calendars.office.timezone: "Europe/Moskow" is not a time zone'],
    [
      { hours: { mon: [['9:00', '18:00']] } },
      'calendars.office.hours.mon[0][0]: "9:00" is not a time of day',
    ],
    [
      { hours: { mon: [['09:00', '24:01']] } },
      'calendars.office.hours.mon[0][1]: "24:01" is not a time of day',
    ],
    [{ hours: { mon: [['09:00']] } }, 'calendars.office.hours.mon[0]: must be a pair of times'],
    [{ hours: { mon: ['09:00', '18:00'] } }, 'calendars.office.hours.mon[0]: must be a pair of times'],
    [{ hours: { monday: [] } }, 'calendars.office.hours.monday: is not a known key'],
    [{ hours: {} }, 'calendars.office: has no working time'],
    [{ hours: { mon: [['09:00', '09:00']] } }, 'calendars.office: has no working time'],
    [{ holidays: ['2026-02-30'] }, 'calendars.office.holidays[0]: "2026-02-30" is not a date that exists'],
    [{ holidays: [20260101] }, 'calendars.office.holidays[0]: must be a date'],
    [{ extra: [{ date: '2026-11-03', hours: [['20:00', '04:00']] }] }, 'calendars.office.extra[0].hours[0]'],
    [{ extra: [{ date: '2026-11-03' }] }, 'calendars.office.extra[0].hours: is missing.'],
  ])('is refused with %j', (change, message) => {
    expect(calendarProblems(change).join('; ')).toContain(message);
  });

  it('may have its only working time in extra, run past midnight, and end at 24:00', () => {
    expect(
      calendarProblems({ hours: {}, extra: [{ date: '2026-11-03', hours: [['09:00', '17:00']] }] }),
    ).toEqual([]);
    expect(calendarProblems({ hours: { mon: [['22:00', '06:00']], tue: [['10:00', '24:00']] } })).toEqual([]);
  });
});

describe('a queue', () => {
  const queueProblems = (change: Readonly<Record<string, unknown>>) =>
    problemsWith({ queues: { support: { ...support, ...change } } });

  it.each([
    ['slackChannel', '#support', 'must be the id of a Slack channel'],
    ['slackChannel', 'D0123', 'must be the id of a Slack channel'],
    ['telegramChat', 1001, 'must be the id of a Telegram group'],
    ['telegramChat', '@support', 'must be the id of a Telegram group'],
    ['phone', 74950000000, 'must be a text, in quotes'],
    ['leads', ['U0LEAD'], 'must name a person as'],
    ['leads', ['telegram:@anna'], 'must name a person as'],
    ['threadMessages', 'public', 'must be note or reply.'],
    ['outsideHours', 'oncall', 'must be hold or send or on-call.'],
    ['default', 'yes', 'must be true or false.'],
    ['requestTypes', ['incident'], '"incident" is not in requestTypes, which has none.'],
  ])('is refused with %s: %j', (key, value, message) => {
    const problems = queueProblems({ [key]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it.each(['slackChannel', 'telegramChat'])('may do without %s, but not without any chat', (missing) => {
    expect(queueProblems({ [missing]: undefined })).toEqual([]);
    expect(queueProblems({ slackChannel: undefined, telegramChat: undefined })).toEqual([
      'queues.support: needs slackChannel or telegramChat, or both, so that its tickets appear somewhere.',
    ]);
  });

  it('is the default when it is the only one; of several exactly one must be', () => {
    const two = (first: boolean, second: boolean) =>
      problemsWith({ queues: { a: { ...support, default: first }, b: { ...support, default: second } } });
    expect(two(true, false)).toEqual([]);
    expect(two(false, false)[0]).toMatch(/^queues: has no default/);
    expect(two(true, true)).toEqual([
      'queues.b.default: must not be true, since queues.a is the default already.',
    ]);
  });

  it('shares no request type with another', () => {
    const requestTypes = { incident: { title: 'Incident' } };
    const both = { ...support, requestTypes: ['incident'] };
    const problems = problemsWith({ requestTypes, queues: { a: { ...both, default: true }, b: both } });
    expect(problems).toEqual([
      'queues.b.requestTypes[0]: "incident" belongs to queues.a already; a request type has one queue.',
    ]);
  });
});

describe('a plan', () => {
  const targetProblems = (target: unknown) =>
    problemsWith({ plans: { standard: { targets: { critical: { firstResponse: target } } } } });
  const path = 'plans.standard.targets.critical.firstResponse';

  it.each([
    'promise',
    { within: '6h' },
    { promise: true, calendar: 'office' },
    { within: '2d', afterHours: 'phone' },
  ])('accepts the target %j', (target) => {
    expect(targetProblems(target)).toEqual([]);
  });

  it.each([
    ['promis', `${path}: must be the word promise, or a target such as`],
    ['6h', `${path}: must be the word promise, or a target such as`],
    [{}, `${path}: needs either within (such as 6h) or promise: true.`],
    [{ within: '6h', promise: true }, `${path}: needs either within`],
    [{ promise: false }, `${path}.promise: must be true`],
    [{ within: '0h' }, `${path}.within: must be longer than 0.`],
    [{ within: 6 }, `${path}.within: is not a duration`],
    [{ within: '6h', afterHours: 'mail' }, `${path}.afterHours: must be phone`],
    [
      { within: '6h', calendar: 'ofice' },
      `${path}.calendar: "ofice" is not in calendars, which has office. Did you mean "office"?`,
    ],
  ])('refuses the target %j', (target, message) => {
    const problems = targetProblems(target);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it.each([
    ['rank', 1.5, 'must be a whole number.'],
    ['priorityIncidents', -1, 'must be at least 0.'],
    ['visibility', 'all', 'must be own or organisation.'],
    ['calendar', 'nights', '"nights" is not in calendars'],
  ])('refuses %s: %j', (key, value, message) => {
    expect(problemsWith({ plans: { standard: { [key]: value } } })).toEqual([
      expect.stringContaining(message),
    ]);
  });
});

describe('reminders', () => {
  it.each([
    ['before', '0%'],
    ['before', '100%'],
    ['before', '50'],
    ['before', '0m'],
    ['before', 0.5],
    ['after', '50%'],
    ['after', '-1h'],
    ['after', '4000d'],
  ])('refuse %s: [%j]', (key, step) => {
    expect(problemsWith({ reminders: { [key]: [step] } })[0]).toMatch(
      new RegExp(`^reminders\\.${key}\\[0\\]: must be`),
    );
  });

  it('refuse a step that is named twice', () => {
    expect(problemsWith({ reminders: { before: ['50%', '80%', '50%'] } })).toEqual([
      'reminders.before: names a step twice; leave one.',
    ]);
  });
});

describe('request types, agents and rotas', () => {
  const field = { name: 'product', type: 'text', label: 'Product' };
  const typeProblems = (change: object) =>
    problemsWith({ requestTypes: { incident: { title: 'Incident', ...change } } });

  it('refuse a select without options and a field named twice', () => {
    expect(typeProblems({ form: [{ ...field, type: 'select' }] })[0]).toContain('needs options');
    expect(typeProblems({ form: [field, field] })).toEqual([
      'requestTypes.incident.form[1].name: "product" names two fields of the form; rename one.',
    ]);
  });

  it('refuse a field by a name that every form uses itself', () => {
    expect(typeProblems({ form: [{ ...field, name: 'severity' }] })).toEqual([
      'requestTypes.incident.form[0].name: is asked by every form already; choose another name.',
    ]);
  });

  it('refuse a pattern that is no regular expression', () => {
    expect(typeProblems({ form: [{ ...field, pattern: '(' }] })[0]).toContain('is not a regular expression');
    expect(typeProblems({ form: [{ ...field, pattern: '^\\d+$' }] })).toEqual([]);
  });

  it('refuse a precondition on a field that the form does not have, and a release on an unknown calendar', () => {
    const precondition = { field: 'prodct', atLeast: 'latestDatabases', refusal: 'Update first.' };
    expect(typeProblems({ form: [field], preconditions: [precondition] })).toEqual([
      'requestTypes.incident.preconditions[0].field: "prodct" is not a field of the form. Did you mean "product"?',
    ]);
    expect(typeProblems({ release: { urgent: { within: '1d', calendar: 'none' } } })[0]).toContain(
      '"none" is not in calendars',
    );
  });

  it('refuse an alias for somebody who is on no platform', () => {
    expect(problemsWith({ agents: { U0ANNA: { name: 'Anna' } } })[0]).toMatch(
      /^agents\.U0ANNA: must name a person/,
    );
    expect(problemsWith({ agents: { 'slack:U0ANNA': { name: 'Anna' } } })).toEqual([]);
  });

  it('refuse a rota of a queue that does not exist, or without anybody in it', () => {
    const shift = { days: ['mon'], from: '18:00', to: '09:00', people: ['slack:U0ANNA'] };
    const rota = { timezone: 'UTC', shifts: [shift] };
    expect(problemsWith({ onCall: { support: rota } })).toEqual([]);
    expect(problemsWith({ onCall: { suport: rota } })[0]).toContain('Did you mean "support"?');
    expect(
      problemsWith({ onCall: { support: { ...rota, shifts: [{ ...shift, people: [] }] } } })[0],
    ).toContain('at least one');
  });
});
