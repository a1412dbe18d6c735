// What a process knows of chats that got another id.
import { expect, test } from 'vitest';
import { createMovedChats, warnOfOldIds } from '../../src/app/moved-chats.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { fakeLogger } from '../fakes/logger.ts';

const move = (from: string, to: string) => ({ platform: 'chat', from, to });

test('a chat that moved twice is followed to its last id, on its own platform only', () => {
  const moved = createMovedChats();
  moved.learn(move('b', 'c'));
  moved.learn(move('a', 'b'));
  expect(moved.chatNow('chat', 'a')).toBe('c');
  expect(moved.chatNow('chat', 'd')).toBe('d');
  expect(moved.chatNow('other', 'a')).toBe('a');
});

test('ids that lead in a circle lead somewhere in the end', () => {
  const moved = createMovedChats();
  moved.learn(move('a', 'b'));
  moved.learn(move('b', 'a'));
  expect(['a', 'b']).toContain(moved.chatNow('chat', 'a'));
});

test('the log says of a queue configured by an old id what to write, and of others nothing', () => {
  const policy = aPolicy();
  const logger = fakeLogger();
  warnOfOldIds(policy, logger);
  expect(logger.warnings).toEqual([]);
  policy.movedChats.learn({ platform: 'slack', from: slackChannel, to: 'C0NEW' });
  warnOfOldIds(policy, logger);
  expect(logger.warnings).toEqual([
    expect.objectContaining({ queue: 'support', configured: slackChannel, write: 'C0NEW' }),
  ]);
});
