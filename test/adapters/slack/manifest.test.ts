// The app's manifest says what the code uses, no more and no less, within Slack's limits.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  botEvents,
  botScopes,
  eventsPath,
  shortcuts,
  slashCommand,
} from '../../../src/adapters/slack/surface.ts';

const requestUrl = z.url().refine((url) => new URL(url).pathname === eventsPath);

/** The manifest with Slack's limits on names, descriptions, counts. */
const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
  features: z.object({
    app_home: z.object({
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.object({ display_name: z.string().max(80) }),
    slash_commands: z
      .array(
        z.object({
          command: z.string().startsWith('/').max(32),
          description: z.string().max(2_000),
          usage_hint: z.string().max(1_000),
          should_escape: z.literal(true),
          url: requestUrl,
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.object({
          name: z.string().max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).max(255) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: requestUrl, bot_events: z.array(z.string()).max(100) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: requestUrl }),
    socket_mode_enabled: z.literal(false),
  }),
});

const manifest = manifestSchema.parse(parse(readFileSync('manifest.yml', 'utf8')));

test('The manifest asks for exactly the scopes and events that the code uses.', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual([...botScopes]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([...botEvents]);
});

test('The manifest declares exactly the command and shortcuts that the code listens to.', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([slashCommand]);
  expect(manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual(
    shortcuts.map(({ type, callbackId }) => [type, callbackId]),
  );
});

test('No two shortcuts share a callback_id.', () => {
  const callbackIds = shortcuts.map(({ callbackId }) => callbackId);
  expect(new Set(callbackIds).size).toBe(callbackIds.length);
});
