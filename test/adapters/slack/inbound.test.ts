// Which events are words of a person.
import { expect, test } from 'vitest';
import { isWritten } from '../../../src/adapters/slack/inbound.ts';

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
