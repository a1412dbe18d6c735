// Two processes on one server, restarted and killed in turn while people go on writing on both platforms.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { databases } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { deskFile, supportChannel } from '../support/scene-config.ts';
import { startBalancer } from './processes/balancer.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const goneWithinMs = 10_000;
const server = databases.find(({ name }) => name === 'server');

interface Replica {
  readonly port: number;
  child: ChildProcess | null;
}

async function start(replica: Replica, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [main], {
    env: { ...env, PORT: `${replica.port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  replica.child = child;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the desk did not start: ${child.exitCode}`);
    const ready = await fetch(`http://127.0.0.1:${replica.port}/readyz`).catch(() => null);
    if (ready?.status === 200) return;
    await sleep(100);
  }
}

/** Ends the process and says with which code and after how many milliseconds. */
async function end(replica: Replica, signal: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number; ms: number }> {
  const { child } = replica;
  if (child === null || child.exitCode !== null) return { code: 0, ms: 0 };
  const from = performance.now();
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  replica.child = null;
  return { code, ms: performance.now() - from };
}

describe.skipIf(server?.available !== true)('two processes of the desk on one server', () => {
  test('may be started together, restarted in turn and killed: nothing is lost, doubled or out of order', async () => {
    const clock = systemEmulatorClock();
    const slack = await startSlackEmulator({
      clock,
      rateLimits: false,
      signingSecret: 'rolling',
      botToken: 'xoxb-rolling',
    });
    const telegram = await startTelegramEmulator({ clock, rateLimits: false });
    const opened = await server?.open({ migrated: false });
    if (opened === undefined) throw new Error('there is no server');
    await opened.database.close();
    const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-rolling-'));
    const file = path.join(directory, 'deskhand.yml');
    await writeFile(file, deskFile('slack'));
    const replicas: readonly [Replica, Replica] = [
      { port: await freePort(), child: null },
      { port: await freePort(), child: null },
    ];
    const balancer = await startBalancer(replicas.map(({ port }) => port));
    const env = {
      PATH: process.env.PATH ?? '',
      SLACK_BOT_TOKEN: 'xoxb-rolling',
      SLACK_SIGNING_SECRET: 'rolling',
      SLACK_API_URL: slack.apiUrl,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      DESKHAND_CONFIG: file,
      DESKHAND_DATA: directory,
      DATABASE_URL: opened.location.url ?? '',
      LOG_LEVEL: 'fatal',
    };
    const anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna Agent' }));
    slack.addChannel({ id: supportChannel, name: 'support', members: [anna.id] });
    slack.setRequestUrl(`${balancer.url}/slack/events`);
    const ivan = telegram.addUser({ firstName: 'Ivan', languageCode: 'en' });
    const heard = () => telegram.messages(ivan.id).map(({ text = '' }) => text);
    let written = 0;
    let isWriting = true;
    try {
      // Both find an empty database, and migrate it.
      await Promise.all(replicas.map((replica) => start(replica, env)));
      await ivan.start();
      await ivan.send('dm', 'The server is down');
      const question = await telegram.waitFor(() =>
        telegram.messages(ivan.id).find((message) => message.reply_markup),
      );
      await ivan.press(question, '1 · Critical: work has stopped');
      const card = await slack.waitFor(() => slack.messages(supportChannel)[0], { deadlineMs: 20_000 });

      const writing = (async () => {
        while (isWriting) {
          written += 1;
          await ivan.send('dm', `asked ${written}.`);
          await anna.post(supportChannel, `<@${slack.botUserId}> reply answered ${written}.`, {
            threadTs: card.ts,
          });
          await sleep(400);
        }
      })();
      for (const replica of replicas) {
        const { code, ms } = await end(replica, 'SIGTERM');
        expect(code).toBe(0);
        expect(ms).toBeLessThan(goneWithinMs);
        await sleep(500);
        await start(replica, env);
      }
      await end(replicas[0], 'SIGKILL');
      await sleep(3_000);
      isWriting = false;
      await writing;

      const all = Array.from({ length: written }, (_, index) => index + 1);
      const numbers = (texts: readonly string[], pattern: RegExp) =>
        texts.flatMap((text) => pattern.exec(text)?.[1] ?? []).map(Number);
      const asked = () =>
        numbers(
          slack
            .messages(supportChannel)
            .filter(({ fromBot }) => fromBot)
            .map(({ content }) => content),
          /asked (\d+)\./,
        );
      const answered = () =>
        numbers(
          heard().filter((text) => text.includes('Anna Agent')),
          /answered (\d+)\./,
        );
      const deadline = performance.now() + 120_000;
      while (performance.now() < deadline && (asked().length < written || new Set(answered()).size < written))
        await sleep(200);
      expect(asked()).toEqual(all);
      // Telegram cannot be asked what arrived: what was on its way when the process was killed may come twice.
      expect([...new Set(answered())]).toEqual(all);
      expect(answered().length - written).toBeLessThanOrEqual(1);
      expect((await end(replicas[1], 'SIGTERM')).code).toBe(0);
    } finally {
      isWriting = false;
      for (const replica of replicas) await end(replica, 'SIGKILL');
      await balancer.close();
      await slack.stop();
      await telegram.close();
      await opened.dispose();
      await rm(directory, { recursive: true, force: true });
    }
  }, 240_000);
});
