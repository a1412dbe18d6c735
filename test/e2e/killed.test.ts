// Scene 5 of the design: the process is killed while it sends, and another one takes over its data.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { deskEnvironment } from '../support/desk-environment.ts';
import { freePort } from '../support/free-port.ts';
import { deskFile, supportChannel } from '../support/scene-config.ts';

const script = fileURLToPath(new URL('processes/desk.ts', import.meta.url));
/** Longer than a dead process can keep a conversation to itself. */
const leaseOutMs = 16_000;

async function startProcess(env: Record<string, string>, aheadMs: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, `${aheadMs}`], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => {
      throw new Error('the desk did not start');
    }),
  ]);
  expect(line).toMatch(/^http/);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describeEachDatabase('a desk that is killed while an answer is on its way', (database) => {
  test('sends that answer after all, once, and loses nothing that came meanwhile', async () => {
    const clock = systemEmulatorClock();
    const slack = await startSlackEmulator({
      clock,
      rateLimits: false,
      signingSecret: 'killed',
      botToken: 'xoxb-killed',
    });
    const telegram = await startTelegramEmulator({ clock, rateLimits: false });
    const { database: open, location, dispose } = await database.open();
    await open.close();
    const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-killed-'));
    const file = path.join(directory, 'deskhand.yml');
    await writeFile(file, deskFile('slack'));
    const port = await freePort();
    const env = {
      PATH: process.env.PATH ?? '',
      ...deskEnvironment(
        {
          slackApiUrl: slack.apiUrl,
          slackToken: 'xoxb-killed',
          slackBy: { signingSecret: 'killed' },
          telegramUrl: telegram.url,
          telegramToken: telegram.token,
        },
        port,
      ),
      DESKHAND_CONFIG: file,
      DESKHAND_DATA: location.dataDirectory,
      ...(location.url !== undefined && { DATABASE_URL: location.url }),
    };
    const anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna Agent' }));
    slack.addChannel({ id: supportChannel, name: 'support', members: [anna.id] });
    slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    const ivan = telegram.addUser({ firstName: 'Ivan', languageCode: 'en' });
    const words = () => telegram.messages(ivan.id).map(({ text = '' }) => text);
    const reads = (pattern: RegExp) =>
      telegram.waitFor(() => words().find((text) => pattern.test(text)), {
        withinMs: 20_000,
        what: `${pattern}`,
      });

    let desk = await startProcess(env, 0);
    try {
      await ivan.start();
      await ivan.send('dm', 'The server is down');
      const question = await telegram.waitFor(() =>
        telegram.messages(ivan.id).find((message) => message.reply_markup),
      );
      await ivan.press(question, '1 · Critical: work has stopped');
      await reads(/ACME-1 is open/);
      const card = await slack.waitFor(() => slack.messages(supportChannel)[0]);

      const mend = telegram.fail(
        ({ method, params }) => method === 'sendMessage' && `${params.text}`.includes('Restart'),
        { timeout: true, times: 10 },
      );
      const calls = telegram.calls.length;
      await anna.post(supportChannel, `<@${slack.botUserId}> reply Restart it, please`, {
        threadTs: card.ts,
      });
      await telegram.waitFor(
        () => telegram.calls.slice(calls).some(({ method }) => method === 'sendMessage'),
        { withinMs: 20_000 },
      );
      await kill(desk);
      mend();
      await ivan.send('dm', 'It is still down');
      expect(words().filter((text) => text.includes('Restart'))).toEqual([]);

      desk = await startProcess(env, leaseOutMs);
      await reads(/Restart it, please/);
      await slack.waitFor(
        () => slack.messages(supportChannel).some(({ content }) => content.includes('still down')),
        { deadlineMs: 20_000 },
      );
      await anna.post(supportChannel, `<@${slack.botUserId}> reply And now?`, { threadTs: card.ts });
      await reads(/And now\?/);
      expect(words().filter((text) => text.includes('Restart'))).toHaveLength(1);
      expect(words().filter((text) => text.includes('is open'))).toHaveLength(1);
      const relayed = slack.messages(supportChannel).filter(({ content }) => content.includes('still down'));
      expect(relayed).toHaveLength(1);
    } finally {
      await kill(desk);
      await slack.stop();
      await telegram.close();
      await dispose();
      await rm(directory, { recursive: true, force: true });
    }
  }, 90_000);
});
