// People and chats the bot cannot reach, and what it is told when it tries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import { call, result, type Stage, stage } from './bot-under-test.ts';

let on: Stage;
let ivan: Actor;

beforeAll(async () => {
  on = await stage();
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
});

afterAll(() => on[Symbol.asyncDispose]());

describe('a chat out of reach is refused with 403', () => {
  const group = () => on.telegram.addGroup({ title: 'G', admins: [ivan.id] });

  test.each<[string, () => Promise<number>, string]>([
    ['for a person who blocked the bot', async () => blocked(), 'bot was blocked by the user'],
    ['for a deactivated account', async () => deactivated(), 'user is deactivated'],
    [
      'for a person known from a group only',
      async () => onlyInGroup(),
      "bot can't initiate conversation with a user",
    ],
    [
      'for a supergroup that kicked the bot',
      async () => kickedFrom('supergroup'),
      'bot was kicked from the supergroup chat',
    ],
    [
      'for a group that kicked the bot',
      async () => kickedFrom('group'),
      'bot was kicked from the group chat',
    ],
    ['for a supergroup the bot left', async () => left(), 'bot is not a member of the supergroup chat'],
  ])('%s', async (_, chat, description) => {
    const answer = await call(on.telegram, 'sendMessage', { chat_id: await chat(), text: 'x' });
    expect(answer).toEqual({ ok: false, error_code: 403, description: `Forbidden: ${description}` });
  });

  async function blocked(): Promise<number> {
    const olga = on.telegram.addUser({ firstName: 'Olga' });
    await olga.start();
    await olga.block();
    return olga.id;
  }

  async function deactivated(): Promise<number> {
    const olga = on.telegram.addUser({ firstName: 'Olga' });
    await olga.start();
    on.telegram.deactivate(olga.id);
    return olga.id;
  }

  function onlyInGroup(): number {
    const olga = on.telegram.addUser({ firstName: 'Olga' });
    on.telegram.groups.addMember(group().id, olga.id);
    return olga.id;
  }

  function kickedFrom(type: 'group' | 'supergroup'): number {
    const { id } = on.telegram.addGroup({ title: 'G', type, admins: [ivan.id] });
    on.telegram.groups.kickBot(id);
    return id;
  }

  async function left(): Promise<number> {
    const { id } = group();
    await result(on.telegram, 'leaveChat', { chat_id: id });
    return id;
  }
});

test('a person who never met the bot is "chat not found"', async () => {
  const stranger = on.telegram.addUser({ firstName: 'Stranger' });
  const answer = await call(on.telegram, 'sendMessage', { chat_id: stranger.id, text: 'x' });
  expect(answer).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' });
});
