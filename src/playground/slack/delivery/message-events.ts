// Messages in the form of events, which differs from that of API answers.
import type { SlackFile, SlackMessage } from '../workspace/types.ts';
import { compact, fileWire, messageCore, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface Telling {
  readonly eventTs: string;
  /** Whether the event tells of the message itself, or the message stands inside another event. */
  readonly isNew: boolean;
  readonly baseUrl: string;
}

/** The `message` event of a message. Only a new one with files bears the subtype `file_share`. */
export function messageEvent(
  workspace: Workspace,
  message: SlackMessage,
  { eventTs, isNew, baseUrl }: Telling,
): Wire {
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const parent = isReply ? workspace.message(message.channel, message.threadTs ?? '') : undefined;
  const startsThread = workspace.replies(message.channel, message.ts).length > 0;
  const isFileShare = isNew && message.subtype === 'file_share';
  return compact({
    ...messageCore(message, baseUrl),
    ...(isFileShare
      ? { client_msg_id: undefined, bot_id: undefined }
      : { subtype: undefined, team: message.teamId }),
    thread_ts: isReply ? message.threadTs : startsThread ? message.ts : undefined,
    parent_user_id: parent?.user,
    channel: message.channel,
    channel_type: workspace.channels.get(message.channel)?.kind,
    event_ts: eventTs,
  });
}

/** The `app_mention` event of a message that mentions the app, with the files that came with it. */
export function mentionEvent(workspace: Workspace, message: SlackMessage, baseUrl: string): Wire {
  const files = message.files.map((file) => mentionedFile(file, baseUrl));
  const guestTeam = message.teamId === workspace.team.id ? undefined : message.teamId;
  return compact({
    type: 'app_mention',
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: message.teamId,
    user_team: guestTeam,
    source_team: guestTeam,
    client_msg_id: message.clientMsgId,
    blocks: message.blocks,
    ...(files.length > 0 && { files, upload: false, display_as_bot: false }),
    thread_ts: message.threadTs,
    channel: message.channel,
    event_ts: message.ts,
  });
}

/** A file as a mention tells of it: with more about the file itself, and nothing of where else it is shared. */
function mentionedFile(file: SlackFile, baseUrl: string): Wire {
  const { channels: _, groups: __, ...common } = fileWire(file, baseUrl);
  return {
    ...common,
    timestamp: common.created,
    user_team: file.teamId,
    media_display_type: 'unknown',
    permalink_public: `${baseUrl}/files-pub/${file.teamId}-${file.id}`,
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
  };
}
