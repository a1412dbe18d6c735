// What people do in conversations: write, edit, delete, react, come and go.
import { randomUUID } from 'node:crypto';
import { PlayRefused, SlackRefusal } from '../refusals.ts';
import { addReaction, removeReaction } from '../web-api/reactions.ts';
import type { SlackChannel, SlackMessage } from '../workspace/types.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { activeUser, type Scene, visibleChannel, writableChannel } from './scene.ts';
import { type SentFile, storeFile } from './sent-file.ts';
import { type ShownMessage, shownMessage } from './shown.ts';
import { type TypedText, typedText } from './typing.ts';

/** The client does not send longer messages. */
const LONGEST_TYPED = 12_000;

export interface PostOptions {
  /** The thread to answer in: the `ts` of its first message. */
  readonly threadTs?: string | undefined;
  readonly files?: readonly SentFile[] | undefined;
}

export type MessageRef = Pick<ShownMessage, 'channel' | 'ts'>;

function type(workspace: Workspace, typed: string): TypedText {
  if ([...typed].length > LONGEST_TYPED)
    throw new PlayRefused('msg_too_long', 'the client does not send this');
  const users = [...workspace.users.values()];
  return typedText(typed, {
    user: (wanted) => users.find(({ id, name }) => id === wanted || name === wanted)?.id,
    channel: (wanted) => workspace.channels.get(wanted)?.id,
  });
}

function requireParent(workspace: Workspace, channel: SlackChannel, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  const parent = workspace.message(channel.id, threadTs);
  if (parent === undefined || (parent.threadTs !== undefined && parent.threadTs !== parent.ts)) {
    throw new PlayRefused('no_such_thread', `${threadTs} does not start a thread`);
  }
}

/** Writes in a conversation; resolves when the app was told, or could not be. */
export async function post(
  scene: Scene,
  userId: string,
  channelId: string,
  typed: string,
  { threadTs, files = [] }: PostOptions,
): Promise<ShownMessage> {
  const { workspace, happenings } = scene;
  const user = activeUser(workspace, userId);
  const channel = writableChannel(workspace, user, channelId);
  requireParent(workspace, channel, threadTs);
  if (typed.trim() === '' && files.length === 0) throw new PlayRefused('no_text', 'there is nothing to send');
  const { text, block } = type(workspace, typed);
  const message = workspace.addMessage({
    channel: channel.id,
    user: user.id,
    teamId: user.teamId,
    text,
    blocks: typed === '' ? undefined : workspace.named([block]),
    clientMsgId: randomUUID(),
    threadTs,
    subtype: files.length > 0 ? 'file_share' : undefined,
    files: files.map((file) => storeFile(workspace, user, file)),
    reactions: [],
  });
  await happenings.posted(message);
  return shownMessage(message);
}

function ownMessage(scene: Scene, userId: string, ref: MessageRef): SlackMessage {
  const message = visibleMessage(scene, userId, ref);
  if (message.user !== userId) throw new PlayRefused('not_own_message', 'people change only what they wrote');
  return message;
}

/** The message as this person sees it. */
export function visibleMessage({ workspace }: Scene, userId: string, ref: MessageRef): SlackMessage {
  const channel = visibleChannel(workspace, activeUser(workspace, userId), ref.channel);
  const message = workspace.message(channel.id, ref.ts);
  if (message === undefined) throw new PlayRefused('message_not_found', `${ref.ts} is not there`);
  return message;
}

export async function edit(
  scene: Scene,
  userId: string,
  ref: MessageRef,
  typed: string,
): Promise<ShownMessage> {
  const { workspace } = scene;
  const message = ownMessage(scene, userId, ref);
  const previous = { ...message };
  const { text, block } = type(workspace, typed);
  message.text = text;
  message.blocks = workspace.named([block]);
  message.edited = { user: userId, ts: workspace.ids.timestamp('edits') };
  workspace.changed();
  await scene.happenings.changed(message, previous);
  return shownMessage(message);
}

export async function remove(scene: Scene, userId: string, ref: MessageRef): Promise<void> {
  const message = ownMessage(scene, userId, ref);
  scene.workspace.removeMessage(message);
  await scene.happenings.deleted(message);
}

export async function react(
  scene: Scene,
  userId: string,
  ref: MessageRef,
  name: string,
  isAdded: boolean,
): Promise<void> {
  const message = visibleMessage(scene, userId, ref);
  try {
    if (isAdded) addReaction(scene.workspace, message, userId, name);
    else removeReaction(scene.workspace, message, userId, name);
  } catch (error) {
    if (error instanceof SlackRefusal) throw new PlayRefused(error.code, `:${name}:`);
    throw error;
  }
  await scene.happenings.reacted(isAdded ? 'reaction_added' : 'reaction_removed', message, userId, name);
}

/** The direct conversation of a person with the app. People of another organisation have none. */
export function directChannelOf({ workspace }: Scene, userId: string): SlackChannel {
  const user = activeUser(workspace, userId);
  if (workspace.isStranger(user)) {
    throw new PlayRefused('cannot_dm_bot', `${user.name} belongs to another organisation`);
  }
  return workspace.openDirectChannel(userId);
}

export async function leave(scene: Scene, userId: string, channelId: string): Promise<void> {
  const user = activeUser(scene.workspace, userId);
  const channel = visibleChannel(scene.workspace, user, channelId);
  if (channel.kind === 'im') throw new PlayRefused('cannot_leave', 'nobody leaves a direct conversation');
  channel.members.delete(userId);
  scene.workspace.changed();
  await scene.happenings.left(channel, user, false);
}

export async function join(scene: Scene, userId: string, channelId: string): Promise<void> {
  const user = activeUser(scene.workspace, userId);
  const channel = scene.workspace.channels.get(channelId);
  if (channel?.kind !== 'channel')
    throw new PlayRefused('cannot_join', `${channelId} is not a public channel`);
  if (channel.isArchived) throw new PlayRefused('is_archived', `${channel.name} is archived`);
  channel.members.add(userId);
  scene.workspace.changed();
  await scene.happenings.joined(channel, user);
}
