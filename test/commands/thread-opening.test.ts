// Nothing that agents write in a ticket's thread is lost while the desk does not know that thread yet.
import { beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage, Place } from '../../src/app/inbound.ts';
import { createInbox } from '../../src/app/inbox.ts';
import type { MessengerFailure, Store } from '../../src/app/ports.ts';
import { ThreadOpeningError } from '../../src/app/thread-opening.ts';
import { createDesk } from '../../src/commands/receive.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/instant.ts';
import { anna, directPlace, groupPlace, ivan, jane } from '../builders/people.ts';
import { aPolicy, slackChannel, telegramGroup } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';

let desk: DeskOnFakes;

const inSlack = [{ platform: 'slack', chat: slackChannel, form: 'thread' }] as const;
const inTelegram = [{ platform: 'telegram', chat: telegramGroup, form: 'thread' }] as const;
const annaThere = { ...anna, platform: 'telegram', userId: '77' };
const inDoubt: MessengerFailure = { kind: 'retry', reason: 'timeout', afterMs: null, isInDoubt: true };
const threadIn = (chat: string, thread: string): Place => groupPlace({ platform: 'slack', chat, thread });

async function given(chats: typeof inSlack | typeof inTelegram = inSlack): Promise<void> {
  desk = deskOnFakes({ policy: aPolicy({}, { chats }) });
  desk.slack.join(slackChannel, anna.userId);
  desk.telegram.join(telegramGroup, annaThere.userId);
  await desk.message(ivan, 'The server is down');
}

beforeEach(() => given());

const written = (place: Place, change: Partial<InboundMessage> = {}): InboundMessage => ({
  kind: 'message',
  eventId: 'early',
  user: place.platform === 'slack' ? anna : annaThere,
  place,
  at: desk.clock.now(),
  canOpenForm: false,
  messageId: 'early',
  replyTo: null,
  addressed: false,
  text: 'I am on it',
  attachments: [],
  ...change,
});

/** An inbox whose events the desk handles. */
function inboxOf(platform: string) {
  const inbox = createInbox({ store: desk.store, clock: desk.clock, logger: desk.logger });
  inbox.register(platform, async (payload) => {
    await desk.core.receive(payload as InboundMessage);
  });
  return {
    take: async (message: InboundMessage) => {
      const { eventId } = message;
      await inbox.accept({ platform, eventId, lane: 'thread', payload: message });
      await inbox.idle();
    },
    async pass(ms: number) {
      desk.clock.advance(ms);
      await inbox.sweep();
      await inbox.idle();
    },
    waiting: async () => (await desk.store.read((tx) => tx.inbox.waiting())).length,
  };
}

/** Lets something happen when a thread stands in the chat and the desk does not know it yet. */
function once(act: 'open' | 'openThread', meanwhile: (thread: string) => Promise<void>): void {
  if (act === 'open') {
    const { messenger } = desk.slack;
    const { open } = messenger;
    messenger.open = async (...given) => {
      const posted = await open(...given);
      await meanwhile(posted.messageId);
      return posted;
    };
    return;
  }
  const { messenger } = desk.telegram;
  const { openThread } = messenger;
  messenger.openThread = async (...given) => {
    const thread = await openThread(...given);
    await meanwhile(thread ?? '');
    return thread;
  };
}

describe('what an agent writes before the desk knows that the thread is a ticket’s', () => {
  it('waits, and stands in the ticket’s log a second later', async () => {
    const inbox = inboxOf('slack');
    once('open', (thread) => inbox.take(written(threadIn(slackChannel, thread))));
    await desk.press(ivan, 'open');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    await inbox.pass(SECOND_MS);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
    expect(await inbox.waiting()).toBe(0);
  });

  it('waits also where the topic is opened by itself', async () => {
    await given(inTelegram);
    const inbox = inboxOf('telegram');
    once('openThread', (thread) =>
      inbox.take(written(groupPlace({ platform: 'telegram', chat: telegramGroup, thread }))),
    );
    await desk.press(ivan, 'open');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    await inbox.pass(SECOND_MS);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
  });

  it('waits as a command too, which then finds its ticket', async () => {
    const inbox = inboxOf('slack');
    const words = { addressed: true, text: 'reply On it' };
    once('open', (thread) => inbox.take(written(threadIn(slackChannel, thread), words)));
    await desk.press(ivan, 'open');
    await inbox.pass(SECOND_MS);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent']);
  });

  it('is routed at once where the thread became known while it was looked for', async () => {
    await desk.press(ivan, 'open');
    const place = await desk.threadOf('ACME-1');
    const { id } = await desk.ticket('ACME-1');
    const ofTicket = await desk.store.read((tx) => tx.conversations.ofTicket(id));
    const known = ofTicket.find(({ side }) => side === 'agents')!;
    const anchor = (thread: string | null) =>
      desk.store.transaction((tx) => tx.conversations.anchor(known.id, { ...known, thread }));
    await anchor(null);
    let reads = 0;
    const read: Store['read'] = async (work) => {
      reads += 1;
      if (reads === 2) await anchor(place.thread);
      return desk.store.read(work);
    };
    await createDesk({ ...desk.parts, store: { ...desk.store, read } }).receive(written(place));
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
  });
});

describe('while it is not certain whether a thread was opened', () => {
  beforeEach(async () => {
    desk.slack.refuse(inDoubt, { act: 'open', times: 8 });
    await desk.press(ivan, 'open');
  });

  it('what is written in an unknown thread of that chat waits for as long as that takes', async () => {
    const inbox = inboxOf('slack');
    await inbox.take(written(threadIn(slackChannel, 'slack-elsewhere')));
    for (let minutes = 0; minutes < 10; minutes += 1) await inbox.pass(MINUTE_MS);
    expect(await inbox.waiting()).toBe(1);
    await desk.pass(HOUR_MS);
    await inbox.pass(MINUTE_MS);
    expect(await inbox.waiting()).toBe(0);
    expect(await desk.store.read((tx) => tx.inbox.failed(9))).toEqual([]);
    await desk.message(anna, 'I am on it', { place: await desk.threadOf('ACME-1') });
    expect(await desk.events('ACME-1')).toContain('NoteAdded');
  });

  it('what is written elsewhere, or begins a thread of its own, does not wait', async () => {
    expect(await desk.message(anna, 'Lunch?', { place: threadIn('C0OTHER', '1') })).toBeNull();
    const began = { place: threadIn(slackChannel, 'w1'), messageId: 'w1' };
    expect(await desk.message(anna, 'Lunch?', began)).toBeNull();
    const inChat = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };
    expect(await desk.message(anna, 'Lunch?', inChat)).toBeNull();
  });

  it('a button on the card works, since it names its ticket', async () => {
    const place = threadIn(slackChannel, 'slack-elsewhere');
    await desk.receive({
      ...written(place),
      kind: 'command',
      line: 'claim ACME-1',
      source: 'button',
      messageId: 'slack-elsewhere',
    });
    expect(await desk.events('ACME-1')).toContain('TicketClaimed');
  });
});

it('a requester’s thread is waited for likewise', async () => {
  desk.slack.join(slackChannel, jane.userId);
  desk.slack.refuse(inDoubt, { act: 'open', chat: jane.userId });
  await desk.command(jane, 'new My screen is dark', {
    place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }),
  });
  const early = { place: { ...directPlace(jane), thread: 'slack-elsewhere' } };
  await expect(desk.message(jane, 'It flickers', early)).rejects.toThrow(ThreadOpeningError);
  await desk.pass(MINUTE_MS);
  const [question] = desk.toldTo(jane);
  await desk.message(jane, 'It flickers', { place: { ...directPlace(jane), thread: question!.thread } });
  await desk.press(jane, 'open');
  const [told] = await desk.thread('ACME-1');
  expect(JSON.stringify(told?.view)).toContain('It flickers');
});
