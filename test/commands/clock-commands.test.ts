// The commands that move a ticket's clocks: severity, promise, hold, and acknowledging a reminder.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import type { DeskError } from '../../src/domain/errors.ts';
import type { Language } from '../../src/domain/language.ts';
import { severities } from '../../src/domain/ticket.ts';
import { errorView } from '../../src/messages/views/error.ts';
import { anna, ivan } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, textOf } from '../support/views.ts';

const standard = aPolicy().plans.get('standard');
if (standard === undefined) throw new Error('no plan');
const policy = aPolicy({
  plans: new Map([
    [
      'standard',
      {
        ...standard,
        targets: { ...standard.targets, low: { firstResponse: { withinMs: null, calendar: 'office' } } },
      },
    ],
  ]),
});

let desk: DeskOnFakes;
const inChannel = {
  place: { platform: 'slack', chat: slackChannel, thread: null, kind: 'group', form: 'thread' },
} as const;
const says = (line: string): Promise<Answer | null> => desk.command(anna, line, inChannel);
const refusal = (error: DeskError, language: Language = 'en'): string =>
  textOf(errorView(language, error, { people: new Map(), prefix: 'ACME' }));

beforeEach(async () => {
  desk = deskOnFakes({ policy });
  desk.slack.join(slackChannel, anna.userId);
  await desk.form(ivan, 'new', { description: 'A question', severity: 'low' });
});

describe('severity', () => {
  it.each([
    ['by name', 'critical'],
    ['in capitals', 'CRITICAL'],
    ['by level', '1'],
  ])('is set %s', async (_, word) => {
    await says(`severity ACME-1 ${word}`);
    expect(await desk.ticket('ACME-1')).toMatchObject({ severity: 'critical' });
    expect((await desk.ticket('ACME-1')).timers[0]?.dueAt).toBe(monday10 + hours(6));
  });

  it.each(['', '0', '5', 'urgent'])('“%s” is refused, with what there is', async (input) => {
    const answer = await says(`severity ACME-1 ${input}`.trim());
    expect(answerText(answer)).toBe(refusal({ code: 'severityUnknown', input, choices: severities }));
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('that it has already changes nothing', async () => {
    await says('severity ACME-1 low');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });
});

describe('promise', () => {
  it('sets the deadline', async () => {
    await says('promise ACME-1 1h 30m');
    expect((await desk.ticket('ACME-1')).timers[0]?.dueAt).toBe(monday10 + hours(1.5));
  });

  it.each(['soon', '0m', '4', '-1h'])('of “%s” is refused, with how to write one', async (input) => {
    const answer = await says(`promise ACME-1 ${input}`);
    expect(answerText(answer)).toBe(refusal({ code: 'durationUnknown', input, verb: 'promise' }));
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('without a time asks for one', async () => {
    expect((await says('promise ACME-1'))?.view).toMatchObject({ kind: 'form', command: 'promise ACME-1' });
  });

  it('is asked for on claim, and not once it has been made', async () => {
    expect((await says('claim ACME-1'))?.view).toMatchObject({
      buttons: [[{ command: 'promise ACME-1' }]],
    });
    await says('promise ACME-1 4h');
    await says('unclaim ACME-1');
    expect((await says('claim ACME-1'))?.view).not.toHaveProperty('buttons');
  });

  it('where the plan fixes the time is refused', async () => {
    await says('severity ACME-1 critical');
    const answer = await says('promise ACME-1 4h');
    expect(answerText(answer)).toBe(refusal({ code: 'promiseNotOwed', reference: 'ACME-1' }));
  });
});

describe('hold and acknowledge', () => {
  it('hold takes the ticket out of work until it is resumed', async () => {
    await says('hold ACME-1');
    expect((await desk.ticket('ACME-1')).status).toBe('on_hold');
    await says('resume ACME-1');
    expect((await desk.ticket('ACME-1')).status).toBe('open');
  });

  it('acknowledge of what is no metric changes nothing', async () => {
    await says('acknowledge ACME-1 everything');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it.each(['severity ACME-1 critical', 'promise ACME-1 4h', 'hold ACME-1'])(
    'a requester is refused “%s”',
    async (line) => {
      const answer = await desk.command(ivan, line);
      expect(answerText(answer)).toBe(refusal({ code: 'notAllowed', verb: line.split(' ')[0] ?? '' }, 'ru'));
      expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    },
  );
});
