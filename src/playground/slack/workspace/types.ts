// What a Slack workspace consists of, as the emulator keeps it.
import type { Block } from '../blocks/blocks.ts';
import type { ViewContent } from '../blocks/views.ts';

export interface SlackTeam {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
}

export interface SlackUser {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly tz: string;
  readonly isBot: boolean;
  deleted: boolean;
}

export interface SlackChannel {
  readonly id: string;
  /** A public channel, a private one, or a direct conversation. */
  readonly kind: 'channel' | 'group' | 'im';
  readonly name: string;
  readonly members: Set<string>;
  /** Connected to another organisation by Slack Connect. */
  readonly isShared: boolean;
  readonly createdAt: number;
  isArchived: boolean;
}

export interface SlackReaction {
  readonly name: string;
  readonly users: string[];
}

export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: Record<string, unknown>;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly content: Buffer;
  readonly userId: string;
  readonly teamId: string;
  readonly createdAt: number;
  title: string;
  readonly channels: string[];
}

/** A message as stored. `user` is set for bots too; `botId` tells that an app posted it. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly teamId: string;
  readonly botId?: string;
  readonly subtype?: 'file_share' | 'thread_broadcast';
  readonly threadTs?: string;
  readonly clientMsgId?: string;
  readonly files: readonly SlackFile[];
  readonly reactions: SlackReaction[];
  text: string;
  blocks?: readonly Block[];
  attachments?: readonly Record<string, unknown>[];
  metadata?: MessageMetadata;
  edited?: { user: string; ts: string };
}

/** A message that only one person sees; it lives in their client and not in the channel's history. */
export interface Ephemeral {
  readonly channel: string;
  readonly ts: string;
  readonly recipient: string;
  readonly threadTs?: string;
  text: string;
  blocks?: readonly Block[];
}

export type ViewState = Record<string, Record<string, Record<string, unknown>>>;

/** A modal in somebody's stack, or their Home tab. */
export interface SlackView {
  readonly id: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  content: ViewContent;
  hash: string;
  /** What the person has typed and chosen so far: block_id → action_id → value. */
  values: ViewState;
  /** What Slack shows under the fields after a refused submission: block_id → text. */
  errors: Record<string, string>;
}
