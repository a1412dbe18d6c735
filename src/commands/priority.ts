// `priority`: uses one of the contract's priority incidents for a ticket, once its requester has confirmed.
import { contractFor, holdQuota, quotaNow } from '../app/entitlements.ts';
import { type Executed, execute } from '../app/execute.ts';
import type { Repositories } from '../app/ports.ts';
import type { NoticeView } from '../app/view.ts';
import { decide } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done, inform, refuse, showTo, silent } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { type Outcome, type TicketRequest, ticketCommand } from './spec.ts';

export const priority = ticketCommand({
  verb: 'priority',
  act: 'priority',
  audience: 'everyone',
  requesterUsage: '[REF]',
  usage: '[REF] [off]',
  summary: 'help.priority',
  examples: ['priority ACME-118', 'priority ACME-118 off'],
  arguments: words,
  problem: noProblem,
  async run(request, input) {
    switch (input.toLowerCase()) {
      case '':
        return ask(request);
      case 'yes':
        return spend(request);
      case 'no':
        return goOnWithout(request);
      case 'off':
        return giveBack(request);
      default:
        return refuse({ code: 'priorityUnclear', input, reference: request.ticket.reference });
    }
  },
});

/** Asks before anything is spent; what cannot be spent is refused already here. */
async function ask({ desk, ticket, person, role, reader }: TicketRequest): Promise<Outcome> {
  const { language } = reader;
  const { reference } = ticket;
  const now = desk.clock.now();
  const balance = await desk.store.read(async (tx) =>
    quotaNow(tx, desk.policy, await contractFor(tx, desk.policy, ticket, now), now),
  );
  if (balance === null) return refuse(withoutQuota(reference, role));
  const possible = decide(ticket, { type: 'prioritise', balance }, { now, actor: { id: person.id, role } });
  if (!possible.ok) return possible;
  return showTo({
    kind: 'notice',
    tone: 'info',
    text: format(language, 'priority.question', { remaining: balance.remaining, reference }),
    details: [format(language, 'priority.meaning')],
    buttons: [
      [
        {
          label: format(language, 'priority.yes'),
          command: `priority ${reference} yes`,
          style: 'primary',
        },
      ],
      [{ label: format(language, 'priority.no'), command: `priority ${reference} no` }],
    ],
  } satisfies NoticeView);
}

const withoutQuota = (reference: string, role: TicketRequest['role']): DeskError =>
  role === 'requester' ? { code: 'quotaAbsent', reference } : { code: 'priorityNotYours', reference };

async function spend(request: TicketRequest): Promise<Outcome> {
  const { ticket, reader } = request;
  const spent = await request.once((tx) => prioritise(tx, request));
  if (spent === null) return ok(null);
  if (!spent.ok) return spent;
  return (await isTold(request))
    ? silent
    : done(format(reader.language, 'priority.done', { reference: ticket.reference }));
}

/** The ticket is held before its quota, as by everything that gives one back. */
async function prioritise(
  tx: Repositories,
  { desk, ticket, person, role }: TicketRequest,
): Promise<Result<Executed, DeskError>> {
  const { policy } = desk;
  const now = desk.clock.now();
  await tx.tickets.lock(ticket.id);
  const balance = await holdQuota(tx, policy, await contractFor(tx, policy, ticket, now), now);
  if (balance === null) return fail(withoutQuota(ticket.reference, role));
  const { contractId, year, remaining } = balance;
  return execute(tx, desk, {
    ticketId: ticket.id,
    actor: { id: person.id, role },
    command: { type: 'prioritise', balance: { contractId, year, remaining } },
  });
}

/** Whether the desk tells the requester of it right here. */
async function isTold({ desk, ticket, conversation }: TicketRequest): Promise<boolean> {
  const own = await desk.store.read(({ conversations }) => conversations.ofTicket(ticket.id));
  return own.some(({ id }) => id === conversation?.id);
}

function goOnWithout({ ticket, reader }: TicketRequest): Outcome {
  const { reference } = ticket;
  if (ticket.priority !== null) return refuse({ code: 'alreadyPriority', reference });
  return inform(format(reader.language, 'priority.without', { reference }));
}

async function giveBack(request: TicketRequest): Promise<Outcome> {
  const changed = await changeTicket(request, { type: 'standardise' });
  if (changed === null) return ok(null);
  if (!changed.ok) return changed;
  return done(format(request.reader.language, 'priority.off', { reference: request.ticket.reference }));
}
