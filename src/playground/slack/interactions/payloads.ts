// The payloads by which Slack tells an app what a person did.
import type { SlackChannel, SlackUser, SlackView } from '../workspace/types.ts';
import { viewWire, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What every interactive payload says about who and where. */
export function commonPayload(workspace: Workspace, user: SlackUser): Wire {
  const { app, team } = workspace;
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.appId,
    token: 'verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** How payloads name a conversation: private ones do not give their name away. */
export function payloadChannelName(channel: SlackChannel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'group' ? 'privategroup' : channel.name;
}

export function viewPayload(
  workspace: Workspace,
  user: SlackUser,
  view: SlackView,
  type: 'view_submission' | 'view_closed',
  rest: Wire,
): Wire {
  return { type, ...commonPayload(workspace, user), view: viewWire(workspace, view), ...rest };
}

export function slashPayload(
  workspace: Workspace,
  user: SlackUser,
  channel: SlackChannel,
  rest: { command: string; text: string; response_url: string; trigger_id: string },
): Wire {
  const { app, team } = workspace;
  return {
    token: 'verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: payloadChannelName(channel),
    user_id: user.id,
    user_name: user.name,
    api_app_id: app.appId,
    is_enterprise_install: 'false',
    ...rest,
  };
}
