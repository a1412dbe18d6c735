// Updates come in by polling and by webhook, are stored before they are confirmed, and survive what goes wrong.
import { describe, expect, test } from 'vitest';
import { MemoryInbox, play, startPlaying } from './playing.ts';

describe.each([{ webhook: false }, { webhook: true }])('with webhook: $webhook', (mode) => {
  test('what a person writes reaches the desk once', async () => {
    await using playing = await startPlaying(mode);
    const ivan = playing.telegram.addUser({ firstName: 'Иван', languageCode: 'ru' });
    await ivan.start('ref_1');
    await ivan.send('dm', 'Всё упало');
    expect(await playing.desk.received.next()).toMatchObject({ kind: 'greeting', payload: 'ref_1' });
    expect(await playing.desk.received.next()).toMatchObject({
      text: 'Всё упало',
      user: { languageTag: 'ru' },
    });
    await playing.inbox.idle();
    expect(playing.stored.states()).toEqual(['done', 'done']);
    expect(playing.desk.received.all).toHaveLength(2);
    const updates = playing.traffic.filter((line) => line.kind === 'update');
    expect(updates.map((line) => line.params)).toMatchObject([
      { message: { text: '/start ref_1' } },
      { message: { text: 'Всё упало' } },
    ]);
  });

  test('the messages of one chat are handled one after another, in order', async () => {
    await using playing = await startPlaying(mode);
    const first = Promise.withResolvers<null>();
    playing.desk.answer = (inbound) => (inbound.kind === 'greeting' ? first.promise : null);
    const ivan = playing.telegram.addUser({ firstName: 'Ivan' });
    await ivan.start();
    for (const text of ['one', 'two', 'three']) await ivan.send('dm', text);
    await playing.desk.received.next();
    await eventually(() => playing.stored.ids.length === 4);
    expect(playing.desk.received.all).toHaveLength(1);
    first.resolve(null);
    const texts = [];
    for (let count = 0; count < 3; count++) texts.push(await playing.desk.received.next());
    expect(texts.map((inbound) => (inbound.kind === 'message' ? inbound.text : ''))).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('an album becomes one message, and what is written after it is handled after it', async () => {
    await using playing = await startPlaying(mode);
    const ivan = playing.telegram.addUser({ firstName: 'Ivan' });
    await ivan.start();
    await playing.desk.received.next();
    const log = (name: string) => ({ document: { name, content: Buffer.from(name) } });
    await ivan.sendAlbum('dm', [log('a.log'), log('b.log')], { caption: 'two logs' });
    await ivan.send('dm', 'that is all');
    const quiet = await playing.pauses.next();
    await eventually(() => playing.stored.ids.length === 4);
    quiet.end();
    void endAll(playing.pauses);
    expect(await playing.desk.received.next()).toMatchObject({
      text: 'two logs',
      attachments: [{ name: 'a.log' }, { name: 'b.log' }],
    });
    expect(await playing.desk.received.next()).toMatchObject({ text: 'that is all' });
    await playing.inbox.idle();
    expect(playing.stored.states()).toEqual(['done', 'done', 'done', 'done']);
  });

  test('commands to other bots, edits, and what happened to the chat reach nobody, but are settled', async () => {
    await using playing = await startPlaying(mode);
    const olga = playing.telegram.addUser({ firstName: 'Olga' });
    const group = playing.telegram.groups.add({
      title: 'G',
      forum: true,
      admins: [olga.id],
      botIsAdmin: true,
    });
    playing.telegram.groups.createTopic(group.id, 'Matter');
    const words = await olga.send(group.id, 'first try');
    await olga.edit(words, 'second try');
    await olga.send(group.id, '/help@OtherBot');
    await olga.send(group.id, 'last');
    expect(await playing.desk.received.next()).toMatchObject({ text: 'first try', addressed: false });
    expect(await playing.desk.received.next()).toMatchObject({ text: 'last' });
    await playing.inbox.idle();
    expect(new Set(playing.stored.states())).toEqual(new Set(['done']));
  });
});

test('an album that a stop interrupted is gathered again from what was stored', async () => {
  const stored = new MemoryInbox();
  await using before = await startPlaying({ stored });
  const ivan = before.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  const log = (name: string) => ({ document: { name, content: Buffer.from(name) } });
  await ivan.sendAlbum('dm', [log('a.log'), log('b.log'), log('c.log')]);
  await eventually(() => stored.ids.length === 4);
  await before.adapter.stop();

  await using after = await startPlaying({ stored });
  await after.inbox.sweep();
  void endAll(after.pauses);
  expect(await after.desk.received.next()).toMatchObject({
    attachments: [{ name: 'a.log' }, { name: 'b.log' }, { name: 'c.log' }],
  });
  await after.inbox.idle();
  expect(new Set(stored.states())).toEqual(new Set(['done']));
});

describe('polling', () => {
  test('asks for nothing more while the inbox is full, and goes on when it has room', async () => {
    await using playing = await startPlaying({ laneLimit: 1 });
    const { telegram, desk, stored } = playing;
    const first = Promise.withResolvers<null>();
    desk.answer = (inbound) => (inbound.user?.name === 'Ivan' ? first.promise : null);
    const ivan = telegram.addUser({ firstName: 'Ivan' });
    const olga = telegram.addUser({ firstName: 'Olga' });
    await ivan.start();
    await desk.received.next();
    await olga.start();
    // Long enough for many a poll.
    for (let count = 0; count < 20; count++) await fetch(`${telegram.url}/bot${telegram.token}/getMe`);
    expect(stored.ids).toHaveLength(1);
    expect(telegram.pendingUpdates).toBe(2);
    expect(playing.adapter.isReady()).toBe(true);
    first.resolve(null);
    expect(await desk.received.next()).toMatchObject({ user: { name: 'Olga' } });
    await eventually(() => telegram.pendingUpdates === 0);
  });

  test('ends also while the inbox is full', async () => {
    await using playing = await startPlaying({ laneLimit: 1 });
    playing.desk.answer = () => new Promise(() => undefined);
    await playing.telegram.addUser({ firstName: 'Ivan' }).start();
    await playing.desk.received.next();
    await playing.adapter.stop();
    expect(playing.adapter.isReady()).toBe(false);
  });

  test('confirms nothing that could not be stored, and stores it later', async () => {
    await using playing = await startPlaying();
    playing.stored.broken = 2;
    const ivan = playing.telegram.addUser({ firstName: 'Ivan' });
    await ivan.start();
    (await playing.pauses.next()).end();
    expect(playing.adapter.isReady()).toBe(false);
    expect(playing.telegram.pendingUpdates).toBe(1);
    (await playing.pauses.next()).end();
    expect(await playing.desk.received.next()).toMatchObject({ kind: 'greeting' });
    expect(playing.warnings).toHaveLength(2);
  });

  test.each([
    [
      'another instance',
      { error: { code: 409, description: 'Conflict: terminated by other getUpdates request' } },
      500,
    ],
    ['an outage', { status: 502 }, 500],
    ['a cut connection', { cutAfterProcessing: true } as const, 500],
    ['a request to slow down', { retryAfter: 7 }, 7_000],
  ])('backs off after %s and goes on', async (_, fault, pauseMs) => {
    await using playing = await play();
    playing.telegram.fail('getUpdates', fault);
    await playing.adapter.start();
    const pause = await playing.pauses.next();
    expect(pause.ms).toBe(pauseMs);
    expect(playing.adapter.isReady()).toBe(false);
    pause.end();
    await playing.telegram.addUser({ firstName: 'Ivan' }).start();
    await playing.desk.received.next();
    expect(playing.adapter.isReady()).toBe(true);
  });

  test('pauses longer after each failure in a row', async () => {
    await using playing = await play();
    playing.telegram.fail('getUpdates', { status: 500, times: 8 });
    await playing.adapter.start();
    const lengths = [];
    for (let count = 0; count < 8; count++) {
      const pause = await playing.pauses.next();
      lengths.push(pause.ms);
      pause.end();
    }
    expect(lengths).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('takes over from a webhook and names the updates that it wants', async () => {
    await using playing = await startPlaying();
    await eventually(() => playing.adapter.isReady());
    expect(playing.adapter.routes).toEqual([]);
    expect(playing.telegram.calls.map((call) => call.method).slice(0, 2)).toEqual(['getMe', 'deleteWebhook']);
    expect(
      playing.telegram.calls.find((call) => call.method === 'getUpdates')?.params.allowed_updates,
    ).toEqual(['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member']);
  });
});

describe('the webhook', () => {
  const post = (url: string, body: string, secret?: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      body,
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
    });
  const update = JSON.stringify({ update_id: 5 });

  test.each([undefined, '', 'hus', 'hush!'])(
    'refuses the secret %j with 401 and stores nothing',
    async (secret) => {
      await using playing = await startPlaying({ webhook: true });
      expect((await post(playing.webhookUrl, update, secret)).status).toBe(401);
      expect(playing.stored.ids.length).toBe(0);
    },
  );

  test('answers 200 once the update is stored, and again when it is repeated', async () => {
    await using playing = await startPlaying({ webhook: true });
    expect((await post(playing.webhookUrl, update, 'hush')).status).toBe(200);
    expect((await post(playing.webhookUrl, update, 'hush')).status).toBe(200);
    expect(playing.stored.ids).toEqual(['5']);
  });

  test('answers 503 while updates cannot be stored', async () => {
    await using playing = await startPlaying({ webhook: true });
    playing.stored.broken = 1;
    expect((await post(playing.webhookUrl, update, 'hush')).status).toBe(503);
    expect((await post(playing.webhookUrl, update, 'hush')).status).toBe(200);
  });

  test.each(['', 'not json', '{}', '{"update_id":"5"}'])(
    'answers 400 for what is no update: %j',
    async (body) => {
      await using playing = await startPlaying({ webhook: true });
      expect((await post(playing.webhookUrl, body, 'hush')).status).toBe(400);
    },
  );

  test('answers 413 for a body over a megabyte', async () => {
    await using playing = await startPlaying({ webhook: true });
    expect((await post(playing.webhookUrl, 'x'.repeat(1_000_001), 'hush')).status).toBe(413);
  });
});

describe('the start', () => {
  test('is ready only once updates come in', async () => {
    await using playing = await play({ webhook: true });
    expect(playing.adapter.isReady()).toBe(false);
    await playing.adapter.start();
    expect(playing.adapter.isReady()).toBe(true);
  });

  test('waits until Telegram can be reached', async () => {
    await using playing = await play();
    playing.telegram.fail('getMe', { status: 502 });
    const started = playing.adapter.start();
    (await playing.pauses.next()).end();
    await started;
    expect(playing.warnings).toEqual(['Telegram cannot be reached yet; trying again']);
  });

  test('fails for a token that Telegram does not know', async () => {
    await using playing = await play({ token: '1:wrong' });
    await expect(playing.adapter.start()).rejects.toThrow('Unauthorized');
  });

  test('sets the menus of both audiences in both languages', async () => {
    const group = '-1001000000001';
    const commands = [
      { verb: 'new', description: { en: 'Open a ticket', ru: 'Открыть заявку' }, scope: 'requesters' },
      { verb: 'link-account', description: { en: 'Link', ru: 'Связать' }, scope: 'agents' },
    ] as const;
    await using playing = await play({ commands, agentChats: [group] });
    playing.telegram.groups.add({ id: Number(group), title: 'Support', forum: true });
    await playing.adapter.start();
    const menus = () =>
      playing.telegram.calls.filter((call) => call.method === 'setMyCommands' && call.result);
    void endAll(playing.pauses);
    await eventually(() => menus().length === 4);
    expect(menus().map((call) => call.params)).toEqual([
      { commands: [{ command: 'new', description: 'Open a ticket' }], scope: { type: 'all_private_chats' } },
      {
        commands: [{ command: 'new', description: 'Открыть заявку' }],
        scope: { type: 'all_private_chats' },
        language_code: 'ru',
      },
      {
        commands: [{ command: 'link_account', description: 'Link' }],
        scope: { type: 'chat', chat_id: Number(group) },
      },
      {
        commands: [{ command: 'link_account', description: 'Связать' }],
        scope: { type: 'chat', chat_id: Number(group) },
        language_code: 'ru',
      },
    ]);
  });

  test('goes on when a menu is refused', async () => {
    const commands = [{ verb: 'new', description: { en: 'New', ru: 'Новая' }, scope: 'agents' }] as const;
    await using playing = await startPlaying({ commands, agentChats: ['-1009999999999'] });
    await eventually(() => playing.warnings.length === 2);
    expect(playing.warnings[0]).toBe('a command menu could not be set');
    await eventually(() => playing.adapter.isReady());
  });
});

/** Looks again each turn of the event loop, for state that tells nobody when it changes. */
async function eventually(condition: () => boolean): Promise<void> {
  const until = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > until) throw new Error(`in vain: ${condition}`);
    await new Promise(setImmediate);
  }
}

async function endAll(pauses: { next(): Promise<{ end(): void }> }): Promise<never> {
  for (;;) (await pauses.next()).end();
}
