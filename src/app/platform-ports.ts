// What the application asks of a chat platform: to send, to say who is where, and to hand over files.
import type { FileSource, OutgoingFile } from './files.ts';
import type { Address, Place } from './inbound.ts';
import type { Mark, View } from './view.ts';

export interface Posted {
  readonly chat: string;
  readonly thread: string | null;
  readonly messageId: string;
}

/** Why a platform did not take a message. */
export type MessengerFailure =
  /** To be tried again, not before `afterMs` where the platform says so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** The person cannot be reached until they act. */
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The thread is gone: it is opened anew. */
  | { readonly kind: 'threadGone'; readonly reason: string }
  /** The chat has another id now. */
  | { readonly kind: 'moved'; readonly chat: string };

export class MessengerError extends Error {
  readonly failure: MessengerFailure;
  constructor(failure: MessengerFailure) {
    super(failure.kind === 'moved' ? `chat moved to ${failure.chat}` : failure.reason);
    this.failure = failure;
  }
}

/** Where a file was posted; null for what the platform does not tell. */
export interface PostedFile {
  readonly messageId: string | null;
  /** Where the platform names a file apart from its message. */
  readonly fileId: string | null;
}

/** A message of the desk's own, of which a platform may know more than one name. */
export interface OwnMessage extends PostedFile {
  readonly kind: 'text' | 'file';
}

/** Sends to one platform; every method throws `MessengerError` where the platform refuses. */
export interface Messenger {
  readonly platform: string;
  /** Starts a thread in the chat (a direct one may be named by its person) whose first message is `view`. */
  open(
    chat: string,
    view: View,
    options: { readonly title: string; readonly deliveryId: string },
  ): Promise<Posted>;
  post(address: Address, view: View, options: { readonly deliveryId: string }): Promise<Posted>;
  /** Throws `FileLostError` where the platform will never take the file, and what opening it throws. */
  postFile(address: Address, file: OutgoingFile): Promise<PostedFile>;
  /** Changing nothing is no error. */
  edit(address: Address, messageId: string, view: View): Promise<void>;
  mark(address: Address, messageId: string, mark: Mark): Promise<void>;
  /**
   * Takes a message back, or where the platform no longer allows that, what it says. One that is gone already is no
   * error.
   */
  remove(address: Address, message: OwnMessage): Promise<void>;
  /** Gives the thread another title, where threads have one. */
  rename(address: Address, title: string): Promise<void>;
}

/** Who is where, asked of the platform itself. */
export interface Directory {
  /** Whether the user is a member of the chat now; what is known for less than a minute may be answered from memory. */
  isMember(chat: string, userId: string): Promise<boolean>;
}

export interface Platform {
  readonly messenger: Messenger;
  readonly files: FileSource;
  readonly directory: Directory;
  /** How direct messages go on: each matter in a thread of its own, or all in the chat itself. */
  readonly directForm: Place['form'];
  /** Whether an answer in a group can be shown to one person alone. */
  readonly canWhisper: boolean;
  /** A link that brings whoever follows it to the desk with the code in hand; null where the platform has none. */
  inviteLink(code: string): string | null;
}

export type Platforms = ReadonlyMap<string, Platform>;
