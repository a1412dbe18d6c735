// `acknowledge-page`: what a page's button sends; whoever presses it has been found.
import { isAgentOf } from '../app/agents.ts';
import { type Executed, execute } from '../app/execute.ts';
import type { Person } from '../app/ports.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { isPaging, type Ticket } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { done, refuse } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { takeReference } from './parse.ts';
import { deskCommand, type Request } from './spec.ts';

export const acknowledgePage = deskCommand({
  verb: 'acknowledge-page',
  isHidden: true,
  audience: 'agents',
  usage: 'REF',
  summary: 'help.acknowledge-page',
  examples: ['acknowledge-page ACME-118'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const { desk, person, reader } = request;
    const { reference } = takeReference(text, desk.policy.prefix);
    const ticket = await ticketBy(request, reference);
    if (ticket === null || reference === null) return refuse({ code: 'ticketNotFound', reference });
    if (!(await mayAnswer(request, ticket))) return refuse({ code: 'pageNotYours', reference });
    const answered = await request.once<Result<Executed, DeskError>>(async (tx) => {
      const current = await tx.tickets.lock(ticket.id);
      if (current === null || !isPaging(current.paging)) return fail({ code: 'pageOver', reference });
      const actor = { id: person.id, role: 'agent' as const };
      return execute(tx, desk, { ticketId: ticket.id, actor, command: { type: 'acknowledgePage' } });
    });
    if (answered === null) return ok(null);
    if (!answered.ok) return answered;
    const { language } = reader;
    return done(format(language, 'pageAcknowledged.done', { reference }), [
      format(language, 'pageAcknowledged.next'),
    ]);
  },
});

async function ticketBy({ desk }: Request, reference: string | null): Promise<Ticket | null> {
  if (reference === null) return null;
  return desk.store.read(({ tickets }) => tickets.find({ reference }));
}

/** Whoever was paged, wherever they press, and any agent of the queue. */
async function mayAnswer({ desk, person }: Request, ticket: Ticket): Promise<boolean> {
  return wasPaged(ticket, person) || isAgentOf(desk, person, ticket.queue);
}

function wasPaged({ paging }: Ticket, { identities }: Person): boolean {
  const paged = paging?.rounds.flat() ?? [];
  return identities.some(({ platform, userId }) =>
    paged.some((account) => account.platform === platform && account.userId === userId),
  );
}
