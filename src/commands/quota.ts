// `quota`: the priority incidents of one's own organisations, of a ticket's, or for leads of any.
import { organisationsToTell } from '../app/belonging.ts';
import { isLead } from '../app/leads.ts';
import { quotaReport } from '../app/quota-report.ts';
import type { Organisation } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { quotaView } from '../messages/views/quota.ts';
import { inform, showTo } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { isAmongOwn, whereaboutsOf } from './for-leads.ts';
import { organisationNamed } from './organisation-named.ts';
import { roleFor } from './role.ts';
import { deskCommand, type Outcome, type Request } from './spec.ts';
import { ticketHere } from './ticket-here.ts';

export const quota = deskCommand({
  verb: 'quota',
  audience: 'everyone',
  usage: '[organisation]',
  summary: 'help.quota',
  examples: ['quota', 'quota globex'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const ticket = text === '' ? await agentsTicket(request) : null;
    if (ticket !== null && ticket.organisationId === null) {
      const { reference } = ticket;
      return inform(format(request.reader.language, 'quota.ticketless', { reference }));
    }
    const asked = await askedFor(request, text, ticket);
    return asked.ok ? show(request, asked.value) : asked;
  },
});

async function show({ desk, reader }: Request, organisations: readonly Organisation[]): Promise<Outcome> {
  const { policy, store, clock } = desk;
  const reports = await store.read(async (repositories) => {
    const found = [];
    for (const each of organisations) found.push(await quotaReport(repositories, policy, each, clock.now()));
    return found;
  });
  return showTo(quotaView(reports, { policy, reader }));
}

/** The ticket in whose agents' thread it is asked, by one of them. */
async function agentsTicket(request: Request): Promise<Ticket | null> {
  const ticket = await ticketHere(request);
  return ticket !== null && (await roleFor(request, ticket)) === 'agent' ? ticket : null;
}

/** Somebody else's organisation is there for leads alone; others are told that there is none. */
async function askedFor(
  request: Request,
  text: string,
  ticket: Ticket | null,
): Promise<Result<readonly Organisation[], DeskError>> {
  const { desk, person } = request;
  return desk.store.read(async (repositories) => {
    const { organisations } = repositories;
    if (ticket?.organisationId) {
      const theirs = await organisations.get(ticket.organisationId);
      return ok(theirs === null ? [] : [theirs]);
    }
    const own = await organisationsToTell(repositories, person, whereaboutsOf(request));
    if (own === null) return fail({ code: 'readByOthers', verb: 'quota' });
    if (text === '') return ok(own);
    const named = own.find(({ key }) => key === text.toLowerCase());
    if (named !== undefined) return ok([named]);
    if (!isLead(desk.policy, person)) return fail({ code: 'organisationForeign', input: text });
    if (!isAmongOwn(request)) return fail({ code: 'readByOthers', verb: 'quota' });
    const found = await organisationNamed(repositories, text);
    return found.ok ? ok([found.value]) : found;
  });
}
