// What is erased of a log, and what of the ticket stands as it stood.
import { describe, expect, it, test } from 'vitest';
import { type Erasure, erasedEvent, erasedText, erasedTicket } from '../../src/domain/erasure.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { replay } from '../../src/domain/evolve.ts';
import {
  aFile,
  agentId,
  aMessage,
  deleted,
  edited,
  monday10,
  opened,
  requesterId,
} from '../builders/ticket.ts';
import { calendars, minutes } from './sla/given.ts';

const everything: Erasure = {
  words: () => true,
  file: () => true,
  account: (account) => ({ ...account, userId: '#1' }),
};
const nothing: Erasure = { words: () => false, file: () => false, account: (account) => account };

const secret = 'hunter2';
const body = aMessage(secret, { attachments: [{ ...aFile, name: secret, fileId: secret }] });
const by = (minute: number, actorId: string | null = requesterId) => ({
  at: monday10 + minutes(minute),
  actorId,
});
const account = { platform: 'telegram', userId: secret };

const log: readonly TicketEvent[] = [
  { ...opened(), opening: body, answers: [{ field: 'url', value: secret }] },
  { type: 'TicketClaimed', ...by(1, agentId) },
  { type: 'ReplySent', ...by(2, agentId), message: body },
  { type: 'NoteAdded', ...by(3, agentId), message: body },
  { type: 'RequesterWrote', ...by(4), message: body },
  edited(secret, { ...by(4), original: 5, saidAs: 'request' }),
  edited(secret, { ...by(4), original: 1, saidAs: 'opening' }),
  deleted({ ...by(4), original: 5, saidAs: 'request' }),
  {
    type: 'CallLogged',
    ...by(5, agentId),
    caller: secret,
    phone: secret,
    calledAt: monday10,
    calendar: null,
    needsPaging: true,
  },
  { type: 'OnCallPaged', ...by(6, null), accounts: [account] },
  {
    type: 'StageReached',
    ...by(7, agentId),
    stage: 'done',
    isFinal: true,
    comment: body,
    databaseVersion: '1',
  },
  { type: 'TicketResolved', ...by(8, agentId), comment: body },
  { type: 'TicketReopened', ...by(9) },
  { type: 'TicketCancelled', ...by(10), reason: secret },
];

describe('a log of which everything is erased', () => {
  const erased = log.map((event) => erasedEvent(event, everything));

  it('says nothing of what was written, sent or called', () => {
    expect(JSON.stringify(erased)).not.toContain(`"${secret}"`);
    expect(erased[0]).toMatchObject({ opening: { text: erasedText, messageId: body.messageId } });
  });

  it('has the same events by the same people at the same times', () => {
    const skeleton = ({ type, at, actorId }: TicketEvent) => ({ type, at, actorId });
    expect(erased.map(skeleton)).toEqual(log.map(skeleton));
  });

  it('says after every one of its events what the erased ticket says', () => {
    for (let length = 1; length <= log.length; length += 1) {
      const ticket = replay(log.slice(0, length), calendars);
      if (ticket === null) throw new Error('the log is not empty');
      const after = erasedTicket(ticket, log.slice(0, length), everything);
      expect(replay(erased.slice(0, length), calendars)).toEqual(after);
      expect(after.timers).toEqual(ticket.timers);
    }
  });

  it('can be erased again, and stays the same', () => {
    const other: Erasure = { ...everything, account: (each) => each };
    expect(erased.map((event) => erasedEvent(event, other))).toEqual(erased);
  });
});

test('what is not to go stays as it was', () => {
  expect(log.map((event) => erasedEvent(event, nothing))).toEqual(log);
});

test('where a file goes, the answer that names it goes too, and other answers stay', () => {
  const file = { ...aFile, name: 'virus.exe' };
  const answers = [
    { field: 'sampleFile', value: 'first.exe, virus.exe' },
    { field: 'product', value: 'Shield' },
  ];
  const event = { ...opened(), opening: aMessage('It is here', { attachments: [file] }), answers };
  expect(erasedEvent(event, { ...nothing, file: () => true })).toMatchObject({
    opening: { text: 'It is here', attachments: [{ name: erasedText, fileId: '' }] },
    answers: [{ value: erasedText }, { value: 'Shield' }],
  });
});

test('a message without words has none to erase', () => {
  const event: TicketEvent = { type: 'NoteAdded', ...by(1), message: aMessage('') };
  expect(erasedEvent(event, everything)).toEqual(event);
});
