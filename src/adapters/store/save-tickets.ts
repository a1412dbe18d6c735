// Saves tickets, their timers and their events in one statement: the rows travel as JSON.
import { z } from 'zod';
import type { TicketEvent } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import {
  type Columns,
  changingColumns,
  eventColumns,
  type JsonRow,
  jsonRow,
  ticketColumns,
  timerColumns,
} from './ticket-columns.ts';
import { eventsToRows, ticketToRow, timersToRows } from './ticket-rows.ts';

const listOf = (columns: Columns<string>): Prisma.Sql => sql.raw(Object.values(columns).join(', '));
const settingFrom = (row: string, columns: Columns<string>): Prisma.Sql =>
  sql.raw(
    Object.values(columns)
      .map((name) => `${name} = ${row}.${name}`)
      .join(', '),
  );

const ticketList = listOf(ticketColumns);
const timerList = listOf(timerColumns);
const eventList = listOf(eventColumns);
const ticketChanges = settingFrom('r', changingColumns);
const timerChanges = settingFrom('excluded', timerColumns);

export interface TicketChange {
  readonly ticket: Ticket;
  /** The last of `ticket.version`. */
  readonly events: readonly TicketEvent[];
}

/** Inserts a ticket that is new. */
export async function insertTicket(
  prisma: PrismaTransaction,
  { ticket, events }: TicketChange,
): Promise<void> {
  await prisma.$executeRaw`
    WITH ticket AS (
           INSERT INTO tickets (${ticketList})
           SELECT ${ticketList} FROM ${records('tickets', [jsonRow(ticketToRow(ticket), ticketColumns)])}),
         timers AS (
           INSERT INTO sla_timers (${timerList})
           SELECT ${timerList} FROM ${records('sla_timers', timerRows(ticket))})
    INSERT INTO ticket_events (${eventList})
    SELECT ${eventList} FROM ${records('ticket_events', eventRows({ ticket, events }))}`;
}

/**
 * Updates tickets, each of them once.
 * @throws Error when one of them has not the version that its change was decided on.
 */
export async function updateTickets(
  prisma: PrismaTransaction,
  changes: readonly TicketChange[],
): Promise<void> {
  const timers = changes.flatMap(({ ticket }) => timerRows(ticket));
  // One statement cannot delete a row and insert it anew, so a timer that is there already is changed.
  const rows = await prisma.$queryRaw`
    WITH saved AS (
           UPDATE tickets t SET ${ticketChanges}
             FROM jsonb_array_elements(${JSON.stringify(changes.map(updateRow))}::jsonb) AS given,
                  jsonb_populate_record(NULL::tickets, given) AS r
            WHERE t.id = r.id AND t.version = (given ->> 'version_before')::int
           RETURNING t.id),
         timers AS (
           SELECT r.* FROM ${records('sla_timers', timers)} JOIN saved ON saved.id = r.ticket_id),
         kept AS (
           INSERT INTO sla_timers (${timerList}) SELECT ${timerList} FROM timers
               ON CONFLICT (ticket_id, ordinal) DO UPDATE SET ${timerChanges}),
         dropped AS (
           DELETE FROM sla_timers s USING saved
            WHERE s.ticket_id = saved.id
              AND NOT EXISTS (SELECT FROM timers r WHERE r.ticket_id = s.ticket_id AND r.ordinal = s.ordinal)),
         logged AS (
           INSERT INTO ticket_events (${eventList})
           SELECT ${eventList}
             FROM ${records('ticket_events', changes.flatMap(eventRows))} JOIN saved ON saved.id = r.ticket_id)
    SELECT id FROM saved`;
  const saved = new Set(ids.parse(rows).map(({ id }) => id));
  const missed = changes.find(({ ticket }) => !saved.has(ticket.id));
  if (missed !== undefined) {
    const { ticket, events } = missed;
    const versionBefore = ticket.version - events.length;
    throw new Error(`${ticket.reference} was changed meanwhile: it is not at ${versionBefore}`);
  }
}

const ids = z.array(z.object({ id: z.string() }));

/** The rows as if they stood in `table`, under the name `r`. */
const records = (table: string, rows: readonly JsonRow[]): Prisma.Sql =>
  sql.sql`jsonb_populate_recordset(NULL::${sql.raw(table)}, ${JSON.stringify(rows)}::jsonb) AS r`;

const updateRow = ({ ticket, events }: TicketChange): JsonRow => ({
  ...jsonRow(ticketToRow(ticket), { id: 'id', ...changingColumns }),
  version_before: ticket.version - events.length,
});

const timerRows = (ticket: Ticket): JsonRow[] =>
  timersToRows(ticket).map((row) => jsonRow(row, timerColumns));

const eventRows = ({ ticket, events }: TicketChange): JsonRow[] =>
  eventsToRows(ticket, events).map((row) => jsonRow(row, eventColumns));
