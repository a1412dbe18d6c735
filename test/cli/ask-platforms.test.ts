// deskhand doctor asks a Slack emulator what the app was granted.
import { afterEach, expect, test } from 'vitest';
import { botScopes } from '../../src/adapters/slack/surface.ts';
import { askPlatforms } from '../../src/cli/ask-platforms.ts';
import { loadConfig } from '../../src/config/load.ts';
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { deskFileText, readFileOf } from '../config/desk-file-builder.ts';

let slack: SlackEmulator;
afterEach(() => slack.stop());

/** What doctor finds where the app was granted these. */
async function findings(scopes: readonly string[]) {
  slack = await startSlackEmulator({
    clock: systemEmulatorClock(),
    botToken: 'xoxb-test',
    signingSecret: 'secret',
    installation: { scopes },
  });
  const env = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret', SLACK_API_URL: slack.apiUrl };
  const loaded = loadConfig(env, readFileOf({ './deskhand.yml': deskFileText({}) }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return askPlatforms(loaded.value);
}

const aboutScopes = async (scopes: readonly string[]) =>
  (await findings(scopes)).filter(({ message }) => message.includes('scope'));

test('an app that was granted what the manifest asks for, and more, is well', async () => {
  expect(await aboutScopes(['team:read', ...botScopes])).toEqual([
    { status: 'ok', message: expect.any(String) },
  ]);
});

test('scopes that an app installed before lacks are named, with what to do', async () => {
  const old = botScopes.filter((scope) => scope !== 'im:write' && scope !== 'files:read');
  expect(await aboutScopes(old)).toEqual([
    { status: 'problem', message: expect.stringMatching(/missing: files:read, im:write\).*reinstall/) },
  ]);
});
