// What playing a person needs to know: the workspace, how the app is told, and who may act.
import type { EmulatorClock } from '../../emulator-clock.ts';
import { type AppRequest, type AppTransport, sendWithDeadline } from '../delivery/app-request.ts';
import type { Happenings } from '../delivery/happenings.ts';
import type { ResponseUrls } from '../interactions/response-urls.ts';
import type { Triggers } from '../interactions/triggers.ts';
import { AppDidNotRespond, PlayRefused } from '../refusals.ts';
import type { ApiContext } from '../web-api/method.ts';
import type { SlackChannel, SlackUser } from '../workspace/types.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface Scene {
  readonly context: ApiContext;
  readonly workspace: Workspace;
  readonly happenings: Happenings;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly transport: AppTransport;
  readonly clock: EmulatorClock;
  /** Slash commands and shortcuts of the app's manifest; undefined lets every one through. */
  readonly commands: ReadonlySet<string> | undefined;
  readonly shortcuts: ReadonlySet<string> | undefined;
}

/** Sends an interaction; returns the body of the answer or throws what the person would see. */
export async function askApp(scene: Scene, request: AppRequest): Promise<unknown> {
  const answer = await sendWithDeadline(scene.transport, request, scene.clock);
  if (answer.ok) return answer.body;
  const code = answer.reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
  throw new AppDidNotRespond(code, answer.explanation);
}

/** The person, as long as they may sign in. */
export function activeUser(workspace: Workspace, userId: string): SlackUser {
  const user = workspace.users.get(userId);
  if (user === undefined) throw new PlayRefused('unknown_person', `there is no ${userId}`);
  if (user.deleted) throw new PlayRefused('deactivated', `${user.name} cannot sign in any more`);
  return user;
}

/** The conversation as this person finds it in their client. */
export function visibleChannel(workspace: Workspace, user: SlackUser, channelId: string): SlackChannel {
  const channel = workspace.channels.get(channelId);
  if (channel === undefined || !channel.members.has(user.id)) {
    throw new PlayRefused('not_a_member', `${user.name} is not in ${channelId}`);
  }
  return channel;
}

/** A conversation in which this person can write now. */
export function writableChannel(workspace: Workspace, user: SlackUser, channelId: string): SlackChannel {
  const channel = visibleChannel(workspace, user, channelId);
  if (channel.isArchived) throw new PlayRefused('is_archived', `${channel.name} is archived`);
  return channel;
}
