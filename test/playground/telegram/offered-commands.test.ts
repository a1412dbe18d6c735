// Which of a bot's command menus people's clients offer: the narrowest that there is for the chat and the language.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { result, type Stage, stage } from './bot-under-test.ts';

const group = -1001;
let on: Stage;
let ivan: number;
let john: number;

beforeEach(async () => {
  on = await stage();
  ivan = on.telegram.addUser({ firstName: 'Ivan', languageCode: 'ru' }).id;
  john = on.telegram.addUser({ firstName: 'John', languageCode: 'en' }).id;
  on.telegram.addGroup({ id: group, title: 'Agents', members: [ivan, john] });
});
afterEach(() => on[Symbol.asyncDispose]());

const setMenu = (command: string, scope?: object, language?: string): Promise<unknown> =>
  result(on.telegram, 'setMyCommands', {
    commands: [{ command, description: 'does it' }],
    ...(scope && { scope }),
    ...(language && { language_code: language }),
  });
const offered = (chat: number, person: number): string[] =>
  on.telegram.commandsOffered(chat, person).map(({ command }) => command);

test('nothing is offered where nothing was set', () => {
  expect(offered(ivan, ivan)).toEqual([]);
});

test('a menu for everybody is offered everywhere until there is a narrower one', async () => {
  await setMenu('any');
  await setMenu('private', { type: 'all_private_chats' });
  expect([offered(ivan, ivan), offered(group, ivan)]).toEqual([['private'], ['any']]);
});

test("a chat's own menu goes before that of all groups", async () => {
  await setMenu('groups', { type: 'all_group_chats' });
  await setMenu('agents', { type: 'chat', chat_id: group });
  expect(offered(group, ivan)).toEqual(['agents']);
});

test('people are offered the menu of their language, and everybody else the one for all', async () => {
  await setMenu('all', { type: 'chat', chat_id: group });
  await setMenu('russian', { type: 'chat', chat_id: group }, 'ru');
  expect([offered(group, ivan), offered(group, john)]).toEqual([['russian'], ['all']]);
});
