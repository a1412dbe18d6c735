// Tickets, their timers and their events: the domain's shapes to rows and back.
import { z } from 'zod';
import type { TicketEvent } from '../../domain/events.ts';
import {
  outcomes,
  type Paging,
  type Severity,
  severities,
  statuses,
  type Ticket,
} from '../../domain/ticket.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, jsonOf, nullableDateOf, nullableInstantOf, storableText } from './columns.ts';
import { earliestDueAt } from './due-at.ts';
import { slaTargets, slaTimer } from './sla-schema.ts';
import { account, formAnswer, ticketEvent } from './ticket-event-schema.ts';

/** What is loaded with a ticket to make it whole. */
export const wholeTicket = { timers: { orderBy: { ordinal: 'asc' } } } satisfies Prisma.TicketInclude;
type TicketRow = Prisma.TicketGetPayload<{ include: typeof wholeTicket }>;
export type TimerRow = Prisma.SlaTimerCreateManyInput;
export type EventRow = Prisma.TicketEventCreateManyInput;

const severity = z
  .int()
  .transform((level) => severities[level - 1])
  .pipe(z.enum(severities));
const status = z.enum(statuses);
const outcome = z.enum(outcomes).nullable();
const answers = z.array(formAnswer);
const paging = z
  .strictObject({
    since: z.number(),
    rounds: z.array(z.array(account)),
    acknowledgedAt: z.number().nullable(),
  })
  .nullable() satisfies z.ZodType<Paging | null>;

const levelOf = (of: Severity): number => severities.indexOf(of) + 1;

export function ticketToRow(ticket: Ticket): Prisma.TicketUncheckedCreateInput {
  const { timers, priority, ...plain } = ticket;
  return {
    ...plain,
    description: storableText(ticket.description),
    answers: jsonOf(ticket.answers),
    priorityContractId: priority?.contractId ?? null,
    priorityYear: priority?.year ?? null,
    isPriority: priority !== null,
    severity: levelOf(ticket.severity),
    requestedAt: dateOf(ticket.requestedAt),
    openedAt: dateOf(ticket.openedAt),
    acknowledgedAt: nullableDateOf(ticket.acknowledgedAt),
    resolvedAt: nullableDateOf(ticket.resolvedAt),
    closedAt: nullableDateOf(ticket.closedAt),
    updatedAt: dateOf(ticket.updatedAt),
    targets: jsonOf(ticket.targets),
    remindersSent: [...ticket.remindersSent],
    acknowledgements: [...ticket.acknowledgements],
    replyIds: [...ticket.replyIds],
    paging: ticket.paging === null ? Prisma.DbNull : jsonOf(ticket.paging),
    dueAt: nullableDateOf(earliestDueAt(timers)),
  };
}

export function timersToRows({ id, timers }: Ticket): TimerRow[] {
  return timers.map((timer, ordinal) => ({
    ticketId: id,
    ordinal,
    metric: timer.metric,
    state: jsonOf(timer),
    dueAt: isUnanswered(timer) ? nullableDateOf(timer.dueAt) : null,
  }));
}

export function ticketFromRow(row: TicketRow): Ticket {
  const { dueAt: _dueAt, isPriority: _isPriority, priorityContractId, priorityYear, ...plain } = row;
  return {
    ...plain,
    answers: answers.parse(row.answers),
    priority:
      priorityContractId === null || priorityYear === null
        ? null
        : { contractId: priorityContractId, year: priorityYear },
    paging: paging.parse(row.paging),
    severity: severity.parse(row.severity),
    status: status.parse(row.status),
    outcome: outcome.parse(row.outcome),
    requestedAt: instantOf(row.requestedAt),
    openedAt: instantOf(row.openedAt),
    acknowledgedAt: nullableInstantOf(row.acknowledgedAt),
    resolvedAt: nullableInstantOf(row.resolvedAt),
    closedAt: nullableInstantOf(row.closedAt),
    updatedAt: instantOf(row.updatedAt),
    targets: slaTargets.parse(row.targets),
    timers: row.timers.map((timer) => slaTimer.parse(timer.state)),
  };
}

/** The rows of `events`, which are the ticket's last. */
export function eventsToRows(ticket: Ticket, events: readonly TicketEvent[]): EventRow[] {
  const before = ticket.version - events.length;
  return events.map(({ type, at, actorId, ...data }, index) => ({
    ticketId: ticket.id,
    sequence: before + index + 1,
    type,
    at: dateOf(at),
    actorId,
    data: jsonOf(data),
  }));
}

const eventData = z.record(z.string(), z.unknown());

/** What of its row an event is made of. */
export type EventColumns = Pick<Prisma.TicketEventModel, 'type' | 'at' | 'actorId' | 'data'>;

export function eventFromRow(row: EventColumns): TicketEvent {
  const { type, actorId } = row;
  return ticketEvent.parse({ ...eventData.parse(row.data), type, actorId, at: instantOf(row.at) });
}
