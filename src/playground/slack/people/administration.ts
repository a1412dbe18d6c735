// What administrators of the workspace do: people and channels come, change and go.
import type { Happenings } from '../delivery/happenings.ts';
import { PlayRefused } from '../refusals.ts';
import type { SlackChannel, SlackTeam } from '../workspace/types.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface NewUser {
  /** Given where a configuration names it, e.g. `U0LEAD`; else made up. */
  readonly id?: string;
  /** The name one mentions: `@anna`. */
  readonly name: string;
  readonly realName?: string;
  /** As Slack writes it, e.g. `ru-RU`. */
  readonly locale?: string;
  readonly tz?: string;
  /** The name of another organisation this person belongs to (Slack Connect). */
  readonly team?: string;
}

export interface NewChannel {
  readonly id?: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly private?: boolean;
  /** Connected to another organisation; people of others can only be in such channels. */
  readonly shared?: boolean;
  /** Whether the app was invited; default true. */
  readonly withBot?: boolean;
}

export interface Administration {
  addUser(user: NewUser): string;
  addChannel(channel: NewChannel): string;
  invite(channelId: string, userId: string): Promise<void>;
  removeFromChannel(channelId: string, userId: string): Promise<void>;
  inviteBot(channelId: string): Promise<void>;
  removeBot(channelId: string): Promise<void>;
  archive(channelId: string): Promise<void>;
  unarchive(channelId: string): Promise<void>;
  /** Ends a person's membership of the workspace; they leave every channel. */
  deactivate(userId: string): Promise<void>;
}

export function createAdministration(workspace: Workspace, happenings: Happenings): Administration {
  const channelNamed = (channelId: string): SlackChannel => {
    const channel = workspace.channels.get(channelId);
    if (channel === undefined) throw new PlayRefused('channel_not_found', channelId);
    return channel;
  };
  const bot = workspace.app.botUserId;

  const invite = async (channelId: string, userId: string): Promise<void> => {
    const channel = channelNamed(channelId);
    admit(workspace, channel, userId);
    workspace.changed();
    await happenings.joined(channel, workspace.user(userId));
  };
  const expel = async (channelId: string, userId: string): Promise<void> => {
    const channel = channelNamed(channelId);
    if (!channel.members.delete(userId)) throw new PlayRefused('not_in_channel', `${userId} is not in there`);
    workspace.changed();
    await happenings.left(channel, workspace.user(userId), userId === bot);
  };
  const setArchived = async (channelId: string, isArchived: boolean): Promise<void> => {
    const channel = channelNamed(channelId);
    channel.isArchived = isArchived;
    workspace.changed();
    const someone = [...channel.members].find((member) => member !== bot) ?? bot;
    await happenings.archived(channel, someone, isArchived);
  };

  return {
    addUser: (user) => addUser(workspace, user),
    addChannel: (channel) => addChannel(workspace, channel),
    invite,
    removeFromChannel: expel,
    inviteBot: (channelId) => invite(channelId, bot),
    removeBot: (channelId) => expel(channelId, bot),
    archive: (channelId) => setArchived(channelId, true),
    unarchive: (channelId) => setArchived(channelId, false),
    async deactivate(userId) {
      const user = workspace.user(userId);
      user.deleted = true;
      for (const channel of workspace.channels.values()) {
        if (channel.kind !== 'im') channel.members.delete(userId);
      }
      workspace.changed();
      await happenings.userChanged(user);
    },
  };
}

/** People of another organisation are only where that organisation is connected. */
function admit(workspace: Workspace, channel: SlackChannel, userId: string): void {
  const user = workspace.user(userId);
  if (workspace.isStranger(user) && !channel.isShared) {
    throw new PlayRefused('not_shared', `${user.name} belongs to another organisation`);
  }
  channel.members.add(userId);
}

function teamNamed(workspace: Workspace, name: string): SlackTeam {
  const known = [...workspace.teams.values()].find((team) => team.name === name);
  if (known !== undefined) return known;
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const team = { id: workspace.ids.next('T'), name, domain };
  workspace.teams.set(team.id, team);
  return team;
}

function addUser(workspace: Workspace, user: NewUser): string {
  const id = user.id ?? workspace.ids.next('U');
  if (workspace.users.has(id)) throw new PlayRefused('duplicate_user', id);
  const team = user.team === undefined ? workspace.team : teamNamed(workspace, user.team);
  workspace.users.set(id, {
    id,
    teamId: team.id,
    name: user.name,
    realName: user.realName ?? user.name,
    locale: user.locale ?? 'en-US',
    tz: user.tz ?? 'UTC',
    isBot: false,
    deleted: false,
  });
  workspace.changed();
  return id;
}

function addChannel(workspace: Workspace, asked: NewChannel): string {
  const id = asked.id ?? workspace.ids.next('C');
  if (workspace.channels.has(id)) throw new PlayRefused('duplicate_channel', id);
  const channel: SlackChannel = {
    id,
    kind: asked.private ? 'group' : 'channel',
    name: asked.name,
    members: new Set(),
    isShared: asked.shared ?? false,
    createdAt: workspace.now(),
    isArchived: false,
  };
  for (const member of asked.members) admit(workspace, channel, member);
  if (asked.withBot ?? true) channel.members.add(workspace.app.botUserId);
  workspace.channels.set(id, channel);
  workspace.changed();
  return id;
}
