// Which events are words of a person, and which change such words.
import { expect, test } from 'vitest';
import { createTranslator, isWritten } from '../../../src/adapters/slack/inbound.ts';

const message = { type: 'message', user: 'U1', channel: 'C1' };

test.each([
  [message, true],
  [{ ...message, type: 'app_mention' }, true],
  [{ ...message, subtype: 'file_share' }, true],
  [{ ...message, subtype: 'thread_broadcast' }, true],
  [{ ...message, subtype: 'me_message' }, true],
  [{ ...message, subtype: 'message_changed' }, false],
  [{ ...message, subtype: 'channel_join' }, false],
  [{ ...message, subtype: 'bot_message', bot_id: 'B1' }, false],
  [{ ...message, bot_id: 'B1' }, false],
  [{ ...message, user: 'U0BOT' }, false],
  [{ ...message, type: 'reaction_added' }, false],
])('%j is written by a person: %s.', (event, expected) => {
  expect(isWritten(event, 'U0BOT')).toBe(expected);
});

const before = { user: 'U1', text: 'helo', ts: '1.1', thread_ts: '1.0' };
const change = { subtype: 'message_changed', channel: 'C1', ts: '2.5', previous_message: before } as const;
const profiles = { handleOf: async (id: string) => id, userOf: () => Promise.reject(new Error('not asked')) };
const translator = createTranslator({ profiles, clock: { now: () => 0 } });

test('An edited message is a correction in its thread; one whose words stayed, or that an app wrote, is none.', async () => {
  const correct = (message: object) =>
    translator.correction({ ...change, message: { ...before, ...message } }, 'U0BOT');
  expect(await correct({ text: '<@U0BOT> reply hello' })).toMatchObject({
    messageId: '1.1',
    place: { chat: 'C1', thread: '1.0' },
    userId: 'U1',
    text: 'reply hello',
    addressed: true,
    at: 2_500,
  });
  expect(await correct({})).toBeNull();
  expect(await correct({ text: 'hello', bot_id: 'B1' })).toBeNull();
  expect(await correct({ text: 'hello', user: 'U0BOT' })).toBeNull();
});

test('A deleted message is one, also where a stone is left behind that bears its answers.', async () => {
  const deleted = { subtype: 'message_deleted', channel: 'C1', ts: '2.5', deleted_ts: '1.1' } as const;
  const stone = { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', ts: '1.1' };
  const gone = { messageId: '1.1', text: null, userId: 'U1', place: { chat: 'C1', thread: '1.0' } };
  expect(await translator.correction({ ...deleted, previous_message: before }, 'U0BOT')).toMatchObject(gone);
  expect(await translator.correction({ ...change, message: stone }, 'U0BOT')).toMatchObject(gone);
  expect(await translator.correction(deleted, 'U0BOT')).toMatchObject({ messageId: '1.1', userId: null });
});
