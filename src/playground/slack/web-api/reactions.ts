// The reactions.* methods.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import type { SlackMessage } from '../workspace/types.ts';
import { messageWire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, flag, id } from './arguments.ts';
import { method } from './method.ts';

const EMOJI_NAME = /^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$/;

/** Adds a reaction; throws invalid_name or already_reacted. */
export function addReaction(workspace: Workspace, message: SlackMessage, userId: string, name: string): void {
  if (!EMOJI_NAME.test(name)) throw new SlackRefusal('invalid_name');
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(userId)) throw new SlackRefusal('already_reacted');
  if (existing === undefined) message.reactions.push({ name, users: [userId] });
  else existing.users.push(userId);
  workspace.changed();
}

/** Takes a reaction back; throws no_reaction. */
export function removeReaction(
  workspace: Workspace,
  message: SlackMessage,
  userId: string,
  name: string,
): void {
  const existing = message.reactions.find((reaction) => reaction.name === name);
  const at = existing?.users.indexOf(userId) ?? -1;
  if (existing === undefined || at < 0) throw new SlackRefusal('no_reaction');
  existing.users.splice(at, 1);
  if (existing.users.length === 0) message.reactions.splice(message.reactions.indexOf(existing), 1);
  workspace.changed();
}

const place = { channel: id, timestamp: z.string() };

function target(workspace: Workspace, args: { channel: string; timestamp: string }): SlackMessage {
  const channel = workspace.channelForApp(args.channel);
  const message = workspace.message(channel.id, args.timestamp);
  if (message === undefined) throw new SlackRefusal('message_not_found');
  if (!channel.members.has(workspace.app.botUserId)) throw new SlackRefusal('not_in_channel');
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  return message;
}

const add = method({
  name: 'reactions.add',
  tier: 3,
  scopes: ['reactions:write'],
  args: argumentsOf({ ...place, name: z.string() }),
  run({ workspace, happenings, background }, args) {
    const message = target(workspace, args);
    addReaction(workspace, message, workspace.app.botUserId, args.name);
    background(happenings.reacted('reaction_added', message, workspace.app.botUserId, args.name));
    return {};
  },
});

const remove = method({
  name: 'reactions.remove',
  tier: 2,
  scopes: ['reactions:write'],
  args: argumentsOf({ ...place, name: z.string() }),
  run({ workspace, happenings, background }, args) {
    const message = target(workspace, args);
    removeReaction(workspace, message, workspace.app.botUserId, args.name);
    background(happenings.reacted('reaction_removed', message, workspace.app.botUserId, args.name));
    return {};
  },
});

const get = method({
  name: 'reactions.get',
  tier: 3,
  scopes: ['reactions:read'],
  args: argumentsOf({ ...place, full: flag }),
  run({ workspace, baseUrl }, args) {
    const message = target(workspace, args);
    return { type: 'message', channel: args.channel, message: messageWire(workspace, message, baseUrl) };
  },
});

export const reactionMethods = [add, remove, get];
