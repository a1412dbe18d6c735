// From Slack's payloads to what a person did, free of the platform.
import type { Correction, Inbound, InboundCommand, InboundForm, InboundMessage } from '../../app/inbound.ts';
import type { Clock } from '../../app/ports.ts';
import { attachmentsOf } from './attachments.ts';
import { metadataOf } from './form.ts';
import { filesOf, valuesOf } from './form-answers.ts';
import { mentions, toPlainText, withoutMentions } from './message-text.ts';
import { placeIn } from './place.ts';
import type { KnownName, Profiles } from './profiles.ts';
import { shortcuts } from './surface.ts';
import {
  type Actor,
  type EventHead,
  instantOf,
  type MessageChanged,
  type MessageDeleted,
  type MessageEvent,
  type PressPayload,
  type ShortcutPayload,
  type SlashPayload,
  type SubmissionPayload,
} from './wire.ts';

/** Messages that people write; every other subtype tells of a change or of the channel. */
const writtenSubtypes: readonly (string | undefined)[] = [
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
];

/** Whether an event is a message written by a person, as against a change, a notice, or an app's own message. */
export function isWritten(event: EventHead, botUserId: string): boolean {
  if (event.type !== 'message' && event.type !== 'app_mention') return false;
  return writtenSubtypes.includes(event.subtype) && event.bot_id === undefined && event.user !== botUserId;
}

export interface Translator {
  /** Null for what changed without a person having changed the words, such as a preview that was added. */
  correction(event: MessageChanged | MessageDeleted, botUserId: string): Promise<Correction | null>;
  message(event: MessageEvent, botUserId: string): Promise<InboundMessage>;
  slash(payload: SlashPayload): Promise<InboundCommand>;
  press(payload: PressPayload): Promise<InboundCommand>;
  shortcut(payload: ShortcutPayload): Promise<InboundCommand>;
  submission(payload: SubmissionPayload): Promise<InboundForm>;
}

/** Translates; looks up people's profiles where the payload only names them. */
export function createTranslator(parts: { profiles: Profiles; clock: Clock }): Translator {
  const { profiles, clock } = parts;
  const plain = (text: string): Promise<string> => toPlainText(text, profiles.handleOf);
  const actorOf = (actor: Actor) =>
    profiles.userOf(actor.id, {
      name: actor.name,
      handle: actor.username ?? actor.name,
      team: actor.team_id,
    });

  return {
    async correction(event, botUserId) {
      const { message, previous, isDeleted } = partsOf(event);
      if (message.bot_id !== undefined || message.user === botUserId) return null;
      if (!isDeleted && previous?.text === message.text) return null;
      const addressed = placeIn(event.channel, null).kind === 'direct' || mentions(message.text, botUserId);
      return {
        eventId: `slack:${event.channel}:${event.ts}`,
        place: placeIn(event.channel, message.thread_ts ?? (addressed ? message.ts : null)),
        messageId: message.ts,
        userId: message.user ?? null,
        at: instantOf(event.ts),
        text: isDeleted ? null : await plain(withoutMentions(message.text, botUserId)),
        addressed,
        isCommand: false,
        replyTo: null,
      };
    },

    async message(event, botUserId) {
      const isDirect = placeIn(event.channel, null).kind === 'direct';
      const addressed = isDirect || mentions(event.text, botUserId);
      const thread = event.thread_ts ?? (addressed ? event.ts : null);
      return {
        kind: 'message',
        // The same for `message` and `app_mention`, whose event ids differ: the second is a duplicate.
        eventId: `slack:${event.channel}:${event.ts}`,
        user: await profiles.userOf(event.user, namesIn(event)),
        place: placeIn(event.channel, thread),
        at: instantOf(event.ts),
        canOpenForm: false,
        messageId: event.ts,
        replyTo: null,
        addressed,
        text: await plain(withoutMentions(event.text, botUserId)),
        attachments: attachmentsOf(event.files),
      };
    },

    async slash(payload) {
      return {
        ...commandDefaults,
        eventId: interactionId(payload),
        user: await profiles.userOf(payload.user_id, { handle: payload.user_name }),
        place: placeIn(payload.channel_id, null),
        at: clock.now(),
        line: (await plain(payload.text)).trim() || 'help',
      };
    },

    async press(payload) {
      const { container, actions } = payload;
      const [action] = actions;
      return {
        ...commandDefaults,
        eventId: interactionId(payload),
        user: await actorOf(payload.user),
        place: placeIn(container.channel_id, threadOfPress(payload)),
        at: instantOf(action!.action_ts),
        source: 'button',
        line: action!.value,
        messageId: container.is_ephemeral ? null : container.message_ts,
      };
    },

    async shortcut(payload) {
      const text = await plain(payload.message?.text ?? '');
      return {
        ...commandDefaults,
        eventId: interactionId(payload),
        user: await actorOf(payload.user),
        place: placeIn(payload.channel?.id ?? payload.user.id, null),
        at: instantOf(payload.action_ts),
        line: `${lineOf(payload.callback_id)} ${text}`.trim(),
        attachments: attachmentsOf(payload.message?.files),
      };
    },

    async submission(payload) {
      const { view } = payload;
      const { command, chat, thread } = metadataOf(view.private_metadata);
      return {
        kind: 'form',
        eventId: interactionId(payload),
        formId: `slack:view:${view.id}:${view.hash}`,
        user: await actorOf(payload.user),
        place: placeIn(chat, thread),
        at: clock.now(),
        canOpenForm: true,
        command,
        values: valuesOf(view.state.values),
        files: filesOf(view.state.values),
      };
    },
  } satisfies {
    [K in keyof Translator]: (...args: Parameters<Translator[K]>) => Promise<Inbound | Correction | null>;
  };
}

/** A deleted message that has answers leaves a stone behind, which Slack tells of as a change. */
const stone = 'tombstone';

/** The message, as it was before where it is no more. */
function partsOf(event: MessageChanged | MessageDeleted) {
  const previous = event.previous_message;
  if (event.subtype === 'message_deleted') {
    const message = previous ?? { ts: event.deleted_ts, text: '' };
    return { message: { ...noDetails, ...message }, previous, isDeleted: true };
  }
  const isDeleted = event.message.subtype === stone;
  const message = isDeleted ? { ...(previous ?? { text: '' }), ts: event.message.ts } : event.message;
  return { message: { ...noDetails, ...message }, previous, isDeleted };
}

const noDetails: { bot_id?: string | undefined; user?: string | undefined; thread_ts?: string | undefined } =
  {};

const commandDefaults = {
  kind: 'command',
  canOpenForm: true,
  source: 'typed',
  messageId: null,
  replyTo: null,
  attachments: [],
} as const;

/** A trigger is given out once for each act of a person. */
export const interactionId = (payload: { trigger_id: string }): string =>
  `slack:trigger:${payload.trigger_id}`;

const namesIn = (event: MessageEvent): KnownName => ({
  name: event.user_profile?.real_name,
  handle: event.user_profile?.name,
  team: event.user_team ?? event.team,
});

/** A message that is not in a thread may start one; what only one person sees may not. */
function threadOfPress({ container, message }: PressPayload): string | null {
  const known = container.thread_ts ?? message?.thread_ts;
  return known ?? (container.is_ephemeral ? null : container.message_ts);
}

function lineOf(callbackId: string): string {
  const shortcut = shortcuts.find((one) => one.callbackId === callbackId);
  if (shortcut === undefined) throw new Error(`no shortcut has the callback_id ${callbackId}`);
  return shortcut.line;
}
