// Stores updates before they are confirmed to Telegram, and handles what was stored.
import { z } from 'zod';
import type { Desk, Inbound } from '../../app/inbound.ts';
import type { InboundHandler, InboxIntake } from '../../app/inbox.ts';
import type { Clock, Logger } from '../../app/ports.ts';
import type { TrafficLog } from '../traffic-log.ts';
import { createAlbums } from './albums.ts';
import type { Answering } from './answer.ts';
import type { TelegramDirectory } from './directory.ts';
import { correctionFrom, inboundFromCallback, inboundFromMessages, moveIn } from './inbound.ts';
import { PLATFORM } from './place.ts';
import type { Wait } from './wait.ts';
import { type Bot, type CallbackQuery, type RawUpdate, updateSchema } from './wire.ts';

/** An update as stored; `receivedAt` stands in for the time that Telegram does not give of a button's press. */
const storedSchema = z.object({ receivedAt: z.number(), update: updateSchema });

const laneSchema = z
  .object({
    chat: z.object({ id: z.number() }),
    media_group_id: z.string().optional(),
    message_thread_id: z.number().optional(),
    is_topic_message: z.boolean().optional(),
  })
  .optional()
  .catch(undefined);
const laneSourcesSchema = z.object({
  message: laneSchema,
  edited_message: laneSchema,
  my_chat_member: laneSchema,
  chat_member: laneSchema,
  callback_query: z.object({ message: laneSchema }).optional().catch(undefined),
});

/** Takes one update; resolves once it is stored. */
export type TakeUpdate = (update: RawUpdate) => Promise<void>;

export function createTakeUpdate(parts: {
  readonly inbox: InboxIntake;
  readonly clock: Clock;
  readonly traffic: TrafficLog;
}): TakeUpdate {
  const { inbox, clock, traffic } = parts;
  return async (update) => {
    traffic({ platform: PLATFORM, kind: 'update', params: update });
    await inbox.accept({
      platform: PLATFORM,
      eventId: String(update.update_id),
      lane: laneOf(update),
      payload: { receivedAt: clock.now(), update },
    });
  };
}

/** The chat, or its topic, so that each is handled in order; the messages of an album each go alone (see albums). */
function laneOf(update: RawUpdate): string {
  const sources = laneSourcesSchema.parse(update);
  const source =
    sources.message ??
    sources.callback_query?.message ??
    sources.edited_message ??
    sources.my_chat_member ??
    sources.chat_member;
  if (source === undefined) return 'none';
  const { chat, media_group_id: album, message_thread_id: topic, is_topic_message: isInTopic } = source;
  if (album !== undefined && sources.message !== undefined) return `${chat.id}/album/${update.update_id}`;
  return isInTopic === true ? `${chat.id}/${topic}` : `${chat.id}`;
}

/** Handles stored updates; waits for `bot`, which is known once Telegram was reached. */
export function createUpdateHandler(parts: {
  readonly bot: Promise<Bot>;
  readonly desk: Desk;
  readonly answering: Answering;
  readonly directory: TelegramDirectory;
  readonly wait: Wait;
  readonly logger: Logger;
}): InboundHandler {
  const { bot, desk, answering, directory, wait, logger } = parts;

  const albums = createAlbums({
    wait,
    handle: async (updateId, messages) => {
      await say(inboundFromMessages(updateId, messages, await bot));
    },
  });

  async function say(inbound: Inbound | null): Promise<void> {
    if (inbound !== null) await answering.show(inbound, null, await desk.receive(inbound));
  }

  /** Whatever becomes of it, the one who pressed does not wait for ever. */
  async function press(updateId: number, query: CallbackQuery, receivedAt: number): Promise<void> {
    const inbound = inboundFromCallback(updateId, query, receivedAt);
    if (inbound === null) return await answering.dismiss(query.id);
    const answer = await desk.receive(inbound).catch(async (error: unknown) => {
      await answering.dismiss(query.id);
      throw error;
    });
    await answering.show(inbound, query.id, answer);
  }

  return async (payload) => {
    const { receivedAt, update } = storedSchema.parse(payload);
    const { update_id, message, edited_message, callback_query, chat_member } = update;
    const move = message === undefined ? null : moveIn(message);
    if (move !== null) return await desk.chatMoved(move);
    if (message?.media_group_id !== undefined) {
      const album = `${message.chat.id}/${message.media_group_id}`;
      return await albums.add({ album, updateId: update_id, message });
    }
    if (message !== undefined) {
      await albums.settled(message.chat.id);
      return await say(inboundFromMessages(update_id, [message], await bot));
    }
    if (edited_message !== undefined) {
      await albums.settled(edited_message.chat.id);
      const correction = correctionFrom(update_id, edited_message, await bot);
      return correction === null ? undefined : await desk.corrected(correction);
    }
    if (callback_query !== undefined) return await press(update_id, callback_query, receivedAt);
    if (chat_member !== undefined) {
      return directory.changed(String(chat_member.chat.id), String(chat_member.new_chat_member.user.id));
    }
    logger.debug({ updateId: update_id }, 'an update of a kind that is not handled yet was kept');
  };
}
