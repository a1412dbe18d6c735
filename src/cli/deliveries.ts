// `deskhand deliveries`: what the desk owes and what it gave up, and one of these sent again.
import { uuidIds } from '../adapters/ids.ts';
import { withDeliveries } from '../adapters/store/deliveries-only.ts';
import type { Delivery, DeliveryState, Repositories } from '../app/ports.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type DeskDatabaseOptions, withDeskDatabase } from './desk-database.ts';

/** The states that can be asked for; what was sent is no business of this command. */
export const listedStates = ['failed', 'blocked', 'retrying', 'queued', 'sending'] as const;
type ListedState = (typeof listedStates)[number] & DeliveryState;

export interface DeliveriesOptions extends DeskDatabaseOptions {
  /** Only those; all of them by default. */
  readonly state: string | null;
  /** Only those of the ticket with this reference. */
  readonly ticket: string | null;
  /** A JSON array instead of lines. */
  readonly json: boolean;
}

export interface DeliveriesReport {
  readonly lines: readonly string[];
  /** 1 when something asked for is unknown, or the database cannot be used. */
  readonly exitCode: 0 | 1;
}

type Reading = Pick<Repositories, 'deliveries' | 'conversations' | 'tickets'>;

const whenInUse =
  'Stop the desk first: it holds its data alone. On a PostgreSQL server it can go on running.';
const mostListed = 1_000;

const said = (...lines: readonly string[]): DeliveriesReport => ({ lines, exitCode: 0 });
const refused = (...lines: readonly string[]): DeliveriesReport => ({ lines, exitCode: 1 });

/** Lists the deliveries that have not arrived, the oldest first. */
export async function runDeliveries(options: DeliveriesOptions): Promise<DeliveriesReport> {
  const states = listedStates.filter((state) => options.state === null || state === options.state);
  if (states.length === 0) return refused(`"${options.state}" is none of ${listedStates.join(', ')}.`);
  const listed = await withDeskDatabase(options, whenInUse, (database) =>
    withDeliveries(database, uuidIds(options.clock), (tx) => list(tx, states, options.ticket)),
  );
  if (!listed.ok) return refused(...listed.error);
  if (!listed.value.ok) return refused(listed.value.error);
  const rows = listed.value.value;
  if (options.json) return said(JSON.stringify(rows));
  return rows.length === 0 ? said('There are none.') : said(...rows.map(lineOf));
}

/** Sends again what was given up: at the end of its conversation, by the desk that runs or the next that starts. */
export async function runResend(options: DeskDatabaseOptions, id: string): Promise<DeliveriesReport> {
  const { clock } = options;
  const requeued = await withDeskDatabase(options, whenInUse, (database) =>
    withDeliveries(database, uuidIds(clock), (tx) => tx.deliveries.requeue(id, clock.now())),
  );
  if (!requeued.ok) return refused(...requeued.error);
  return requeued.value
    ? said('It will be sent again. It counts as no answer: for that, send it again in chat.')
    : refused(`No delivery ${id} was given up.`);
}

interface Row {
  readonly id: string;
  readonly ticket: string | null;
  readonly state: DeliveryState;
  readonly content: string;
  readonly platform: string | null;
  readonly chat: string | null;
  readonly thread: string | null;
  readonly attempts: number;
  readonly availableAt: string;
  readonly error: string | null;
}

async function list(
  tx: Reading,
  states: readonly ListedState[],
  reference: string | null,
): Promise<Result<readonly Row[], string>> {
  const ticket = reference === null ? null : await tx.tickets.find({ reference: reference.toUpperCase() });
  if (reference !== null && ticket === null) return fail(`There is no ticket ${reference}.`);
  const filter = { states, ticketId: ticket?.id ?? null, limit: mostListed };
  const deliveries = await tx.deliveries.inStates(filter);
  const ticketIds = deliveries.flatMap(({ ticketId }) => ticketId ?? []);
  const tickets = await tx.tickets.load([...new Set(ticketIds)]);
  const references = new Map(tickets.map((each) => [each.id, each.reference]));
  const rows: Row[] = [];
  for (const delivery of deliveries) rows.push(await rowOf(tx, delivery, references));
  return ok(rows);
}

async function rowOf(
  { conversations }: Reading,
  delivery: Delivery,
  references: ReadonlyMap<string, string>,
): Promise<Row> {
  const { id, ticketId, state, content, attempts, availableAt, error } = delivery;
  const conversation = await conversations.get(delivery.conversationId);
  return {
    id,
    ticket: ticketId === null ? null : (references.get(ticketId) ?? null),
    state,
    content: content.kind,
    platform: conversation?.platform ?? null,
    chat: conversation?.chat ?? null,
    thread: conversation?.thread ?? null,
    attempts,
    availableAt: new Date(availableAt).toISOString(),
    error,
  };
}

function lineOf({ id, ticket, state, content, platform, chat, availableAt, error }: Row): string {
  const where = [platform, chat].filter((part) => part !== null).join(':');
  const line = `${id}  ${state.padEnd(8)}  ${ticket ?? '-'}  ${content}  ${where}  ${availableAt}`;
  return error === null ? line : `${line}  ${error}`;
}
