// Events API events: stored before they are acknowledged, then handled from the inbox.
import type { Desk } from '../../app/inbound.ts';
import type { InboundHandler, InboxIntake } from '../../app/inbox.ts';
import type { TrafficLog } from '../traffic-log.ts';
import type { ShowAnswer } from './answer.ts';
import type { SlackDirectory } from './directory.ts';
import type { Identity } from './identity.ts';
import { isWritten, type Translator } from './inbound.ts';
import { placeIn } from './place.ts';
import { eventCallback, eventHead, messageEvent } from './wire.ts';

/** Stores the event that a request body carries; false for a body that is no event. */
export type Intake = (body: unknown) => Promise<boolean>;

/** Events of one conversation are handled in the order of their coming. */
export function createIntake(inbox: InboxIntake, traffic: TrafficLog): Intake {
  return async (body) => {
    const callback = eventCallback.safeParse(body);
    if (!callback.success) return false;
    const { event, event_id: eventId } = callback.data;
    traffic({ platform: 'slack', kind: 'event', params: event });
    await inbox.accept({ platform: 'slack', eventId, lane: laneOf(event), payload: event });
    return true;
  };
}

/** A direct conversation, where a draft gathers what is written in any of its threads; in a channel each thread. */
function laneOf({ channel, thread_ts: thread, ts }: Record<string, unknown>): string {
  if (typeof channel !== 'string') return 'workspace';
  const matter = thread ?? ts;
  const isWhole = placeIn(channel, null).kind === 'direct' || typeof matter !== 'string';
  return isWhole ? channel : `${channel}/${matter}`;
}

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
