// A desk whose platforms were never reached is stopped like any other.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { deskEnvironment } from '../support/desk-environment.ts';
import { freePort } from '../support/free-port.ts';
import { deskFile } from '../support/scene-config.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

test('A desk that has not reached its platforms yet ends well when it is told to.', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-unreached-'));
  const file = path.join(directory, 'deskhand.yml');
  await writeFile(file, deskFile('slack'));
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const port = await freePort();
  const platforms = {
    slackApiUrl: `${nobody}/api/`,
    slackToken: 'xoxb-unreached',
    slackBy: { signingSecret: 'unreached' },
    telegramUrl: nobody,
    telegramToken: '1:unreached',
  };
  const desk = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH ?? '',
      ...deskEnvironment(platforms, port),
      DESKHAND_DATA: path.join(directory, 'data'),
      DESKHAND_CONFIG: file,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    // It works, and waits for its platforms.
    const health = (): Promise<string> =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        (answer) => answer.text(),
        () => 'starting',
      );
    await expect.poll(health, { timeout: 40_000 }).not.toContain('starting');
    expect(await health()).toContain('not connected');
    const exit = once(desk, 'exit');
    desk.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  } finally {
    desk.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
