// `deskhand inbox list | show ID | retry ID`: events of the platforms that could not be handled, and trying them again.
import type { Database } from '../adapters/store/database/database.ts';
import { withInbox } from '../adapters/store/inbox-only.ts';
import type { Inbox, KeptInbound } from '../app/ports.ts';
import { type DeskDatabaseOptions, withDeskDatabase } from './desk-database.ts';

export type InboxAct =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly eventId: string }
  /** Null for all that failed. */
  | { readonly kind: 'retry'; readonly eventId: string | null };

export interface InboxOptions extends DeskDatabaseOptions {
  readonly act: InboxAct;
  /** One JSON object instead of words. */
  readonly json: boolean;
}

export interface InboxReport {
  readonly lines: readonly string[];
  /** 1 when no such event is kept, or the database cannot be used. */
  readonly exitCode: 0 | 1;
}

const whenInUse =
  'Stop the desk first: it holds its data alone, and tries again at its start. On a PostgreSQL server it can go on running.';
/** As many of each kind as are listed, and as are tried again at once. */
const limit = 1_000;

const said = (...lines: readonly string[]): InboxReport => ({ lines, exitCode: 0 });
const refused = (...lines: readonly string[]): InboxReport => ({ lines, exitCode: 1 });

/** Reads the act from the words after `inbox`. @throws Error for words that make no sense. */
export function inboxAct(words: readonly string[], all: boolean): InboxAct {
  const [verb = 'list', eventId] = words;
  if (verb === 'list') return { kind: 'list' };
  if (verb === 'show' && eventId !== undefined) return { kind: 'show', eventId };
  if (verb === 'retry' && (eventId !== undefined) !== all) return { kind: 'retry', eventId: eventId ?? null };
  throw new Error('inbox takes "list", "show" and an id, or "retry" and an id or --all');
}

/** Lists, shows or tries again; on a PostgreSQL server also while the desk runs, which then notices within seconds. */
export async function runInbox(options: InboxOptions): Promise<InboxReport> {
  const done = await withDeskDatabase(options, whenInUse, (database) => report(database, options));
  return done.ok ? done.value : refused(...done.error);
}

function report(database: Database, { act, json }: InboxOptions): Promise<InboxReport> {
  return withInbox(database, async (inbox) => {
    switch (act.kind) {
      case 'list':
        return list(inbox, json);
      case 'show':
        return show(await inbox.find(act.eventId), act.eventId, json);
      case 'retry':
        return retry(inbox, act.eventId, json);
      default:
        return act satisfies never;
    }
  });
}

async function list(inbox: Inbox, json: boolean): Promise<InboxReport> {
  const [failed, waiting] = [await inbox.failed(limit), await inbox.waiting(limit)];
  if (json) return said(JSON.stringify({ failed: failed.map(plain), waiting: waiting.map(plain) }));
  if (failed.length + waiting.length === 0) return said('Everything that came in was handled.');
  return said(...[...failed, ...waiting].map(lineOf));
}

function show(found: readonly KeptInbound[], eventId: string, json: boolean): InboxReport {
  if (found.length === 0) return refused(unknown(eventId));
  if (json) return said(JSON.stringify(found.map((event) => ({ ...plain(event), payload: event.payload }))));
  return said(...found.flatMap((event) => [lineOf(event), JSON.stringify(event.payload, null, 2)]));
}

async function retry(inbox: Inbox, eventId: string | null, json: boolean): Promise<InboxReport> {
  const found = eventId === null ? await inbox.failed(limit) : await inbox.find(eventId);
  if (eventId !== null && found.length === 0) return refused(unknown(eventId));
  let count = 0;
  for (const event of found) count += (await inbox.retry(event.platform, event.eventId)) ? 1 : 0;
  if (json) return said(JSON.stringify({ retried: count }));
  return said(
    count === 0
      ? 'Nothing has failed.'
      : `To be tried again: ${count}. A running desk does so within seconds, another at its start.`,
  );
}

const unknown = (eventId: string): string =>
  `No event ${eventId} waits or has failed. "deskhand inbox list" names those that do.`;

const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const plain = ({ payload: _payload, receivedAt, retryAt, failedAt, ...event }: KeptInbound) => ({
  ...event,
  receivedAt: time(receivedAt),
  retryAt: time(retryAt),
  failedAt: time(failedAt),
});

function lineOf({ platform, eventId, lane, receivedAt, attempts, failedAt, error }: KeptInbound): string {
  const state = failedAt === null ? 'waiting' : 'failed';
  const tries = attempts === 0 ? [] : [`tried ${attempts} times`];
  const why = error === null ? [] : [error.split('\n', 1)[0]];
  return [state, platform, eventId, lane, time(receivedAt), ...tries, ...why].join('  ');
}
