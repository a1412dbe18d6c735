// Looks for what has arrived of a delivery whose answer was lost.
import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { MINUTE_MS, SECOND_MS } from '../../domain/instant.ts';
import type { SlackClient } from './client.ts';
import { codeOf, isPassing } from './failure.ts';
import { deliveryEventType } from './surface.ts';

/** Slack's clock and the desk's may differ by so much. */
const marginMs = 2 * MINUTE_MS;
const pageSize = 200;
/** Of a busy channel no more is read than this; what stands beyond it counts as not arrived. */
const pageLimit = 10;

/** A delivery in doubt, and where it was to go. */
export interface Doubt {
  readonly chat: string;
  /** Null for messages that stand in no thread. */
  readonly thread: string | null;
  readonly deliveryId: string;
  readonly since: Instant;
}

const metadata = z.object({
  event_type: z.literal(deliveryEventType),
  event_payload: z.object({ delivery_id: z.string(), part: z.number().default(0) }),
});
const page = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The timestamps of its messages that are there, by their place in it from 0. Throws what the client throws. */
export async function partsThere(
  client: SlackClient,
  doubt: Doubt,
): Promise<{ readonly channel: string; readonly parts: ReadonlyMap<number, string> }> {
  const parts = new Map<number, string>();
  const channel = await unlessRefused(() => channelOf(client, doubt.chat), doubt.chat);
  let cursor: string | undefined;
  for (let count = 0; count < pageLimit; count += 1) {
    const found = await unlessRefused(() => read(client, { ...doubt, chat: channel }, cursor), null);
    for (const message of found?.messages ?? []) {
      const known = metadata.safeParse(message.metadata);
      if (known.data?.event_payload.delivery_id !== doubt.deliveryId) continue;
      parts.set(known.data.event_payload.part, message.ts);
    }
    cursor = found?.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return { channel, parts };
}

async function read(
  client: SlackClient,
  { chat, thread, since }: Doubt,
  cursor: string | undefined,
): Promise<z.output<typeof page>> {
  const span = {
    channel: chat,
    oldest: ((since - marginMs) / SECOND_MS).toFixed(6),
    limit: pageSize,
    include_all_metadata: true,
    ...(cursor !== undefined && { cursor }),
  };
  return page.parse(
    thread === null
      ? await client.conversations.history(span)
      : await client.conversations.replies({ ...span, ts: thread }),
  );
}

const openedDirect = z.object({ channel: z.object({ id: z.string() }) });

/** A person's id stands for their direct conversation when posting, and only then. */
async function channelOf(client: SlackClient, chat: string): Promise<string> {
  if (!/^[UW]/.test(chat)) return chat;
  return openedDirect.parse(await client.conversations.open({ users: chat })).channel.id;
}

/** Where Slack will not have it read, the message cannot be found: it is sent, and refused for its own reason. */
async function unlessRefused<T, U>(call: () => Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await call();
  } catch (error) {
    const code = codeOf(error);
    if (code === null || (isPassing(code) && code !== 'missing_scope')) throw error;
    return otherwise;
  }
}

const sharesIn = z.record(z.string(), z.array(z.object({ ts: z.string() }))).optional();
const sharedFile = z.object({
  file: z.object({ shares: z.object({ public: sharesIn, private: sharesIn }).optional() }),
});

/** The messages in the chat by which the file was shared; none for a file that nobody can see. */
export async function sharesOf(
  client: SlackClient,
  chat: string,
  fileId: string,
): Promise<readonly string[]> {
  const info = await unlessRefused(() => client.files.info({ file: fileId }), null);
  if (info === null) return [];
  const { shares } = sharedFile.parse(info).file;
  return [shares?.public, shares?.private].flatMap((by) => by?.[chat]?.map(({ ts }) => ts) ?? []);
}

/** Whether a file whose upload was not answered for can be seen in the chat. */
export async function isShared(client: SlackClient, chat: string, fileId: string): Promise<boolean> {
  const channel = await unlessRefused(() => channelOf(client, chat), chat);
  return (await sharesOf(client, channel, fileId)).length > 0;
}
