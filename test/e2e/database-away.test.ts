// PostgreSQL goes away while people write on both platforms: the desk says so, waits, and goes on by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type RunningDesk, startDesk } from '../../src/main.ts';
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { databases } from '../support/databases.ts';
import { freePort } from '../support/scene.ts';
import { configOf, deskFile, supportChannel } from '../support/scene-config.ts';

const server = databases.find(({ name }) => name === 'server');
/** Real time, since connections run by it; `DESKHAND_LONG` makes it a minute. */
const awayMs = process.env.DESKHAND_LONG ? 60_000 : 6_000;
/** Between two messages of one person: nobody may write more than twenty a minute. */
const pauseMs = awayMs / 8;
const goalMs = 10_000;
/** Slack's patience, and the playing machine's. */
const limitMs = 3_000;

const ways: readonly (readonly [string, (proxy: DatabaseProxy) => Promise<void>])[] = [
  ['refuses connections', (proxy) => proxy.cut()],
  ['falls silent', async (proxy) => proxy.silence()],
];

describe.skipIf(!server?.available)('a desk whose PostgreSQL', () => {
  test.each(ways)(
    '%s for a while takes everything up again, once each',
    async (_way, goAway) => {
      if (server === undefined) throw new Error('the server is available');
      const opened = await server.open();
      await opened.database.close();
      const proxy = await startDatabaseProxy(opened.location.url ?? '');
      const clock = systemEmulatorClock();
      const slack = await startSlackEmulator({
        clock,
        rateLimits: false,
        signingSecret: 'away',
        botToken: 'xoxb-away',
        eventRetriesAfterMs: [100, awayMs / 2, awayMs + 20_000],
      });
      const port = await freePort();
      const telegram = await startTelegramEmulator({ clock, rateLimits: false });
      const env = {
        SLACK_BOT_TOKEN: 'xoxb-away',
        SLACK_SIGNING_SECRET: 'away',
        SLACK_API_URL: slack.apiUrl,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.url,
        DATABASE_URL: proxy.url,
        PORT: `${port}`,
      };
      const anna = slack.addUser({ name: 'anna', realName: 'Anna Agent' });
      slack.addChannel({ id: supportChannel, name: 'support', members: [anna] });
      slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
      const ivan = telegram.addUser({ firstName: 'Ivan', languageCode: 'en' });
      const desk: RunningDesk = await startDesk(configOf(env, deskFile('slack')), {
        logger: pino({ level: process.env.SCENE_LOG ?? 'silent' }),
        isPaced: false,
        onFatal: (error) => {
          throw error;
        },
      });
      const status = async (path: string): Promise<number> => (await fetch(`${desk.address}${path}`)).status;
      const relayed = (word: string): number[] =>
        slack
          .messages(supportChannel)
          .flatMap(({ content }) => [...content.matchAll(new RegExp(`${word} #(\\d+)`, 'g'))])
          .map(([, n]) => Number(n));
      try {
        await desk.connected;
        await ivan.start();
        await ivan.send('dm', 'The server is down');
        const question = await telegram.waitFor(() =>
          telegram.messages(ivan.id).find((message) => message.reply_markup),
        );
        await ivan.press(question, '1 · Critical: work has stopped');
        const card = await slack.waitFor(() => slack.messages(supportChannel)[0], { deadlineMs: 20_000 });
        const annas = slack.as(anna);

        let writing = true;
        let written = 0;
        const writers = (async () => {
          while (writing) {
            written += 1;
            await ivan.send('dm', `Telegram #${written}`);
            await annas.post(supportChannel, `<@${slack.botUserId}> reply Slack #${written}`, {
              threadTs: card.ts,
            });
            await sleep(pauseMs);
          }
        })();
        await sleep(1_000);
        expect(await status('/readyz')).toBe(200);

        await goAway(proxy);
        const untilReady = (code: number) =>
          expect.poll(() => status('/readyz'), { timeout: 15_000, interval: 50 }).toBe(code);
        await untilReady(503);
        const since = performance.now();
        expect(await status('/healthz')).toBe(200);
        const metrics = async () => (await fetch(`${desk.address}/metrics`)).text();
        await expect.poll(metrics, { timeout: 10_000 }).toContain('deskhand_database_up 0');
        await sleep(awayMs);
        const asked = performance.now();
        expect(await status('/readyz')).toBe(503);
        expect(performance.now() - asked).toBeLessThan(limitMs);

        const before = relayed('Telegram').length;
        await proxy.mend();
        const back = performance.now();
        await untilReady(200);
        const readyMs = performance.now() - back;
        // How long the whole backlog takes is the machine's matter; that it is being worked off soon is the desk's.
        await expect.poll(() => relayed('Telegram').length, { timeout: goalMs }).toBeGreaterThan(before);
        const resumedMs = performance.now() - back;
        writing = false;
        await writers;
        const numbers = Array.from({ length: written }, (_, n) => n + 1);
        await expect.poll(() => new Set(relayed('Telegram')).size, { timeout: 60_000 }).toBe(written);
        const telegramMs = performance.now() - back;
        const answers = () =>
          telegram.messages(ivan.id).flatMap(({ text = '' }) => {
            const [, n] = /Slack #(\d+)/.exec(text) ?? [];
            return n === undefined ? [] : [Number(n)];
          });
        // Slack itself repeats what it could not deliver only after a while.
        await expect.poll(() => new Set(answers()).size, { timeout: 60_000 }).toBe(written);
        await slack.settled();
        await desk.inbox.idle();
        await desk.drains.idle();
        expect(relayed('Telegram')).toEqual(numbers);
        expect(answers().toSorted((a, b) => a - b)).toEqual(numbers);
        expect(readyMs).toBeLessThan(goalMs);
        if (process.env.DESKHAND_SHOW)
          console.log({ written, awayMs: Math.round(back - since), readyMs, resumedMs, telegramMs });
      } finally {
        await proxy.mend();
        await desk.stop();
        await slack.stop();
        await telegram.close();
        await proxy.close();
        await opened.dispose();
      }
    },
    240_000,
  );
});
