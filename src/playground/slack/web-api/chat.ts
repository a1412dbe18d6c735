// The chat.* methods: posting, editing and deleting messages as the app.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import type { SlackChannel, SlackMessage } from '../workspace/types.ts';
import { messageWire, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, flag, id, requireTimestamp, timestamp } from './arguments.ts';
import { content, metadata, presentation, requireContent } from './message-content.ts';
import { type ApiContext, method } from './method.ts';

/** Where the app may post: also a person's id, which stands for their direct conversation with the app. */
function destination(workspace: Workspace, reference: string): SlackChannel {
  const person = workspace.users.get(reference);
  const channel = person === undefined ? workspace.channelForApp(reference) : directTo(workspace, reference);
  requirePostable(workspace, channel);
  return channel;
}

function directTo(workspace: Workspace, userId: string): SlackChannel {
  const user = workspace.user(userId);
  if (user.deleted || user.isBot || workspace.isStranger(user)) throw new SlackRefusal('channel_not_found');
  return workspace.openDirectChannel(userId);
}

export function requirePostable(workspace: Workspace, channel: SlackChannel): void {
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  const mayPostAnywhere = workspace.app.scopes.has('chat:write.public') && channel.kind === 'channel';
  if (!channel.members.has(workspace.app.botUserId) && !mayPostAnywhere) {
    throw new SlackRefusal('not_in_channel');
  }
}

/** Throws unless `threadTs` names a message of the channel that may have replies. */
export function requireThread(
  workspace: Workspace,
  channel: SlackChannel,
  threadTs: string | undefined,
): void {
  if (threadTs === undefined) return;
  requireTimestamp(threadTs, 'invalid_thread_ts');
  const parent = workspace.message(channel.id, threadTs);
  if (parent === undefined) throw new SlackRefusal('thread_not_found');
  if (parent.threadTs !== undefined && parent.threadTs !== parent.ts) {
    throw new SlackRefusal('cannot_reply_to_message');
  }
}

/** The app's own message, which alone it may change. */
function ownMessage(workspace: Workspace, channel: SlackChannel, ts: string, refusal: string): SlackMessage {
  const message = workspace.message(channel.id, ts);
  if (message === undefined) throw new SlackRefusal('message_not_found');
  if (message.botId !== workspace.app.botId) throw new SlackRefusal(refusal);
  return message;
}

const postMessage = method({
  name: 'chat.postMessage',
  tier: 'posting',
  scopes: ['chat:write'],
  args: argumentsOf({
    channel: id,
    ...content,
    ...presentation,
    metadata: metadata.optional(),
    thread_ts: timestamp.optional(),
    reply_broadcast: flag,
    mrkdwn: flag,
    unfurl_links: flag,
    unfurl_media: flag,
  }),
  run({ workspace, happenings, baseUrl, background }, args) {
    requireContent(args);
    const channel = destination(workspace, args.channel);
    requireThread(workspace, channel, args.thread_ts);
    const message = workspace.addMessage({
      channel: channel.id,
      user: workspace.app.botUserId,
      botId: workspace.app.botId,
      teamId: workspace.team.id,
      text: args.text ?? '',
      blocks: args.blocks && workspace.named(args.blocks),
      attachments: args.attachments,
      metadata: args.metadata,
      threadTs: args.thread_ts,
      subtype: args.reply_broadcast && args.thread_ts !== undefined ? 'thread_broadcast' : undefined,
      files: [],
      reactions: [],
    });
    background(happenings.posted(message));
    return posted(workspace, message, baseUrl);
  },
});

function posted(workspace: Workspace, message: SlackMessage, baseUrl: string): Wire {
  const wire = messageWire(workspace, message, baseUrl);
  if (message.metadata !== undefined) wire.metadata = message.metadata;
  return { channel: message.channel, ts: message.ts, message: wire };
}

const postEphemeral = method({
  name: 'chat.postEphemeral',
  tier: 4,
  scopes: ['chat:write'],
  args: argumentsOf({
    channel: id,
    user: id,
    ...content,
    ...presentation,
    thread_ts: timestamp.optional(),
  }),
  run({ workspace }, args) {
    requireContent(args);
    const channel = workspace.channelForApp(args.channel);
    requirePostable(workspace, channel);
    requireThread(workspace, channel, args.thread_ts);
    const recipient = workspace.user(args.user);
    if (!channel.members.has(recipient.id) || recipient.deleted)
      throw new SlackRefusal('user_not_in_channel');
    const ephemeral = workspace.addEphemeral({
      channel: channel.id,
      recipient: recipient.id,
      text: args.text ?? '',
      blocks: args.blocks && workspace.named(args.blocks),
      threadTs: args.thread_ts,
    });
    return { message_ts: ephemeral.ts };
  },
});

const update = method({
  name: 'chat.update',
  tier: 3,
  scopes: ['chat:write'],
  args: argumentsOf({
    channel: id,
    ts: timestamp,
    ...content,
    as_user: flag,
    link_names: flag,
    parse: presentation.parse,
    metadata: metadata.optional(),
    reply_broadcast: flag,
  }),
  run(context, args) {
    const { workspace, baseUrl } = context;
    if (args.metadata === undefined) requireContent(args);
    const channel = workspace.channelForApp(args.channel);
    const message = ownMessage(workspace, channel, args.ts, 'cant_update_message');
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    replaceContent(context, message, args);
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageWire(workspace, message, baseUrl),
    };
  },
});

type NewContent = Pick<SlackMessage, 'metadata' | 'attachments' | 'blocks'> & { text?: string | undefined };

/**
 * Replaces what an app's message says. As in Slack, giving text without blocks takes the blocks away, and
 * only then does the message show that it was edited.
 */
export function replaceContent(
  context: Pick<ApiContext, 'workspace' | 'happenings' | 'background'>,
  message: SlackMessage,
  given: NewContent,
): void {
  const { workspace, happenings, background } = context;
  const previous = { ...message };
  const hasContent =
    given.text !== undefined || given.blocks !== undefined || given.attachments !== undefined;
  if (hasContent) {
    const blocks = given.blocks && workspace.named(given.blocks);
    message.text = given.text ?? (given.blocks === undefined ? message.text : '');
    message.blocks = blocks;
    message.attachments = given.attachments;
    if (given.blocks === undefined) {
      message.edited = { user: workspace.app.botUserId, ts: workspace.ids.timestamp('edits') };
    }
  }
  if (given.metadata !== undefined) message.metadata = given.metadata;
  workspace.changed();
  background(happenings.changed(message, previous));
}

const remove = method({
  name: 'chat.delete',
  tier: 3,
  scopes: ['chat:write'],
  args: argumentsOf({ channel: id, ts: timestamp, as_user: flag }),
  run({ workspace, happenings, background }, args) {
    const channel = workspace.channelForApp(args.channel);
    const message = ownMessage(workspace, channel, args.ts, 'cant_delete_message');
    workspace.removeMessage(message);
    background(happenings.deleted(message));
    return { channel: channel.id, ts: args.ts };
  },
});

const getPermalink = method({
  name: 'chat.getPermalink',
  tier: 'unlimited',
  args: argumentsOf({ channel: id, message_ts: z.string() }),
  run({ workspace }, args) {
    const channel = workspace.channelForApp(args.channel);
    const message = workspace.message(channel.id, args.message_ts);
    if (message === undefined) throw new SlackRefusal('message_not_found');
    const page = `https://${workspace.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
    const thread = isReply ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
    return { channel: channel.id, permalink: page + thread };
  },
});

export const chatMethods = [postMessage, postEphemeral, update, remove, getPermalink];
