// A chat platform in memory: it keeps what the desk posts, edits and marks, and refuses what a test tells it to.
import type { Address } from '../../src/app/inbound.ts';
import {
  type DeliveryAttempt,
  MessengerError,
  type MessengerFailure,
  type Platform,
  type Posted,
} from '../../src/app/ports.ts';
import type { Mark, View } from '../../src/app/view.ts';
import type { Attachment } from '../../src/domain/events.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { fitsEverywhere, fitsOneMessage } from '../support/fits.ts';

export type Act = 'openThread' | 'open' | 'post' | 'file' | 'fetch' | 'edit' | 'mark' | 'remove';

/** A message of the desk's as it stands now. */
export interface PostedMessage extends Posted {
  readonly view: View;
  readonly edits: number;
  readonly deliveryId: string;
  /** Since when the desk took it for possible that it had arrived. */
  readonly doubtSince: Instant | null;
}

/** A file of the desk's. */
export interface PostedFile {
  readonly chat: string;
  readonly thread: string | null;
  readonly messageId: string;
  readonly name: string;
  readonly caption: string;
  /** What was in it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  readonly isSample: boolean;
}

/** One call that the platform took. */
export interface Call {
  readonly act: Act;
  readonly chat: string;
  readonly messageId: string;
}

export interface FakePlatform extends Platform {
  readonly calls: readonly Call[];
  /** The desk's messages in the order in which they came. */
  messages(chat?: string): readonly PostedMessage[];
  /** The desk's files in the order in which they came. */
  filesIn(chat?: string): readonly PostedFile[];
  marks(messageId: string): readonly Mark[];
  /** Keeps a file that somebody has sent, and gives what the desk is told of it. */
  keepFile(name: string, text: string): Attachment;
  /** Refuses the next `times` calls that match, with that failure or, as a bug would, with that error. */
  refuse(failure: MessengerFailure | Error, where?: { times?: number; act?: Act; chat?: string }): void;
  /** Runs before every call that is taken. */
  beforeCall: (call: Omit<Call, 'messageId'>) => Promise<void> | void;
  join(chat: string, userId: string): void;
  leave(chat: string, userId: string): void;
}

interface Refusal {
  readonly failure: MessengerFailure | Error;
  readonly act: Act | undefined;
  readonly chat: string | undefined;
  times: number;
}

/** Posts to a person's own id land in the direct conversation with them, which has another id. */
const landing = (platform: string, chat: string): string =>
  platform === 'slack' && chat.startsWith('U') ? `D-${chat}` : chat;

export function fakePlatform(platform: string): FakePlatform {
  const calls: Call[] = [];
  const messages = new Map<string, PostedMessage>();
  const marks = new Map<string, Mark[]>();
  const members = new Map<string, Set<string>>();
  const refusals: Refusal[] = [];
  const kept = new Map<string, string>();
  const postedFiles: PostedFile[] = [];
  let count = 0;

  async function take(act: Act, chat: string): Promise<void> {
    await fake.beforeCall({ act, chat });
    const refusal = refusals.find(
      (each) => each.times > 0 && (each.act ?? act) === act && (each.chat ?? chat) === chat,
    );
    if (refusal === undefined) return;
    refusal.times -= 1;
    throw refusal.failure instanceof Error ? refusal.failure : new MessengerError(refusal.failure);
  }

  function keep(
    act: Act,
    address: Pick<Address, 'chat' | 'thread'>,
    view: View,
    attempt: DeliveryAttempt,
  ): Posted {
    fitsEverywhere(view);
    count += 1;
    const messageId = `${platform}-${count}`;
    const chat = landing(platform, address.chat);
    const posted = { chat, thread: address.thread ?? (act === 'open' ? messageId : null), messageId };
    messages.set(messageId, {
      ...posted,
      view,
      edits: 0,
      deliveryId: attempt.deliveryId,
      doubtSince: attempt.doubtSince ?? null,
    });
    calls.push({ act, chat, messageId });
    return posted;
  }

  const fake: FakePlatform = {
    calls,
    messages: (chat) => [...messages.values()].filter((each) => chat === undefined || each.chat === chat),
    filesIn: (chat) => postedFiles.filter((each) => chat === undefined || each.chat === chat),
    keepFile(name, text) {
      const fileId = `file-${kept.size + 1}`;
      kept.set(fileId, text);
      return { platform, fileId, name, mediaType: 'text/plain', sizeBytes: text.length };
    },
    marks: (messageId) => marks.get(messageId) ?? [],
    refuse: (failure, { times = 1, act, chat } = {}) => refusals.push({ failure, times, act, chat }),
    beforeCall: () => undefined,
    join: (chat, userId) => members.set(chat, new Set([...(members.get(chat) ?? []), userId])),
    leave: (chat, userId) => members.get(chat)?.delete(userId),
    directForm: platform === 'slack' ? 'thread' : 'flat',
    canWhisper: platform === 'slack',
    inviteLink: (code) => (platform === 'telegram' ? `https://t.me/fake_bot?start=${code}` : null),
    directory: { isMember: async (chat, userId) => members.get(chat)?.has(userId) ?? false },
    files: {
      async open({ fileId }) {
        await take('fetch', fileId);
        const blob = new Blob([kept.get(fileId) ?? 'a file that no test looks into']);
        return { bytes: blob.stream(), sizeBytes: blob.size };
      },
    },
    messenger: {
      platform,
      async postFile({ chat, thread }, { name, caption, isSample = false, open }) {
        const opened = await open();
        const bytes = new Uint8Array(await new Response(opened.bytes).arrayBuffer());
        const text = new TextDecoder().decode(bytes);
        await take('file', chat);
        count += 1;
        const messageId = `${platform}-${count}`;
        postedFiles.push({ chat, thread, messageId, name, caption, bytes, text, isSample });
        calls.push({ act: 'file', chat, messageId });
        return { messageId, fileId: null };
      },
      async openThread(chat) {
        if (platform === 'slack' || !chat.startsWith('-')) return null;
        await take('openThread', chat);
        count += 1;
        calls.push({ act: 'openThread', chat, messageId: `${platform}-${count}` });
        return `${platform}-${count}`;
      },
      async open(chat, view, attempt) {
        await take('open', chat);
        return keep('open', { chat, thread: null }, view, attempt);
      },
      costs: ({ chat }, call) => [
        { key: `${platform}:${chat}`, calls: 1, withinMs: 1_000, count: call.kind === 'post' ? 1 : 0 },
      ],
      async post(address, view, attempt) {
        await take('post', address.chat);
        return keep('post', address, view, attempt);
      },
      async edit({ chat }, messageId, view) {
        await take('edit', chat);
        const known = messages.get(messageId);
        if (known?.chat !== chat)
          throw new MessengerError({ kind: 'failed', reason: `no message ${messageId} in ${chat}` });
        fitsOneMessage(view);
        messages.set(messageId, { ...known, view, edits: known.edits + 1 });
        calls.push({ act: 'edit', chat, messageId });
      },
      async mark({ chat }, messageId, mark) {
        await take('mark', chat);
        marks.set(messageId, [...(marks.get(messageId) ?? []), mark]);
        calls.push({ act: 'mark', chat, messageId });
      },
      rename: async () => undefined,
      async remove({ chat }, { messageId }) {
        await take('remove', chat);
        if (messageId === null) return;
        messages.delete(messageId);
        const index = postedFiles.findIndex((file) => file.messageId === messageId);
        if (index >= 0) postedFiles.splice(index, 1);
        calls.push({ act: 'remove', chat, messageId });
      },
    },
  };
  return fake;
}
