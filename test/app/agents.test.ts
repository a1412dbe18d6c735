// Who is an agent: whoever is a member of a queue's chat at this moment.
import { beforeEach, describe, expect, it } from 'vitest';
import { isAgentOf, queueAt, queuesOf } from '../../src/app/agents.ts';
import { anna, aPerson, ivan, telegramUser } from '../builders/people.ts';
import { aPolicy, aQueue, slackChannel, telegramGroup } from '../builders/policy.ts';
import { type FakePlatform, fakePlatform } from '../fakes/platform.ts';

const policy = aPolicy({
  queues: new Map([
    ['support', aQueue()],
    [
      'sales',
      aQueue({ key: 'sales', chats: [{ platform: 'telegram', chat: telegramGroup, form: 'thread' }] }),
    ],
  ]),
});

let slack: FakePlatform;
let telegram: FakePlatform;
const parts = () => ({
  policy,
  platforms: new Map([
    ['slack', slack],
    ['telegram', telegram],
  ]),
});

beforeEach(() => {
  slack = fakePlatform('slack');
  telegram = fakePlatform('telegram');
  slack.join(slackChannel, anna.userId);
});

describe('an agent of a queue', () => {
  it('is a member of its chat, as long as they are', async () => {
    expect(await isAgentOf(parts(), aPerson('p', anna), 'support')).toBe(true);
    slack.leave(slackChannel, anna.userId);
    expect(await isAgentOf(parts(), aPerson('p', anna), 'support')).toBe(false);
  });

  it('is one by any of their identities, each asked of its own platform', async () => {
    expect(await isAgentOf(parts(), aPerson('p', ivan, anna), 'support')).toBe(true);
    expect(await isAgentOf(parts(), aPerson('p', telegramUser(anna.userId, 'Not Anna')), 'support')).toBe(
      false,
    );
  });

  it('is nobody in a queue that does not exist, or whose platform is not there', async () => {
    expect(await isAgentOf(parts(), aPerson('p', anna), 'nowhere')).toBe(false);
    const without = { ...parts(), platforms: new Map() };
    expect(await isAgentOf(without, aPerson('p', anna), 'support')).toBe(false);
  });

  it('may be one of several queues', async () => {
    expect(await queuesOf(parts(), aPerson('p', anna))).toEqual(['support']);
    telegram.join(telegramGroup, ivan.userId);
    expect(await queuesOf(parts(), aPerson('p', anna, ivan))).toEqual(['support', 'sales']);
    expect(await queuesOf(parts(), aPerson('p', telegramUser('9', 'Eve')))).toEqual([]);
  });
});

it('a chat belongs to its queue on its own platform alone', () => {
  expect(queueAt(policy, 'slack', slackChannel)).toBe('support');
  expect(queueAt(policy, 'telegram', telegramGroup)).toBe('sales');
  expect(queueAt(policy, 'telegram', slackChannel)).toBeNull();
  expect(queueAt(policy, 'slack', 'C0OTHER')).toBeNull();
});
