// Sends what the delivery ledger owes to Slack.
import { z } from 'zod';
import type { Messenger, Posted } from '../../app/ports.ts';
import type { Mark } from '../../app/view.ts';
import type { SlackClient } from './client.ts';
import { codeOf, delivering } from './failure.ts';
import { postFile } from './post-file.ts';
import { remove } from './remove.ts';
import { render, type SlackMessage } from './render.ts';
import { deliveryEventType } from './surface.ts';

const postedMessage = z.object({ channel: z.string(), ts: z.string() });
type PostedMessage = z.output<typeof postedMessage>;

const reactions: Readonly<Record<Mark, string>> = { received: 'eyes', note: 'memo', reply: 'outbox_tray' };

/** A message on its way, with what it can be found by again when the answer to sending it was lost. */
interface Sending {
  readonly chat: string;
  readonly thread: string | null;
  readonly message: SlackMessage;
  readonly deliveryId: string;
}

/** Posts, edits and marks; a view too long for one message becomes several, known by the first. */
export function createMessenger(client: SlackClient): Messenger {
  async function send({ chat, thread, message, deliveryId }: Sending): Promise<PostedMessage> {
    const answer = await client.chat.postMessage({
      channel: chat,
      ...(thread === null ? {} : { thread_ts: thread }),
      text: message.text,
      blocks: message.blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: deliveryEventType, event_payload: { delivery_id: deliveryId } },
    });
    return postedMessage.parse(answer);
  }

  async function sendAll(
    chat: string,
    messages: readonly SlackMessage[],
    options: { thread: string | null; deliveryId: string; inOwnThread: boolean },
  ): Promise<PostedMessage> {
    const { deliveryId } = options;
    const [first, ...rest] = messages;
    if (first === undefined) throw new Error('a view without any content was to be sent');
    const posted = await send({ chat, thread: options.thread, message: first, deliveryId });
    const thread = options.inOwnThread ? posted.ts : options.thread;
    for (const message of rest) await send({ chat: posted.channel, thread, message, deliveryId });
    return posted;
  }

  return {
    platform: 'slack',

    open: (chat, view, { deliveryId }) =>
      delivering(async (): Promise<Posted> => {
        const options = { thread: null, deliveryId, inOwnThread: true };
        const { channel, ts } = await sendAll(chat, render(view), options);
        return { chat: channel, thread: ts, messageId: ts };
      }),

    post: ({ chat, thread }, view, { deliveryId }) =>
      delivering(async (): Promise<Posted> => {
        const { channel, ts } = await sendAll(chat, render(view), { thread, deliveryId, inOwnThread: false });
        return { chat: channel, thread, messageId: ts };
      }),

    /** Slack shares a file in the background, so that its message has no id yet. */
    postFile: (address, file) =>
      delivering(async () => ({ messageId: null, fileId: await postFile(client, address, file) })),

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
