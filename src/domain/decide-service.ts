// Decides what happens along a contract's special services: stages, samples, phone calls and paging.
import type { DecideContext, TicketCommand } from './commands.ts';
import { type Decision, from, problemWith, stamp, unfinished } from './decision.ts';
import { fail, ok } from './result.ts';
import { isFinished, isPaging, type Ticket } from './ticket.ts';

type Command<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;

/**
 * Moves the ticket to a stage of its request type; a final one resolves it with the words that came with it. At the
 * stage already, words are one more thing said of it, and a ticket that was taken up again may end so once more.
 */
export function reachStage(ticket: Ticket, command: Command<'stage'>, context: DecideContext): Decision {
  const { stage, isFinal, comment, databaseVersion, at } = command;
  const problem = comment === null ? null : problemWith(comment, 'stage');
  if (problem !== null) return fail(problem);
  const saysNothing = comment === null && databaseVersion === null && !isFinal;
  if (stage === ticket.stage && (saysNothing || isFinished(ticket))) return ok([]);
  const actorId = context.actor.id;
  const reached = { type: 'StageReached' as const, stage, isFinal, comment, databaseVersion, at, actorId };
  return isFinal
    ? from(ticket, unfinished, 'stage', reached, { type: 'TicketResolved', comment: null, at, actorId })
    : from(ticket, unfinished, 'stage', reached);
}

/** Records what a sample is, as computed from its bytes. */
export function identifySample(command: Command<'identifySample'>, context: DecideContext): Decision {
  const { type: _, ...identity } = command;
  return ok([{ type: 'SampleIdentified', ...identity, ...stamp(context) }]);
}

/** Logs a phone call about the ticket; it cannot have come later than now. */
export function logCall(ticket: Ticket, command: Command<'call'>, context: DecideContext): Decision {
  const { type: _, ...facts } = command;
  if (facts.calledAt > context.now) return fail({ code: 'callInFuture' });
  return from(ticket, unfinished, 'call', { type: 'CallLogged', ...facts, ...stamp(context) });
}

/** Records who was paged, as long as somebody is looked for. */
export function page(ticket: Ticket, { accounts }: Command<'page'>, context: DecideContext): Decision {
  if (!isPaging(ticket.paging) || !unfinished.includes(ticket.status)) return ok([]);
  return ok([{ type: 'OnCallPaged', accounts, ...stamp(context) }]);
}

/** Ends the paging; answering a page that was answered changes nothing. */
export function acknowledgePage(ticket: Ticket, context: DecideContext): Decision {
  if (ticket.paging === null || ticket.paging.acknowledgedAt !== null) return ok([]);
  return ok([{ type: 'PageAcknowledged', ...stamp(context) }]);
}
