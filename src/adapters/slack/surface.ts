// Everything that the desk asks Slack for: the one list that the code uses and the manifest must equal.

export const slashCommand = '/ticket';

/** Events API subscriptions; without `message.mpim`, a group direct message reaches the desk by mention only. */
export const botEvents = [
  'app_mention',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
] as const;

/** Each scope with what needs it. */
export const botScopes = [
  'app_mentions:read', // app_mention
  'channels:history', // message.channels
  'channels:read', // conversations.members, member_joined_channel
  'chat:write', // chat.postMessage, chat.postEphemeral, chat.update
  'commands', // the slash command and the shortcuts
  'files:read', // files.info and the files themselves
  'files:write', // files.getUploadURLExternal, files.completeUploadExternal
  'groups:history', // message.groups
  'groups:read', // conversations.members of private channels
  'im:history', // message.im
  'im:write', // conversations.open
  'reactions:write', // reactions.add
  'users:read', // users.info
] as const;

export interface Shortcut {
  readonly type: 'message' | 'global';
  readonly callbackId: string;
  /** The command line that the shortcut stands for. */
  readonly line: string;
}

export const shortcuts: readonly Shortcut[] = [
  { type: 'message', callbackId: 'new', line: 'new' },
  { type: 'global', callbackId: 'new-anywhere', line: 'new' },
];

/** `callback_id` of every modal of the desk; which command it completes stands in its metadata. */
export const formCallbackId = 'form';

/** The path at which Slack reaches the desk over HTTP: events, commands and interactivity alike. */
export const eventsPath = '/slack/events';

/** `event_type` of the metadata by which a delivery's message can be found again. */
export const deliveryEventType = 'deskhand_delivery';
