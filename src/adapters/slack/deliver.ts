// Sends what the delivery ledger owes to Slack.
import { z } from 'zod';
import type { DeliveryAttempt, Messenger, Posted } from '../../app/ports.ts';
import type { Mark } from '../../app/view.ts';
import { partsThere } from './arrived.ts';
import type { SlackClient } from './client.ts';
import { costsOf } from './costs.ts';
import { codeOf, delivering, doubting } from './failure.ts';
import { postFile } from './post-file.ts';
import { remove } from './remove.ts';
import { render, type SlackMessage } from './render.ts';
import { deliveryEventType } from './surface.ts';

const postedMessage = z.object({ channel: z.string(), ts: z.string() });
type PostedMessage = z.output<typeof postedMessage>;

const reactions: Readonly<Record<Mark, string>> = { received: 'eyes', note: 'memo', reply: 'outbox_tray' };

/** Where the messages of a delivery go. */
interface Target {
  readonly chat: string;
  readonly thread: string | null;
  /** Whether the first message begins the thread of the others. */
  readonly inOwnThread: boolean;
}

/** One message of a delivery, with what it can be found by again when the answer to sending it was lost. */
interface Sending {
  readonly channel: string;
  readonly thread: string | null;
  readonly message: SlackMessage;
  readonly deliveryId: string;
  readonly part: number;
}

/** Posts, edits and marks; a view too long for one message becomes several, known by the first. */
export function createMessenger(client: SlackClient): Messenger {
  async function send({ channel, thread, message, deliveryId, part }: Sending): Promise<PostedMessage> {
    const answer = await client.chat.postMessage({
      channel,
      ...(thread === null ? {} : { thread_ts: thread }),
      text: message.text,
      blocks: message.blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: deliveryEventType, event_payload: { delivery_id: deliveryId, part } },
    });
    return postedMessage.parse(answer);
  }

  /** What of the delivery is there already, where that is in doubt. */
  async function earlier(
    { chat, thread }: Pick<Target, 'chat' | 'thread'>,
    { deliveryId, doubtSince = null }: DeliveryAttempt,
  ): Promise<Awaited<ReturnType<typeof partsThere>>> {
    if (doubtSince === null) return { channel: chat, parts: new Map() };
    return doubting(() => partsThere(client, { chat, thread, deliveryId, since: doubtSince }));
  }

  async function sendAll(
    target: Target,
    messages: readonly SlackMessage[],
    attempt: DeliveryAttempt,
  ): Promise<PostedMessage> {
    const { deliveryId } = attempt;
    const [first, ...rest] = messages;
    if (first === undefined) throw new Error('a view without any content was to be sent');
    const there = await earlier(target, attempt);
    const known = there.parts.get(0);
    const posted =
      known === undefined
        ? await send({ channel: target.chat, thread: target.thread, message: first, deliveryId, part: 0 })
        : { channel: there.channel, ts: known };
    if (rest.length === 0) return posted;
    const { channel } = posted;
    const thread = target.inOwnThread ? posted.ts : target.thread;
    await doubting(async () => {
      const others =
        target.inOwnThread && known !== undefined
          ? (await earlier({ chat: channel, thread }, attempt)).parts
          : there.parts;
      for (const [index, message] of rest.entries()) {
        const part = index + 1;
        if (!others.has(part)) await send({ channel, thread, message, deliveryId, part });
      }
    });
    return posted;
  }

  return {
    platform: 'slack',

    costs: ({ chat }, call) => costsOf(chat, call),

    /** A thread is what answers a message: the first one begins it. */
    openThread: async () => null,

    open: (chat, view, attempt) =>
      delivering(async (): Promise<Posted> => {
        const target = { chat, thread: null, inOwnThread: true };
        const { channel, ts } = await sendAll(target, render(view), attempt);
        return { chat: channel, thread: ts, messageId: ts };
      }),

    post: ({ chat, thread }, view, attempt) =>
      delivering(async (): Promise<Posted> => {
        const target = { chat, thread, inOwnThread: false };
        const { channel, ts } = await sendAll(target, render(view), attempt);
        return { chat: channel, thread, messageId: ts };
      }),

    /** Slack shares a file in the background, so that its message has no id yet. */
    postFile: (address, file, attempt) =>
      delivering(async () => ({ messageId: null, fileId: await postFile(client, address, file, attempt) })),

    edit: ({ chat }, messageId, view) =>
      delivering(async () => {
        const [message] = render(view);
        if (message === undefined) throw new Error('a message was to be edited into nothing');
        await client.chat.update({
          channel: chat,
          ts: messageId,
          text: message.text,
          blocks: message.blocks,
        });
      }),

    mark: ({ chat }, messageId, mark) =>
      delivering(async () => {
        try {
          await client.reactions.add({ channel: chat, timestamp: messageId, name: reactions[mark] });
        } catch (error) {
          if (codeOf(error) !== 'already_reacted') throw error;
        }
      }),

    remove: ({ chat }, message) => delivering(() => remove(client, chat, message)),

    /** Slack's threads have no titles. */
    rename: async () => undefined,
  };
}
