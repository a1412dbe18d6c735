// Runs a command line: finds the command and the ticket that is meant, and checks who may.
import { closestName } from '../domain/closest-name.ts';
import type { DeskError } from '../domain/errors.ts';
import { type Act, may, type Role } from '../domain/permissions.ts';
import { fail } from '../domain/result.ts';
import type { Status, Ticket } from '../domain/ticket.ts';
import { catalogue, findCommand } from './catalogue.ts';
import { leaveDraft } from './leave-draft.ts';
import { whereItGoesOn } from './merged.ts';
import { parseLine, takeReference } from './parse.ts';
import { roleFor } from './role.ts';
import type { CommandSpec, Outcome, Request } from './spec.ts';

export interface LineContext {
  /** The message that the line answers, where its writer chose one. */
  readonly replyTo: string | null;
}

/** Runs `verb [REF] [text]`; an empty line asks for help. */
export async function runLine(request: Request, line: string, context: LineContext): Promise<Outcome> {
  const typed = parseLine(line);
  const { verb, rest } = typed.verb === '' ? { verb: 'help', rest: '' } : typed;
  const command = findCommand(verb);
  if (command === undefined)
    return fail({ code: 'commandUnknown', input: verb, suggestion: suggestionFor(verb) });
  if (command.about === 'desk') return command.run({ ...request, text: rest });
  return runOnTicket(request, command, rest, context);
}

function suggestionFor(verb: string): string | null {
  const shown = catalogue.filter(({ isHidden }) => !isHidden).map((command) => command.verb);
  return closestName(verb, shown) ?? null;
}

async function runOnTicket(
  request: Request,
  command: Extract<CommandSpec, { about: 'ticket' }>,
  rest: string,
  context: LineContext,
): Promise<Outcome> {
  const named = takeReference(rest, request.desk.policy.prefix);
  const isBare = rest === '' && context.replyTo === null;
  const left = isBare && command.act === 'cancel' ? await leaveDraft(request) : null;
  if (left !== null) return left;
  const ticket =
    named.reference === null
      ? await ticketAt(request, context, command.act)
      : await ticketBy(request, named.reference);
  if (ticket === null) {
    if (named.reference === null && command.runWithoutTicket !== undefined)
      return command.runWithoutTicket({ ...request, text: rest });
    return fail(
      named.reference === null
        ? { code: 'ticketUnnamed', verb: command.verb }
        : { code: 'ticketNotFound', reference: named.reference },
    );
  }
  const role = await roleFor(request, ticket);
  if (role === 'stranger') return fail({ code: 'ticketNotFound', reference: named.reference });
  if (!may(role, command.act)) return fail(refusalOf(request, command.verb, { ticket, role }));
  // Its requester goes on where it was merged into; agents see the duplicate itself.
  const current = role === 'requester' ? await goingOn(request, ticket) : ticket;
  return command.run({ ...request, text: named.rest, ticket: current, role });
}

/** Who follows another queue's ticket is told whose it is; they know already that there is one. */
function refusalOf(
  { desk }: Request,
  verb: string,
  { ticket, role }: { readonly ticket: Ticket; readonly role: Role },
): DeskError {
  const title = desk.policy.queues.get(ticket.queue)?.title;
  if (role !== 'follower' || title === undefined) return { code: 'notAllowed', verb };
  return { code: 'otherQueue', verb, reference: ticket.reference, queue: title };
}

const goingOn = ({ desk }: Request, ticket: Ticket): Promise<Ticket> =>
  desk.store.read((repositories) => whereItGoesOn(repositories, ticket));

const ticketBy = ({ desk }: Request, reference: string): Promise<Ticket | null> =>
  desk.store.read(({ tickets }) => tickets.find({ reference }));

/** The ticket that is meant where none is named: that of the message answered, of the thread, or the only open one. */
async function ticketAt(
  { desk, place, conversation, person }: Request,
  { replyTo }: LineContext,
  act: Act,
): Promise<Ticket | null> {
  return desk.store.read(async ({ deliveries, conversations, tickets }) => {
    const answered =
      replyTo === null ? null : await deliveries.messageAt(place.platform, place.chat, replyTo);
    if (answered?.ticketId) return tickets.find({ id: answered.ticketId });
    if (conversation !== null && conversation.form === 'thread') {
      const [latest] = await conversations.ticketsOf(conversation.id);
      if (latest !== undefined) return tickets.find({ id: latest });
    }
    if (place.kind !== 'direct') return null;
    const ownOf = (statuses: readonly Status[]) =>
      tickets.list({ requesterId: person.id, statuses, limit: 2 });
    const open = act === 'reopen' ? [] : await ownOf(['new', 'open', 'pending', 'on_hold']);
    const own = open.length === 0 ? await ownOf(['resolved']) : open;
    return own.length === 1 ? (own[0] ?? null) : null;
  });
}
