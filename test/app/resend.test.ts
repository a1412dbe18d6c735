// What was given up is sent again by an agent, behind what was said since, and counts from that act on.
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessengerFailure } from '../../src/app/ports.ts';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { anna, ivan } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const blocked: MessengerFailure = { kind: 'blocked', reason: 'blocked by the user' };
const inChannel = {
  platform: 'slack',
  chat: slackChannel,
  thread: null,
  kind: 'group',
  form: 'thread',
} as const;
const say = (line: string) => desk.command(anna, line, { place: inChannel });
const told = () => desk.said(ivan).slice(2);
const pressAgain = () => desk.press(anna, 'resend ACME-1', { place: inChannel });

describe('an answer that did not arrive', () => {
  it('is sent again by the button below its notice, and counts from then on', async () => {
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 Restart it');
    expect(told()).toEqual([]);
    await desk.pass(5 * MINUTE_MS);
    const at = desk.clock.now();
    const answer = await pressAgain();
    expect(answer && textOf(answer.view)).toBe(format('en', 'resend.done', { reference: 'ACME-1' }));
    expect(told()).toEqual([expect.stringContaining('Restart it')]);
    expect(await desk.events('ACME-1')).toEqual([
      'TicketOpened',
      'ReplySent',
      'ReplyUndelivered',
      'ReplyResent',
    ]);
    expect((await desk.ticket('ACME-1')).timers[0]).toMatchObject({ metAt: at });
  });

  it('comes behind what was said since', async () => {
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 one');
    await say('reply ACME-1 two');
    await pressAgain();
    expect(told()).toEqual([expect.stringContaining('two'), expect.stringContaining('one')]);
  });

  it('is sent again by a command that names none but the ticket: the latest one', async () => {
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 one');
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 two');
    await say('resend ACME-1');
    expect(told()).toEqual([expect.stringContaining('two')]);
    await say('resend ACME-1');
    expect(told()).toEqual([expect.stringContaining('two'), expect.stringContaining('one')]);
    const nothing = await say('resend ACME-1');
    expect(nothing?.view).toMatchObject({ kind: 'notice', tone: 'error' });
  });

  it('is sent again once, however often the button is pressed', async () => {
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 one');
    await pressAgain();
    const answer = await pressAgain();
    expect(answer && textOf(answer.view)).toBe(
      format('en', 'error.nothingToResend', { reference: 'ACME-1' }),
    );
    expect(told()).toHaveLength(1);
  });

  it('is taken back from the clocks once more where it fails once more', async () => {
    desk.telegram.refuse(blocked, { times: 2 });
    await say('reply ACME-1 one');
    await pressAgain();
    expect((await desk.events('ACME-1')).slice(-2)).toEqual(['ReplyResent', 'ReplyUndelivered']);
    expect((await desk.ticket('ACME-1')).timers[0]).toMatchObject({ metAt: null });
    await pressAgain();
    expect(told()).toEqual([expect.stringContaining('one')]);
  });
});

describe('anything else that did not arrive', () => {
  it('is sent again, and is no answer', async () => {
    desk.telegram.refuse(blocked);
    await say('pending ACME-1');
    await pressAgain();
    expect(told()).toHaveLength(1);
    expect(await desk.events('ACME-1')).not.toContain('ReplyResent');
  });
});

describe('sending again', () => {
  it.each(['', 'x', '0', '1', '99'])('finds nothing under the number “%s”', async (number) => {
    const answer = await say(`resend ACME-1 ${number}`);
    expect(answer && textOf(answer.view)).toBe(
      format('en', 'error.nothingToResend', { reference: 'ACME-1' }),
    );
  });

  it('is for agents', async () => {
    desk.telegram.refuse(blocked);
    await say('reply ACME-1 one');
    await desk.command(ivan, 'resend ACME-1 2');
    expect(await desk.events('ACME-1')).not.toContain('ReplyResent');
    const [notice] = (await desk.thread('ACME-1')).filter(({ view }) => buttonsOf(view).length > 0).slice(-1);
    expect(notice && buttonsOf(notice.view).map(({ label }) => label)).toEqual([
      format('en', 'button.resend'),
    ]);
  });
});
