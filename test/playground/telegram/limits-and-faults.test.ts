// Limits by the clock, and the faults that a test can order.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import { call, type Stage, stage } from './bot-under-test.ts';

let on: Stage;
let ivan: Actor;

beforeEach(async () => {
  on = await stage();
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
});

afterEach(() => on[Symbol.asyncDispose]());

const write = (chat_id: number) => call(on.telegram, 'sendMessage', { chat_id, text: 'x' });

async function writeUntilRefused(chat_id: number): Promise<{ sent: number; refusal: object }> {
  for (let sent = 0; ; sent++) {
    const answer = await write(chat_id);
    if (!answer.ok) return { sent, refusal: answer };
  }
}

describe('too many messages', () => {
  test('to one chat are refused with 429 until the time named has passed', async () => {
    const { sent, refusal } = await writeUntilRefused(ivan.id);
    expect(sent).toBe(5);
    expect(refusal).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    });
    await on.clock.advance(4_999);
    expect((await write(ivan.id)).ok).toBe(false);
    await on.clock.advance(1);
    expect((await write(ivan.id)).ok).toBe(true);
  });

  test('never come about at one a second', async () => {
    for (let second = 0; second < 60; second++) {
      expect((await write(ivan.id)).ok).toBe(true);
      await on.clock.advance(1_000);
    }
  });

  test('to a group are more than 20 a minute', async () => {
    const { id } = on.telegram.addGroup({ title: 'G', admins: [ivan.id] });
    for (let sent = 0; sent < 20; sent++) {
      expect((await write(id)).ok).toBe(true);
      await on.clock.advance(1_000);
    }
    expect(await write(id)).toMatchObject({ parameters: { retry_after: 40 } });
  });

  test('in all are more than 30 a second', async () => {
    const people = Array.from({ length: 31 }, (_, index) => on.telegram.addUser({ firstName: `P${index}` }));
    for (const person of people) await person.start();
    const answers = await Promise.all(people.map((person) => write(person.id)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(30);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ parameters: { retry_after: 1 } });
  });

  test('are let through where limits are off', async () => {
    await using other = await stage({ rateLimits: false });
    const olga = other.telegram.addUser({ firstName: 'Olga' });
    await olga.start();
    for (let sent = 0; sent < 40; sent++) {
      const answer = await call(other.telegram, 'sendMessage', { chat_id: olga.id, text: 'x' });
      expect(answer.ok).toBe(true);
    }
  });
});

describe('what is posted', () => {
  test('is told of as it comes, by people and the bot alike', async () => {
    const posted: string[] = [];
    const stop = on.telegram.onPosted(({ text = '' }) => posted.push(text));
    await ivan.send('dm', 'hello');
    await write(ivan.id);
    stop();
    await ivan.send('dm', 'unheard');
    expect(posted).toEqual(['hello', 'x']);
  });

  test('is kept as long as told', async () => {
    await using other = await stage({ rateLimits: false, keptCalls: 5 });
    for (let sent = 0; sent < 23; sent++) await call(other.telegram, 'getMe', {});
    expect(other.telegram.calls.length).toBeGreaterThanOrEqual(5);
    expect(other.telegram.calls.length).toBeLessThan(10);
  });
});

describe('a fault', () => {
  const botTexts = () => on.telegram.messages(ivan.id).filter(({ from }) => from?.is_bot);

  test('answers with a status, as often as told, and nothing is sent', async () => {
    on.telegram.fail('sendMessage', { status: 502, times: 2 });
    expect(await write(ivan.id)).toMatchObject({ error_code: 502 });
    expect(await write(ivan.id)).toMatchObject({ error_code: 502 });
    expect((await write(ivan.id)).ok).toBe(true);
    expect(botTexts()).toHaveLength(1);
  });

  test('answers with 429 and a time to wait', async () => {
    on.telegram.fail('sendMessage', { retryAfter: 7 });
    expect(await write(ivan.id)).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
  });

  test('answers with any refusal to the calls that match', async () => {
    const error = { code: 400, description: 'Bad Request: TOPIC_DELETED' };
    on.telegram.fail(({ params }) => params.text === 'y', { error });
    expect((await write(ivan.id)).ok).toBe(true);
    expect(await call(on.telegram, 'sendMessage', { chat_id: ivan.id, text: 'y' })).toMatchObject({
      description: 'Bad Request: TOPIC_DELETED',
    });
  });

  test('cuts the connection after the message was sent', async () => {
    on.telegram.fail('sendMessage', { cutAfterProcessing: true });
    await expect(write(ivan.id)).rejects.toThrow('fetch failed');
    expect(botTexts()).toHaveLength(1);
  });

  test('cuts the connection before anything was sent', async () => {
    on.telegram.fail('sendMessage', { cutBeforeProcessing: true });
    await expect(write(ivan.id)).rejects.toThrow('fetch failed');
    expect(botTexts()).toHaveLength(0);
    expect(on.telegram.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1);
  });

  test('never answers, and sends nothing', async () => {
    on.telegram.fail('sendMessage', { timeout: true });
    const gone = new AbortController();
    const url = `${on.telegram.url}/bot${on.telegram.token}/sendMessage?chat_id=${ivan.id}&text=x`;
    const attempt = fetch(url, { signal: gone.signal }).catch((error: Error) => error.name);
    await on.telegram.waitFor(() => on.telegram.calls.some(({ method }) => method === 'sendMessage'));
    gone.abort();
    expect(await attempt).toBe('AbortError');
    expect(botTexts()).toHaveLength(0);
  });

  test('can be taken back', async () => {
    const takeBack = on.telegram.fail('sendMessage', { status: 500 });
    takeBack();
    expect((await write(ivan.id)).ok).toBe(true);
  });
});
