// What happens in the workspace, told to the app: each happening as the inner events Slack makes of it.
import type { SlackChannel, SlackMessage, SlackUser } from '../workspace/types.ts';
import { compact, messageCore, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AppEvents } from './app-events.ts';

export interface Happenings {
  posted(message: SlackMessage): Promise<void>;
  changed(message: SlackMessage, previous: SlackMessage): Promise<void>;
  deleted(message: SlackMessage): Promise<void>;
  reacted(
    type: 'reaction_added' | 'reaction_removed',
    message: SlackMessage,
    user: string,
    name: string,
  ): Promise<void>;
  joined(channel: SlackChannel, user: SlackUser): Promise<void>;
  left(channel: SlackChannel, user: SlackUser, wasBot: boolean): Promise<void>;
  archived(channel: SlackChannel, by: string, isArchived: boolean): Promise<void>;
  homeOpened(user: SlackUser, tab: 'home' | 'messages'): Promise<void>;
}

export function createHappenings(workspace: Workspace, events: AppEvents, baseUrl: () => string): Happenings {
  const { ids, app } = workspace;
  const eventTs = (): string => ids.timestamp('events');
  const channelOf = (message: SlackMessage): SlackChannel => workspace.channelForApp(message.channel);
  const hears = (channelId: string): boolean =>
    workspace.channels.get(channelId)?.members.has(app.botUserId) ?? false;

  const messageEvent = (message: SlackMessage, eventAt: string): Wire => {
    const channel = channelOf(message);
    const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
    const parent = isReply ? workspace.message(message.channel, message.threadTs ?? '') : undefined;
    return compact({
      ...messageCore(message, baseUrl()),
      ...(message.subtype === undefined ? { team: message.teamId } : {}),
      ...(message.subtype === 'file_share'
        ? { client_msg_id: undefined, bot_id: undefined, reactions: undefined }
        : {}),
      thread_ts: isReply ? message.threadTs : undefined,
      parent_user_id: parent?.user,
      channel: message.channel,
      channel_type: channel.kind,
      event_ts: eventAt,
    });
  };

  const mentionEvent = (message: SlackMessage): Wire =>
    compact({
      type: 'app_mention',
      user: message.user,
      text: message.text,
      ts: message.ts,
      team: message.teamId,
      user_team: message.teamId === workspace.team.id ? undefined : message.teamId,
      source_team: message.teamId === workspace.team.id ? undefined : message.teamId,
      client_msg_id: message.clientMsgId,
      blocks: message.blocks,
      thread_ts: message.threadTs,
      channel: message.channel,
      event_ts: message.ts,
    });

  const isMention = (message: SlackMessage): boolean =>
    message.botId === undefined &&
    message.subtype !== 'channel_join' &&
    channelOf(message).kind !== 'im' &&
    message.text.includes(`<@${app.botUserId}>`);

  return {
    async posted(message) {
      if (!hears(message.channel)) return;
      const channel = channelOf(message);
      const sent = [events.emit(messageEvent(message, message.ts), channel)];
      if (isMention(message)) sent.push(events.emit(mentionEvent(message), channel));
      await Promise.all(sent);
    },
    async changed(message, previous) {
      if (!hears(message.channel)) return;
      const at = ids.timestamp(message.channel);
      await events.emit(
        {
          type: 'message',
          subtype: 'message_changed',
          hidden: true,
          message: messageEvent(message, at),
          previous_message: messageEvent(previous, at),
          channel: message.channel,
          channel_type: channelOf(message).kind,
          ts: at,
          event_ts: at,
        },
        channelOf(message),
      );
    },
    async deleted(message) {
      if (!hears(message.channel)) return;
      const at = ids.timestamp(message.channel);
      await events.emit(
        {
          type: 'message',
          subtype: 'message_deleted',
          hidden: true,
          deleted_ts: message.ts,
          previous_message: messageEvent(message, at),
          channel: message.channel,
          channel_type: channelOf(message).kind,
          ts: at,
          event_ts: at,
        },
        channelOf(message),
      );
    },
    async reacted(type, message, user, name) {
      if (!hears(message.channel)) return;
      const item = { type: 'message', channel: message.channel, ts: message.ts };
      await events.emit({ type, user, reaction: name, item_user: message.user, item, event_ts: eventTs() });
    },
    async joined(channel, user) {
      if (!hears(channel.id)) return;
      await events.emit({
        type: 'member_joined_channel',
        user: user.id,
        channel: channel.id,
        channel_type: channel.kind === 'channel' ? 'C' : 'G',
        team: user.teamId,
        event_ts: eventTs(),
      });
    },
    async left(channel, user, wasBot) {
      if (wasBot) {
        const type = channel.kind === 'channel' ? 'channel_left' : 'group_left';
        await events.emit({ type, channel: channel.id, actor_id: user.id, event_ts: eventTs() });
      } else if (hears(channel.id)) {
        await events.emit({
          type: 'member_left_channel',
          user: user.id,
          channel: channel.id,
          channel_type: channel.kind === 'channel' ? 'C' : 'G',
          team: user.teamId,
          event_ts: eventTs(),
        });
      }
    },
    async archived(channel, by, isArchived) {
      if (!hears(channel.id)) return;
      const kind = channel.kind === 'channel' ? 'channel' : 'group';
      const type = `${kind}_${isArchived ? 'archive' : 'unarchive'}`;
      const moved = channel.kind === 'group' && isArchived ? { is_moved: 0 } : {};
      await events.emit({ type, channel: channel.id, user: by, ...moved, event_ts: eventTs() });
    },
    async homeOpened(user, tab) {
      const channel = workspace.openDirectChannel(user.id);
      await events.emit({
        type: 'app_home_opened',
        user: user.id,
        channel: channel.id,
        tab,
        event_ts: eventTs(),
      });
    },
  };
}
