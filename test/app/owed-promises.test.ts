// A promise that nobody has made: reminded of ever louder, until it is made or the answer is given.
import { beforeEach, describe, expect, it } from 'vitest';
import { sweepReminders } from '../../src/app/remind.ts';
import { anna, ivan, lead } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours, minutes, moscow } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { buttonsOf, textOf } from '../support/views.ts';

const standard = aPolicy().plans.get('standard');
if (standard === undefined) throw new Error('no plan');
const owed = { withinMs: null, calendar: 'office' } as const;
const targets = {
  ...standard.targets,
  low: { firstResponse: owed, nextResponse: owed },
  medium: { resolution: owed },
};
const policy = aPolicy({
  plans: new Map([['standard', { ...standard, targets }]]),
  reminders: { before: ['50%', '80%', '95%'], after: ['0m', '30m', '2h'], owed: ['30m', '2h', '4h'] },
});

let desk: DeskOnFakes;
const inChannel = {
  place: { platform: 'slack', chat: slackChannel, thread: null, kind: 'group', form: 'thread' },
} as const;
const says = (line: string) => desk.command(anna, line, inChannel);
const sent = async (): Promise<readonly string[]> => (await desk.ticket('ACME-1')).remindersSent;
const reminders = async () =>
  (await desk.thread('ACME-1')).filter(({ view }) =>
    buttonsOf(view).some(({ command }) => command === 'promise ACME-1'),
  );

async function opened(severity: string, at = monday10): Promise<void> {
  desk = deskOnFakes({ policy, at });
  desk.slack.join(slackChannel, anna.userId);
  await desk.person(lead);
  await desk.form(ivan, 'new', { description: 'A question', severity });
}

describe('a first answer without a promise', () => {
  beforeEach(() => opened('low'));

  it('is reminded of in the thread, then to the leads', async () => {
    await desk.pass(minutes(29));
    expect(await sent()).toEqual([]);
    await desk.pass(minutes(2));
    expect(await sent()).toEqual(['firstResponse:owed+30m']);
    const [first] = await reminders();
    expect(first?.view).toMatchObject({
      text: expect.stringMatching(/ACME-1 · First response: no time has been promised .* 30 working minutes/),
      mentions: [],
      buttons: [[{ command: 'promise ACME-1' }, { command: 'acknowledge ACME-1 firstResponse' }]],
    });
    expect(desk.toldTo(lead)).toEqual([]);
    await desk.pass(hours(24));
    expect(await sent()).toEqual([
      'firstResponse:owed+30m',
      'firstResponse:owed+2h',
      'firstResponse:owed+4h',
    ]);
    expect(desk.said(lead)).toHaveLength(2);
    expect(desk.said(lead)[0]).toMatch(/promise ACME-1 4h/);
  });

  it('is reminded of to whoever has it, and to the leads only at last', async () => {
    await says('claim ACME-1');
    await desk.pass(hours(2) + 2);
    expect(desk.said(anna).filter((text) => /no time has been promised/.test(text))).toHaveLength(1);
    expect(desk.toldTo(lead)).toEqual([]);
    await desk.pass(hours(2));
    expect(desk.said(lead)).toHaveLength(1);
  });

  it.each(['promise ACME-1 8h', 'reply ACME-1 Here you are', 'close ACME-1', 'severity ACME-1 critical'])(
    'is no longer reminded of after “%s”',
    async (line) => {
      await desk.pass(minutes(31));
      await says(line);
      await desk.pass(hours(3));
      expect((await sent()).filter((step) => step.includes('owed'))).toEqual(['firstResponse:owed+30m']);
    },
  );

  it('is then reminded of by the deadline that was promised', async () => {
    await desk.pass(minutes(31));
    await desk.press(anna, 'acknowledge ACME-1 firstResponse', { place: await desk.threadOf('ACME-1') });
    await says('promise ACME-1 2h');
    await desk.pass(hours(1) + 2);
    expect(await sent()).toContain('firstResponse:50%');
  });

  it('can be acknowledged, and is spoken of again when it grows louder', async () => {
    await desk.pass(minutes(31));
    await desk.press(anna, 'acknowledge ACME-1 firstResponse', { place: await desk.threadOf('ACME-1') });
    await desk.pass(hours(24));
    expect(await sent()).toEqual([
      'firstResponse:owed+30m',
      'firstResponse:owed+2h',
      'firstResponse:owed+4h',
    ]);
    await opened('low');
    await desk.pass(hours(2) + 2);
    await desk.press(anna, 'acknowledge ACME-1 firstResponse', { place: await desk.threadOf('ACME-1') });
    await desk.pass(hours(1));
    expect((await sent()).at(-1)).toBe('firstResponse:owed+2h');
  });

  it('says after an outage how long it has really been', async () => {
    desk.sleep(hours(3));
    await desk.settle();
    expect(await sent()).toEqual(['firstResponse:owed+2h']);
    const [only] = await reminders();
    expect(only?.view).toMatchObject({
      text: expect.stringMatching(/3 working hours/),
      details: [expect.stringMatching(/\+30m/)],
    });
  });
});

it('a step that falls outside working hours waits for the opening', async () => {
  await opened('low', moscow('2026-02-06 17:45'));
  await desk.pass(moscow('2026-02-09 09:15') - moscow('2026-02-06 17:45'));
  expect(await sent()).toEqual([]);
  await desk.pass(2);
  expect(await sent()).toEqual(['firstResponse:owed+30m']);
});

it('the next answer owes a promise anew', async () => {
  await opened('low');
  await says('reply ACME-1 Which one?');
  await desk.message(ivan, 'That one');
  await desk.pass(minutes(31));
  expect(await sent()).toEqual(['nextResponse:owed+30m']);
  await says('promise ACME-1 1h');
  expect((await desk.ticket('ACME-1')).timers.at(-1)?.promise?.withinMs).toBe(hours(1));
});

it('so does the whole work, and the requester is told of that in its own words', async () => {
  await opened('medium');
  await desk.pass(minutes(31));
  expect(await sent()).toEqual(['resolution:owed+30m']);
  const answer = await says('promise ACME-1 8h');
  expect(answer === null ? '' : textOf(answer.view)).toMatch(/ACME-1 is to be finished by/);
  const told = desk.toldTo(ivan).at(-1)?.view;
  expect(told).toMatchObject({
    text: expect.stringMatching(/обещает её выполнить/),
    details: [expect.stringMatching(/Срок: завтра, 09:31/)],
  });
});

it('more than five at once are one message', async () => {
  desk = deskOnFakes({ policy });
  desk.slack.join(slackChannel, anna.userId);
  for (let each = 0; each < 6; each += 1)
    await desk.form(ivan, 'new', { description: `Matter ${each}`, severity: 'low' });
  desk.sleep(minutes(31));
  await sweepReminders(desk.parts);
  await desk.settle();
  const digest = desk.slack.messages(slackChannel).find(({ view }) => /6 reminders in/.test(textOf(view)));
  expect(digest?.view).toMatchObject({
    details: expect.arrayContaining([expect.stringMatching(/ACME-6 .*no time has been promised/)]),
  });
});
