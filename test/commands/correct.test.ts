// Words that were edited or deleted after they were written, on the in-memory desk.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Correction } from '../../src/app/inbound.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { anna, directPlace, ivan } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;
beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
});

/** Ivan's ticket, opened by what he wrote. */
async function opened(...texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries())
    await desk.message(ivan, text, { messageId: `first-${index}` });
  await desk.press(ivan, 'open');
}

let corrections = 0;
async function correct(
  messageId: string,
  text: string | null,
  change: Partial<Correction> = {},
): Promise<void> {
  corrections += 1;
  await desk.core.corrected({
    eventId: `correction-${corrections}`,
    place: directPlace(ivan),
    messageId,
    userId: ivan.userId,
    at: desk.clock.now(),
    text,
    addressed: true,
    isCommand: false,
    replyTo: null,
    ...change,
  });
  await desk.settle();
}

async function log(): Promise<readonly TicketEvent[]> {
  const { id } = await desk.ticket('ACME-1');
  return desk.store.read(({ tickets }) => tickets.events(id));
}
const inThread = async (): Promise<readonly string[]> =>
  (await desk.thread('ACME-1')).map(({ view }) => textOf(view));

describe('an edited message', () => {
  it('comes as a new one where the copy can no longer be edited', async () => {
    await opened('The server is down');
    await desk.message(ivan, 'the lamp is gren', { messageId: 'lamp' });
    desk.slack.refuse({ kind: 'failed', reason: 'edit_window_closed' }, { act: 'edit' });
    await correct('lamp', 'the lamp is green');
    expect((await inThread()).slice(-2)).toEqual([
      expect.stringContaining('the lamp is gren'),
      expect.stringMatching(/corrected a message on ACME-1: the lamp is green/),
    ]);
  });

  it('waits for a platform that is busy, and is then changed in place', async () => {
    await opened('The server is down');
    await desk.message(ivan, 'the lamp is gren', { messageId: 'lamp' });
    desk.slack.refuse({ kind: 'retry', reason: 'busy', afterMs: 1_000 }, { act: 'edit' });
    await correct('lamp', 'the lamp is green');
    expect((await inThread()).at(-1)).toContain('gren');
    await desk.pass(60_000);
    const said = await inThread();
    expect(said.at(-1)).toContain('the lamp is green');
    expect(said.filter((text) => text.includes('lamp'))).toHaveLength(1);
  });

  it('is recorded once, however often the platform tells of it, and never with the words that are there', async () => {
    await opened('The server is down');
    const again = { eventId: 'the same' };
    await correct('first-0', 'The servers are down', again);
    await correct('first-0', 'The server is up', again);
    await correct('first-0', 'The servers are down');
    expect((await log()).map(({ type }) => type)).toEqual(['TicketOpened', 'MessageEdited']);
    expect((await desk.ticket('ACME-1')).description).toBe('The servers are down');
  });

  it('that is one of several which a ticket was opened with leaves the whole of them as it is', async () => {
    await opened('The server is down', 'since noon');
    await correct('first-1', 'since noon');
    await correct('first-1', 'since eleven');
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down\n\nsince noon');
    expect(await log()).toMatchObject([
      { type: 'TicketOpened' },
      { type: 'MessageEdited', original: 1, saidAs: 'request', text: 'since eleven' },
    ]);
    expect((await inThread()).at(-1)).toMatch(/corrected a message on ACME-1: since eleven/);
  });

  it('moves no clock and no status, also when the ticket is closed', async () => {
    await opened('The server is down');
    await desk.message(ivan, 'the lamp is gren', { messageId: 'lamp' });
    await desk.command(anna, 'close ACME-1', { place: await desk.threadOf('ACME-1') });
    const before = await desk.ticket('ACME-1');
    await correct('lamp', 'the lamp is green');
    const after = await desk.ticket('ACME-1');
    expect(after.version).toBe(before.version + 1);
    expect({ ...after, version: 0, updatedAt: 0 }).toEqual({ ...before, version: 0, updatedAt: 0 });
  });

  it('of somebody who is no agent any more changes nothing that the customer reads', async () => {
    await opened('The server is down');
    const place = await desk.threadOf('ACME-1');
    await desk.message(anna, 'reply for you', { place, messageId: 'answer', addressed: true });
    const told = desk.said(ivan);
    expect(told.at(-1)).toContain('for you');
    desk.slack.leave(slackChannel, anna.userId);
    await correct('answer', 'reply for me', { place, userId: anna.userId });
    expect(desk.said(ivan)).toEqual(told);
    expect((await log()).at(-1)?.type).toBe('ReplySent');
  });
});

describe('a deleted message', () => {
  it('stays in the log, and is said to be deleted once', async () => {
    await opened('The server is down');
    await desk.message(ivan, 'the lamp is green', { messageId: 'lamp' });
    await correct('lamp', null);
    await correct('lamp', null);
    await correct('lamp', 'the lamp is red');
    expect(await log()).toMatchObject([
      { type: 'TicketOpened' },
      { type: 'RequesterWrote', message: { text: 'the lamp is green' } },
      { type: 'MessageDeleted', original: 2 },
    ]);
    expect((await inThread()).filter((text) => text.includes('was deleted'))).toHaveLength(1);
  });

  it('that waited for its ticket opens none', async () => {
    await desk.message(ivan, 'The server is down', { messageId: 'first-0' });
    await correct('first-0', null);
    await desk.pass(60 * 60_000);
    expect(await desk.store.read(({ tickets }) => tickets.find({ reference: 'ACME-1' }))).toBeNull();
  });

  it('that the desk knows nothing of changes nothing', async () => {
    await opened('The server is down');
    await correct('unknown', null);
    expect((await log()).map(({ type }) => type)).toEqual(['TicketOpened']);
  });
});
