// What happens in the workspace, told to the app: each happening as the inner events Slack makes of it.
import type { SlackChannel, SlackMessage, SlackUser } from '../workspace/types.ts';
import type { Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AppEvents } from './app-events.ts';
import { mentionEvent, messageEvent } from './message-events.ts';
import { userChangeEvent } from './user-change.ts';

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
  userChanged(user: SlackUser): Promise<void>;
}

export function createHappenings(workspace: Workspace, events: AppEvents, baseUrl: () => string): Happenings {
  const { ids, app } = workspace;
  const eventTs = (): string => ids.timestamp('events');
  const channelOf = (message: SlackMessage): SlackChannel => workspace.channelForApp(message.channel);
  const hears = (channelId: string): boolean =>
    workspace.channels.get(channelId)?.members.has(app.botUserId) ?? false;

  const asOf = (message: SlackMessage, at: string): Wire =>
    messageEvent(workspace, message, { eventTs: at, isNew: false, baseUrl: baseUrl() });

  const isMention = (message: SlackMessage): boolean =>
    message.botId === undefined &&
    channelOf(message).kind !== 'im' &&
    message.text.includes(`<@${app.botUserId}>`);

  return {
    async posted(message) {
      if (!hears(message.channel)) return;
      const channel = channelOf(message);
      const sent = [
        events.emit(
          messageEvent(workspace, message, { eventTs: message.ts, isNew: true, baseUrl: baseUrl() }),
          channel,
        ),
      ];
      if (isMention(message)) {
        sent.push(events.emit(mentionEvent(workspace, message, baseUrl()), channel));
      }
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
          message: asOf(message, at),
          previous_message: asOf(previous, at),
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
          previous_message: asOf(message, at),
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
      const rest = { channel: channel.id, event_ts: eventTs() };
      if (kind === 'channel') await events.emit({ type, user: by, ...rest });
      else if (isArchived) await events.emit({ type, user: by, is_moved: 0, ...rest });
      else await events.emit({ type, actor_id: by, ...rest });
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
    async userChanged(user) {
      await events.emit(userChangeEvent(user, workspace.now(), eventTs()));
    },
  };
}
