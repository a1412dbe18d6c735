// What the application asks of a chat platform: to send, to say who is where, and to hand over files.
import type { Instant } from '../domain/instant.ts';
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
  /**
   * To be tried again, not before `afterMs` where the platform says so. `isInDoubt` where the platform did not answer,
   * so that it may have taken what was sent, or a part of it. `isElsewhere` where it was not asked at all yet, but the
   * one that was to give the file.
   */
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly afterMs: number | null;
      readonly isInDoubt?: boolean;
      readonly isElsewhere?: boolean;
    }
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

/** By which name a delivery can be found again. */
export interface DeliveryAttempt {
  readonly deliveryId: string;
  /** Since when it may have arrived without the desk knowing; null when it was not tried, or certainly has not. */
  readonly doubtSince?: Instant | null;
}

/** What is known of earlier tries at sending a file. */
export interface FileAttempt {
  /** By which an earlier upload that may have arrived can be found again. */
  readonly fileId: string | null;
  /** Keeps the id of an upload that nobody sees yet. */
  uploaded(fileId: string): Promise<void>;
}

/** How many calls a platform allows within a span of time, to all replicas of the desk together. */
export interface Budget {
  /** What is counted together, such as a chat; unlike those of other platforms. */
  readonly key: string;
  readonly calls: number;
  readonly withinMs: number;
}

/** A budget, and how many of its calls something takes. */
export interface Cost extends Budget {
  readonly count: number;
}

/** A call that a delivery is about to make. */
export type PlannedCall =
  | { readonly kind: 'post'; readonly view: View; readonly opensThread: boolean }
  | { readonly kind: 'file' | 'edit' | 'mark' };

/**
 * Sends to one platform; every method that sends throws `MessengerError` where the platform refuses. A platform
 * that can be asked what it took is asked before something in doubt is sent again; the answer is then as if it had
 * been sent now.
 */
export interface Messenger {
  readonly platform: string;
  /** What the call takes of the platform's budgets; the one that a refusal for haste is put down to comes first. */
  costs(address: Address, call: PlannedCall): readonly Cost[];
  /**
   * Opens a thread in the chat before anything is said in it, and gives its id; null where a thread is begun by its
   * first message, or where there are none.
   */
  openThread(chat: string, title: string): Promise<string | null>;
  /**
   * Begins a thread in the chat (a direct one may be named by its person) with `view`; where there are no threads, the
   * message stands in the chat itself.
   */
  open(chat: string, view: View, attempt: DeliveryAttempt): Promise<Posted>;
  post(address: Address, view: View, attempt: DeliveryAttempt): Promise<Posted>;
  /** Throws `FileLostError` where the platform will never take the file, and what opening it throws. */
  postFile(address: Address, file: OutgoingFile, attempt?: FileAttempt): Promise<PostedFile>;
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
