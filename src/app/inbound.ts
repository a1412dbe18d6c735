// What people do, free of any platform: adapters translate payloads into these.
import type { Attachment } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { MovedChat } from './moved-chats.ts';
import type { StoreUnavailableError } from './store-unavailable.ts';
import type { View } from './view.ts';

/** A person as their platform knows them. */
export interface PlatformUser {
  readonly platform: string;
  readonly userId: string;
  readonly name: string;
  readonly handle: string | null;
  /** BCP 47 tag of their client, where the platform tells. */
  readonly languageTag: string | null;
  /** IANA zone, where the platform tells. */
  readonly timezone: string | null;
  /** The workspace that they belong to, on platforms that have such; it is told each time and not kept. */
  readonly team?: string | null;
}

/** Where in a chat something is said. */
export interface Address {
  readonly platform: string;
  readonly chat: string;
  /** The thread or topic; null for the chat itself. */
  readonly thread: string | null;
}

export interface Place extends Address {
  readonly kind: 'direct' | 'group';
  /** How a conversation that starts here goes on: in a thread of its own, or in the chat itself. */
  readonly form: 'thread' | 'flat';
}

interface Origin {
  /** The platform's id of this event; two with the same id are one. */
  readonly eventId: string;
  /** Null for somebody who hides who they are. */
  readonly user: PlatformUser | null;
  readonly place: Place;
  /** The platform's own time. */
  readonly at: Instant;
  /** Whether a form can be shown at once in answer to this. */
  readonly canOpenForm: boolean;
}

/** Something written in a chat that the desk is part of. */
export interface InboundMessage extends Origin {
  readonly kind: 'message';
  readonly messageId: string;
  /** The message that this one answers, where its writer chose one. */
  readonly replyTo: string | null;
  /** Whether it is meant for the desk: written to it directly, or naming it. The name is left out of `text`. */
  readonly addressed: boolean;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** A command typed, or a button pressed; `line` is `verb [REF] [text]` without prefix. */
export interface InboundCommand extends Origin {
  readonly kind: 'command';
  readonly line: string;
  readonly source: 'typed' | 'button';
  /** The message that holds the command or the button, where there is one. */
  readonly messageId: string | null;
  readonly replyTo: string | null;
  readonly attachments: readonly Attachment[];
}

/** The answers to a form. */
export interface InboundForm extends Origin {
  readonly kind: 'form';
  /** Of the form as it was shown, whichever event brings it: what is done by it is done once. */
  readonly formId: string;
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  /** What was given to fields that take files. */
  readonly files: Readonly<Record<string, readonly Attachment[]>>;
}

/** The bot was met for the first time, or asked to start over. */
export interface InboundGreeting extends Origin {
  readonly kind: 'greeting';
  /** What a deep link carried. */
  readonly payload: string | null;
}

export type Inbound = InboundMessage | InboundCommand | InboundForm | InboundGreeting;

/** A message that was edited or deleted in its chat after it was written. */
export interface Correction {
  /** The platform's id of this event; two with the same id are one. */
  readonly eventId: string;
  /** Where the message was written. */
  readonly place: Place;
  readonly messageId: string;
  /** Who wrote it; null where the platform does not tell. */
  readonly userId: string | null;
  /** When it was edited or deleted, by the platform's own clock. */
  readonly at: Instant;
  /** The whole of its words now, without the desk's name; null for a deleted one. */
  readonly text: string | null;
  readonly addressed: boolean;
  /** Whether `text` is a command line, without its prefix. */
  readonly isCommand: boolean;
  readonly replyTo: string | null;
}

/** What the person is shown at once; what others are owed goes through the delivery ledger. */
export interface Answer {
  readonly view: View;
  /** Whether only this person should see it, as far as the platform can do that. */
  readonly isPrivate: boolean;
}

/** A question shown as a message, for platforms without forms: whoever answers that message completes `command`. */
export interface Prompt {
  readonly user: PlatformUser;
  readonly address: Address;
  readonly messageId: string;
  readonly command: string;
}

/** The desk as an adapter sees it. */
export interface Desk {
  /** Handles one event, once, however often it comes; null where nothing is to be shown. */
  receive(inbound: Inbound): Promise<Answer | null>;
  /** What to tell somebody whose act nothing came of, or nobody knows what, since the desk's store is away. */
  unavailable(inbound: Inbound, error: StoreUnavailableError): Answer;
  /** Told of a message that was edited or deleted; repeated, it changes nothing. */
  corrected(correction: Correction): Promise<void>;
  /** Told when a platform gave a chat another id. */
  chatMoved(move: MovedChat): Promise<void>;
  /** Told when a form was shown as a message, so that its answer is understood. */
  prompted(prompt: Prompt): Promise<void>;
}
