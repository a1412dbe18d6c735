// conversations.history and conversations.replies: what was said in a channel and in a thread.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import type { SlackChannel, SlackMessage } from '../workspace/types.ts';
import { messageWire, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, flag, id, paging, requireTimestamp, timestamp } from './arguments.ts';
import { requireChannelScope } from './conversations.ts';
import { type ApiContext, method } from './method.ts';
import { pageOf } from './paging.ts';

const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

const span = {
  ...paging,
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};

interface Span {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: boolean | undefined;
}

/** A timestamp, or seconds as `0` or `1763800000`, as microseconds. */
function micros(ts: string, refusal: string): number {
  if (!/^\d{1,10}(\.\d{1,6})?$/.test(ts)) throw new SlackRefusal(refusal);
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

function within(message: SlackMessage, { oldest, latest, inclusive }: Span): boolean {
  const at = micros(message.ts, 'internal_error');
  const from = oldest === undefined ? -1 : micros(oldest, 'invalid_ts_oldest');
  const to = latest === undefined ? Number.POSITIVE_INFINITY : micros(latest, 'invalid_ts_latest');
  return inclusive ? at >= from && at <= to : at > from && at < to;
}

function readable(workspace: Workspace, reference: string): SlackChannel {
  const channel = workspace.channelForApp(reference);
  requireChannelScope(workspace, channel, 'history');
  if (!channel.members.has(workspace.app.botUserId)) throw new SlackRefusal('not_in_channel');
  return channel;
}

function shown(
  { workspace, baseUrl }: ApiContext,
  message: SlackMessage,
  withMetadata: boolean | undefined,
): Wire {
  const wire = messageWire(workspace, message, baseUrl);
  return withMetadata && message.metadata !== undefined ? { ...wire, metadata: message.metadata } : wire;
}

const history = method({
  name: 'conversations.history',
  tier: 3,
  scopes: HISTORY,
  args: argumentsOf({ channel: id, ...span }),
  run(context, args) {
    const channel = readable(context.workspace, args.channel);
    const top = context.workspace
      .history(channel.id)
      .filter(
        ({ threadTs, ts, subtype }) =>
          threadTs === undefined || threadTs === ts || subtype === 'thread_broadcast',
      )
      .filter((message) => within(message, args))
      .reverse();
    const { entries, nextCursor } = pageOf(top, args);
    return {
      messages: entries.map((message) => shown(context, message, args.include_all_metadata)),
      has_more: nextCursor !== '',
      pin_count: 0,
      ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
    };
  },
});

const replies = method({
  name: 'conversations.replies',
  tier: 3,
  scopes: HISTORY,
  args: argumentsOf({ channel: id, ts: timestamp, ...span }),
  run(context, args) {
    const { workspace } = context;
    const channel = readable(workspace, args.channel);
    requireTimestamp(args.ts, 'invalid_ts');
    const asked = workspace.message(channel.id, args.ts);
    if (asked === undefined) throw new SlackRefusal('thread_not_found');
    const parent = workspace.message(channel.id, asked.threadTs ?? asked.ts) ?? asked;
    const later = workspace.replies(channel.id, parent.ts).filter((message) => within(message, args));
    const { entries, nextCursor } = pageOf([parent, ...later], args, 1000);
    return {
      messages: entries.map((message) => shown(context, message, args.include_all_metadata)),
      has_more: nextCursor !== '',
      ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
    };
  },
});

export const historyMethods = [history, replies];
