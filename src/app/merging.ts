// Merges a duplicate into the ticket that it repeats, with the conversations in which its requester is answered.
import type { Actor } from '../domain/commands.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { type Executed, type ExecuteParts, executeAll } from './execute.ts';
import type { DeskPolicy } from './policy.ts';
import type { Conversation, Repositories } from './ports.ts';
import { takesSamples } from './samples.ts';

interface Side {
  readonly id: TicketId;
  /** Whoever merges, by what they are to this ticket. */
  readonly actor: Actor;
}

/** Ends `from` as a duplicate of `into`, inside `tx`; both are changed or, where one may not be, neither. */
export async function mergeTickets(
  tx: Repositories,
  parts: ExecuteParts,
  { from, into }: { readonly from: Side; readonly into: Side },
): Promise<Result<readonly Executed[], DeskError>> {
  const held = await lockInOrder(tx, [from.id, into.id]);
  const source = held.get(from.id);
  const target = held.get(into.id);
  if (source === undefined || target === undefined) return fail({ code: 'ticketNotFound', reference: null });
  if (!samplesStay(parts.policy, source, target))
    return fail({ code: 'mergeOfSamples', reference: source.reference, into: target.reference });
  const merged = await executeAll(tx, parts, [
    { ticket: source, actor: from.actor, commands: [{ type: 'merge', into: target }] },
    { ticket: target, actor: into.actor, commands: [{ type: 'absorb', from: source }] },
  ]);
  if (merged.ok) await joinRequesters(tx, source, target);
  return merged;
}

/** What is written on a duplicate goes on in the other ticket: a sample must not come to another queue that way. */
const samplesStay = (policy: DeskPolicy, source: Ticket, target: Ticket): boolean =>
  !takesSamples(policy, source) || (takesSamples(policy, target) && source.queue === target.queue);

/** Always in the same order, so that two who merge at once do not wait for each other. */
async function lockInOrder(
  tx: Repositories,
  ids: readonly TicketId[],
): Promise<ReadonlyMap<TicketId, Ticket>> {
  const held = new Map<TicketId, Ticket>();
  for (const id of [...new Set(ids)].toSorted()) {
    const ticket = await tx.tickets.lock(id);
    if (ticket !== null) held.set(id, ticket);
  }
  return held;
}

/** What the target's requester is told reaches that of the duplicate too, but nobody twice in their own chat. */
async function joinRequesters(tx: Repositories, source: Ticket, target: Ticket): Promise<void> {
  const told = requesterSides(await tx.conversations.ofTicket(target.id));
  for (const each of requesterSides(await tx.conversations.ofTicket(source.id))) {
    const isTold = told.some(({ platform, chat }) => platform === each.platform && chat === each.chat);
    if (each.personId === null || !isTold) await tx.conversations.join(each.id, target.id);
  }
}

const requesterSides = (conversations: readonly Conversation[]): readonly Conversation[] =>
  conversations.filter(({ side }) => side === 'requester');
