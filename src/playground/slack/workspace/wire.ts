// Messages, people, conversations, files and views in the form in which Slack's API gives them away.
import type { SlackChannel, SlackFile, SlackMessage, SlackUser, SlackView } from './types.ts';
import type { Workspace } from './workspace.ts';

export type Wire = Record<string, unknown>;

/** Without the keys whose value is undefined, as JSON would have it. */
export function compact(object: Wire): Wire {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

export function fileWire(file: SlackFile, baseUrl: string): Wire {
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? 'binary') : 'binary';
  const download = `${baseUrl}/files-pri/${file.teamId}-${file.id}/download/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.userId,
    editable: false,
    size: file.content.byteLength,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: download,
    url_private_download: download,
    permalink: `${baseUrl}/files/${file.userId}/${file.id}`,
    channels: [...file.channels],
    groups: [],
  };
}

function threadWire(workspace: Workspace, message: SlackMessage): Wire {
  if (message.threadTs !== undefined && message.threadTs !== message.ts) {
    return {
      thread_ts: message.threadTs,
      parent_user_id: workspace.message(message.channel, message.threadTs)?.user,
    };
  }
  const replies = workspace.replies(message.channel, message.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

/** What every form of a message has in common, in events as in answers. */
export function messageCore(message: SlackMessage, baseUrl: string): Wire {
  const { files, reactions } = message;
  return compact({
    type: 'message',
    subtype: message.subtype,
    user: message.user,
    text: message.text,
    ts: message.ts,
    bot_id: message.botId,
    client_msg_id: message.clientMsgId,
    blocks: message.blocks,
    attachments: message.attachments,
    edited: message.edited,
    files: files.length === 0 ? undefined : files.map((file) => fileWire(file, baseUrl)),
    reactions:
      reactions.length === 0
        ? undefined
        : reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length })),
  });
}

/** A message as chat.postMessage, conversations.history and interaction payloads show it. */
export function messageWire(workspace: Workspace, message: SlackMessage, baseUrl: string): Wire {
  const { app } = workspace;
  return compact({
    ...messageCore(message, baseUrl),
    team: message.teamId,
    app_id: message.botId === app.botId ? app.appId : undefined,
    ...threadWire(workspace, message),
  });
}

export function userWire(workspace: Workspace, user: SlackUser, includeLocale: boolean): Wire {
  const profile = {
    real_name: user.realName,
    display_name: user.name,
    real_name_normalized: user.realName,
    display_name_normalized: user.name,
    team: user.teamId,
  };
  return compact({
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.deleted ? undefined : user.realName,
    tz: user.deleted ? undefined : user.tz,
    tz_offset: user.deleted ? undefined : offsetSeconds(user.tz, workspace.now()),
    profile,
    is_bot: user.isBot,
    is_app_user: false,
    is_stranger: workspace.isStranger(user) ? true : undefined,
    locale: includeLocale ? user.locale : undefined,
  });
}

function offsetSeconds(tz: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

export function channelWire(workspace: Workspace, channel: SlackChannel): Wire {
  const created = Math.floor(channel.createdAt / 1000);
  const botIsMember = channel.members.has(workspace.app.botUserId);
  if (channel.kind === 'im') {
    const user = [...channel.members].find((member) => member !== workspace.app.botUserId);
    return { id: channel.id, created, is_im: true, is_archived: false, is_org_shared: false, user };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'group',
    is_archived: channel.isArchived,
    is_general: false,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_member: botIsMember,
    context_team_id: workspace.team.id,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

export function viewWire(workspace: Workspace, view: SlackView): Wire {
  const { content } = view;
  const modal =
    content.type === 'modal'
      ? {
          title: content.title,
          submit: content.submit ?? null,
          close: content.close ?? null,
          clear_on_close: content.clear_on_close ?? false,
          notify_on_close: content.notify_on_close ?? false,
        }
      : {
          title: { type: 'plain_text', text: 'View Title', emoji: true },
          submit: null,
          close: null,
          clear_on_close: false,
          notify_on_close: false,
        };
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: content.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    external_id: content.external_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    ...modal,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: workspace.app.appId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}
