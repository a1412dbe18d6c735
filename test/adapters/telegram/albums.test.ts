// Albums, gathered from the single messages that they come as.
import { expect, test } from 'vitest';
import { ALBUM_QUIET_MS, createAlbums } from '../../../src/adapters/telegram/albums.ts';
import { messageOf } from './messages.ts';
import { Arrivals, type Pause } from './playing.ts';

function gathering(outcome: () => Promise<void> = async () => {}) {
  const pauses = new Arrivals<Pause>();
  const handled: { updateId: number; messageIds: number[] }[] = [];
  const albums = createAlbums({
    wait: (ms) => new Promise((end) => pauses.push({ ms, end })),
    handle: async (updateId, messages) => {
      handled.push({ updateId, messageIds: messages.map((message) => message.message_id) });
      await outcome();
    },
  });
  const add = (updateId: number, album = 'a') =>
    albums.add({ album, updateId, message: messageOf({ message_id: updateId }) });
  return { albums, pauses, handled, add };
}

test('an album is handled once nothing more came for a while, in order of its messages', async () => {
  const { pauses, handled, add } = gathering();
  const added = [add(12), add(11)];
  const first = await pauses.next();
  expect(first.ms).toBe(ALBUM_QUIET_MS);
  added.push(add(13));
  first.end();
  const second = await pauses.next();
  expect(handled).toEqual([]);
  second.end();
  await Promise.all(added);
  expect(handled).toEqual([{ updateId: 11, messageIds: [11, 12, 13] }]);
});

test('two albums at once stay two', async () => {
  const { pauses, handled, add } = gathering();
  const added = [add(1, 'a'), add(2, 'b')];
  for (const _ of added) (await pauses.next()).end();
  await Promise.all(added);
  expect(handled.map(({ messageIds }) => messageIds)).toEqual([[1], [2]]);
});

test('a message that comes too late is not lost but handled alone', async () => {
  const { pauses, handled, add } = gathering();
  const early = add(1);
  (await pauses.next()).end();
  await early;
  const late = add(2);
  (await pauses.next()).end();
  await late;
  expect(handled.map(({ messageIds }) => messageIds)).toEqual([[1], [2]]);
});

test('a message that comes while its album is being handled is handled after it, alone', async () => {
  const handling = Promise.withResolvers<void>();
  const { pauses, handled, add } = gathering(() => handling.promise);
  const early = add(1);
  (await pauses.next()).end();
  await new Promise(setImmediate);
  expect(handled).toHaveLength(1);
  const late = add(2);
  (await pauses.next()).end();
  handling.resolve();
  await Promise.all([early, late]);
  expect(handled.map(({ messageIds }) => messageIds)).toEqual([[1], [2]]);
});

test('the first message, whose id stands for the album, is the last to be settled', async () => {
  const { pauses, add } = gathering();
  const settled: number[] = [];
  const added = [1, 2, 3].map((id) => add(id).then(() => settled.push(id)));
  for (let count = 0; count < 2; count++) (await pauses.next()).end();
  await Promise.all(added);
  expect(settled).toEqual([2, 3, 1]);
});

test('a failure is every message’s failure', async () => {
  const { pauses, add } = gathering(() => Promise.reject(new Error('no')));
  const added = Promise.allSettled([add(1), add(2)]);
  for (let count = 0; count < 2; count++) (await pauses.next()).end();
  expect((await added).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('what comes after an album waits for it in its own chat only', async () => {
  const { albums, pauses, handled, add } = gathering();
  const added = add(1);
  const chatId = messageOf({}).chat.id;
  await albums.settled(chatId + 1);
  const settled = albums.settled(chatId).then(() => handled.length);
  (await pauses.next()).end();
  expect(await settled).toBe(1);
  await added;
});
