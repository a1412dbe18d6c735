// Events API events: stored before they are acknowledged, then handled from the inbox.
import { z } from 'zod';
import type { Desk } from '../../app/inbound.ts';
import type { InboundHandler, InboxIntake } from '../../app/inbox.ts';
import type { TrafficLog } from '../traffic-log.ts';
import type { ShowAnswer } from './answer.ts';
import type { SlackDirectory } from './directory.ts';
import type { Identity } from './identity.ts';
import { isWritten, type Translator } from './inbound.ts';
import { placeIn } from './place.ts';
import {
  eventCallback,
  eventHead,
  messageChanged,
  messageDeleted,
  messageEvent,
  writtenByAnApp,
} from './wire.ts';

/** Stores the event that a request body carries if anything may be done about it; false for a body that is no event. */
export type Intake = (body: unknown) => Promise<boolean>;

/** Events of one conversation are handled in the order of their coming. */
export function createIntake(inbox: InboxIntake, traffic: TrafficLog): Intake {
  return async (body) => {
    const callback = eventCallback.safeParse(body);
    if (!callback.success) return false;
    const { event, event_id: eventId } = callback.data;
    traffic({ platform: 'slack', kind: 'event', params: event });
    if (isOfAnApp(event)) return true;
    await inbox.accept({ platform: 'slack', eventId, lane: laneOf(event), payload: event });
    return true;
  };
}

/** Slack tells the desk of all that it posts and edits itself, which is as much again as people write. */
const isOfAnApp = (event: Record<string, unknown>): boolean =>
  [event, event.message, event.previous_message].some((part) => writtenByAnApp.safeParse(part).success);

/** A direct conversation, where a draft gathers what is written in any of its threads; in a channel each thread. */
function laneOf(event: Record<string, unknown>): string {
  const { channel } = event;
  if (typeof channel !== 'string') return 'workspace';
  const { thread_ts: thread, ts } = correctedMessage.parse(event) ?? event;
  const matter = thread ?? ts;
  const isWhole = placeIn(channel, null).kind === 'direct' || typeof matter !== 'string';
  return isWhole ? channel : `${channel}/${matter}`;
}

/** What was changed is handled in the order of what it changes. */
const correctedMessage = z.union([
  messageChanged.transform(({ message }) => message),
  messageDeleted.transform(({ deleted_ts: ts, previous_message: before }) => ({
    thread_ts: undefined,
    ...before,
    ts,
  })),
  z.unknown().transform(() => null),
]);

const correction = z.union([messageChanged, messageDeleted]);

/** Handles one stored event; what is neither a message that somebody wrote nor about members is left alone. */
export function createEventHandler(parts: {
  desk: Desk;
  translator: Translator;
  directory: SlackDirectory;
  identity: () => Promise<Identity>;
  showAnswer: ShowAnswer;
  /** Does what was kept of a command, button or form; false where the payload is an event. */
  handleKept: (payload: unknown) => Promise<boolean>;
}): InboundHandler {
  return async (payload) => {
    if (await parts.handleKept(payload)) return;
    const head = eventHead.parse(payload);
    if (head.type === 'member_joined_channel' || head.type === 'member_left_channel') {
      if (typeof head.channel === 'string') parts.directory.changed(head.channel);
      return;
    }
    const { user_id: botUserId } = await parts.identity();
    const changed = correction.safeParse(payload);
    if (changed.success) {
      const corrected = await parts.translator.correction(changed.data, botUserId);
      if (corrected !== null) await parts.desk.corrected(corrected);
      return;
    }
    if (!isWritten(head, botUserId)) return;
    const event = messageEvent.parse(payload);
    const message = await parts.translator.message(event, botUserId);
    const answer = await parts.desk.receive(message);
    if (answer === null) return;
    const visibleThread = event.thread_ts ?? null;
    await parts.showAnswer(answer, {
      userId: event.user,
      place: message.place,
      visibleThread,
      respond: null,
    });
  };
}
