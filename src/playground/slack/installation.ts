// A workspace with an app installed in it, and what the app's manifest grants it.
import { z } from 'zod';
import { EVERY_SCOPE, type Installation, type SlackEmulatorOptions } from './options.ts';
import type { Ids } from './workspace/ids.ts';
import { Workspace, type WorkspaceParts } from './workspace/workspace.ts';

const manifestSchema = z.object({
  features: z
    .object({
      slash_commands: z.array(z.object({ command: z.string() })).default([]),
      shortcuts: z.array(z.object({ callback_id: z.string() })).default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
  }),
});

/** What an app manifest, parsed from its YAML or JSON, asks for. Throws ZodError when it is none. */
export function installationOf(manifest: unknown): Installation {
  const { features, oauth_config, settings } = manifestSchema.parse(manifest);
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts.map(({ callback_id }) => callback_id),
  };
}

/** A workspace whose only member so far is the app's bot. */
export function createWorkspace(
  options: SlackEmulatorOptions,
  ids: Ids,
  told: Pick<WorkspaceParts, 'changed' | 'posted'>,
): Workspace {
  const { team = {}, bot = {}, clock, installation } = options;
  const workspace = new Workspace({
    ids,
    now: () => clock.now(),
    ...told,
    team: { id: team.id ?? 'T0DESK', name: team.name ?? 'Acme', domain: team.domain ?? 'acme' },
    app: {
      appId: 'A0DESK',
      botId: 'B0DESK',
      botUserId: bot.userId ?? 'U0DESKBOT',
      scopes: new Set(installation?.scopes ?? EVERY_SCOPE),
    },
  });
  workspace.users.set(workspace.app.botUserId, {
    id: workspace.app.botUserId,
    teamId: workspace.team.id,
    name: bot.name ?? 'deskhand',
    realName: bot.realName ?? 'Deskhand',
    locale: bot.locale ?? 'en-US',
    tz: 'UTC',
    isBot: true,
    deleted: false,
  });
  return workspace;
}
