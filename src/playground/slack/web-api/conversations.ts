// The conversations.* methods: what the app may learn of channels, and joining and opening them.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import type { SlackChannel } from '../workspace/types.ts';
import { channelWire, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, flag, id, paging } from './arguments.ts';
import { method, requireScope } from './method.ts';
import { pageOf } from './paging.ts';

const SCOPE_PREFIX = { channel: 'channels', group: 'groups', im: 'im' } as const;
const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

/** Throws missing_scope unless the app may `right` (read, history, …) conversations of this kind. */
export function requireChannelScope(
  workspace: Workspace,
  channel: SlackChannel,
  right: 'read' | 'history',
): void {
  requireScope(workspace, [`${SCOPE_PREFIX[channel.kind]}:${right}`]);
}

const info = method({
  name: 'conversations.info',
  tier: 3,
  scopes: READ,
  args: argumentsOf({ channel: id, include_locale: flag, include_num_members: flag }),
  run({ workspace }, args) {
    const channel = workspace.channelForApp(args.channel);
    requireChannelScope(workspace, channel, 'read');
    const counted = args.include_num_members ? { num_members: channel.members.size } : {};
    return { channel: { ...channelWire(workspace, channel), ...counted } };
  },
});

const members = method({
  name: 'conversations.members',
  tier: 4,
  scopes: READ,
  args: argumentsOf({ channel: id, ...paging }),
  run({ workspace }, args) {
    const channel = workspace.channelForApp(args.channel);
    requireChannelScope(workspace, channel, 'read');
    const present = [...channel.members].filter((member) => workspace.users.get(member)?.deleted === false);
    const { entries, nextCursor } = pageOf(present, args);
    return { members: entries, response_metadata: { next_cursor: nextCursor } };
  },
});

const open = method({
  name: 'conversations.open',
  tier: 3,
  scopes: ['im:write', 'mpim:write'],
  args: argumentsOf({
    channel: id.optional(),
    users: id.optional(),
    return_im: flag,
    prevent_creation: flag,
  }),
  run({ workspace }, args) {
    const channel =
      args.channel === undefined ? openWith(workspace, args.users) : openedAlready(workspace, args.channel);
    return { channel: args.return_im ? channelWire(workspace, channel) : { id: channel.id } };
  },
});

function openedAlready(workspace: Workspace, channelId: string): SlackChannel {
  const channel = workspace.channelForApp(channelId);
  if (channel.kind !== 'im') throw new SlackRefusal('method_not_supported_for_channel_type');
  return channel;
}

function openWith(workspace: Workspace, users: string | undefined): SlackChannel {
  if (users === undefined) throw new SlackRefusal('users_list_not_supplied');
  const [userId = '', ...others] = users.split(',').map((part) => part.trim());
  if (others.length > 0) throw new SlackRefusal('method_not_supported_for_channel_type');
  const user = workspace.user(userId);
  if (user.deleted) throw new SlackRefusal('user_disabled');
  if (user.isBot) throw new SlackRefusal('cannot_dm_bot');
  if (workspace.isStranger(user)) throw new SlackRefusal('user_not_visible');
  return workspace.openDirectChannel(userId);
}

const join = method({
  name: 'conversations.join',
  tier: 3,
  scopes: ['channels:join'],
  args: argumentsOf({ channel: id }),
  run({ workspace, happenings, background }, args) {
    const channel = workspace.channelForApp(args.channel);
    if (channel.kind !== 'channel') throw new SlackRefusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    const isNew = !channel.members.has(workspace.app.botUserId);
    channel.members.add(workspace.app.botUserId);
    workspace.changed();
    if (isNew) background(happenings.joined(channel, workspace.user(workspace.app.botUserId)));
    return { channel: channelWire(workspace, channel) };
  },
});

const leave = method({
  name: 'conversations.leave',
  tier: 3,
  scopes: ['channels:manage', 'groups:write', 'channels:write.invites'],
  args: argumentsOf({ channel: id }),
  run({ workspace, happenings, background }, args) {
    const channel = workspace.channelForApp(args.channel);
    if (channel.kind === 'im') throw new SlackRefusal('method_not_supported_for_channel_type');
    if (!channel.members.delete(workspace.app.botUserId)) return { not_in_channel: true };
    workspace.changed();
    background(happenings.left(channel, workspace.user(workspace.app.botUserId), true));
    return {};
  },
});

const KINDS: Record<string, SlackChannel['kind'] | undefined> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
};
const TYPES = [...Object.keys(KINDS), 'mpim'];

function listed(
  workspace: Workspace,
  args: { types?: string | undefined; exclude_archived?: boolean | undefined },
  isMine: (channel: SlackChannel) => boolean,
): Wire[] {
  const types = (args.types ?? 'public_channel').split(',').map((type) => type.trim());
  if (types.some((type) => !TYPES.includes(type))) throw new SlackRefusal('invalid_types');
  const kinds = types.map((type) => KINDS[type]);
  for (const kind of kinds) if (kind !== undefined) requireScope(workspace, [`${SCOPE_PREFIX[kind]}:read`]);
  return [...workspace.channels.values()]
    .filter((channel) => kinds.includes(channel.kind) && isMine(channel))
    .filter((channel) => !(args.exclude_archived && channel.isArchived))
    .map((channel) => channelWire(workspace, channel));
}

const listing = { ...paging, types: z.string().optional(), exclude_archived: flag };

const list = method({
  name: 'conversations.list',
  tier: 2,
  scopes: READ,
  args: argumentsOf(listing),
  run({ workspace }, args) {
    const bot = workspace.app.botUserId;
    const all = listed(workspace, args, ({ kind, members }) => kind === 'channel' || members.has(bot));
    const { entries, nextCursor } = pageOf(all, args);
    return { channels: entries, response_metadata: { next_cursor: nextCursor } };
  },
});

const usersConversations = method({
  name: 'users.conversations',
  tier: 3,
  scopes: READ,
  args: argumentsOf({ ...listing, user: id.optional() }),
  run({ workspace }, args) {
    const bot = workspace.app.botUserId;
    const user = workspace.user(args.user ?? bot).id;
    const all = listed(
      workspace,
      args,
      ({ kind, members }) => members.has(user) && (kind === 'channel' || members.has(bot)),
    );
    const { entries, nextCursor } = pageOf(all, args);
    return { channels: entries, response_metadata: { next_cursor: nextCursor } };
  },
});

export const conversationMethods = [info, members, open, join, leave, list, usersConversations];
