// Membership, asked of Slack and believed for under a minute.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const lookUps = () => stage.slack.calls.filter(({ method }) => method === 'conversations.members').length;

test('Members are members, others are not, and one look-up serves both.', async () => {
  const { adapter, slack, anna, support } = stage;
  const outsider = slack.addUser({ name: 'carol' });
  expect(await adapter.directory.isMember(support, anna)).toBe(true);
  expect(await adapter.directory.isMember(support, outsider)).toBe(false);
  expect(lookUps()).toBe(1);
});

test('All pages are read of a channel with many members.', async () => {
  const { adapter, slack } = stage;
  const members = Array.from({ length: 1_200 }, (_, index) => slack.addUser({ name: `member${index}` }));
  const crowd = slack.addChannel({ name: 'crowd', members });
  expect(await adapter.directory.isMember(crowd, members.at(-1) ?? '')).toBe(true);
  expect(lookUps()).toBe(3);
});

test('Who joins or leaves is noticed at once by the event.', async () => {
  const { adapter, slack, anna, support } = stage;
  const carol = slack.addUser({ name: 'carol' });
  expect(await adapter.directory.isMember(support, carol)).toBe(false);
  await slack.invite(support, carol);
  await stage.calm();
  expect(await adapter.directory.isMember(support, carol)).toBe(true);
  await slack.removeFromChannel(support, anna);
  await stage.calm();
  expect(await adapter.directory.isMember(support, anna)).toBe(false);
});

test('Without the event it is noticed within a minute.', async () => {
  await stage.stop();
  stage = await setStage({ emulator: { installation: { events: [] } } });
  const { adapter, slack, clock, anna, support } = stage;
  expect(await adapter.directory.isMember(support, anna)).toBe(true);
  await slack.removeFromChannel(support, anna);
  expect(await adapter.directory.isMember(support, anna)).toBe(true);
  await clock.advance(59_000);
  expect(await adapter.directory.isMember(support, anna)).toBe(false);
});

test('Nobody is a member of a channel that the app does not see.', async () => {
  const { adapter, anna } = stage;
  expect(await adapter.directory.isMember('C0NOWHERE', anna)).toBe(false);
});

test('A look-up that fails answers nothing and is not remembered.', async () => {
  const { adapter, slack, anna, support } = stage;
  slack.fail('conversations.members', { status: 500 });
  await expect(adapter.directory.isMember(support, anna)).rejects.toThrow();
  expect(await adapter.directory.isMember(support, anna)).toBe(true);
});

test('A profile is asked for once in ten minutes.', async () => {
  const { slack, clock, anna } = stage;
  const profiles = () => slack.calls.filter(({ method }) => method === 'users.info').length;
  for (const waitMs of [0, 599_000, 2_000]) {
    await clock.advance(waitMs);
    await slack.as(anna).dm('hello');
    await stage.calm();
  }
  expect(profiles()).toBe(2);
});
