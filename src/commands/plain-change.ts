// Commands that change a ticket's state and take no words.
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { type CommandSpec, ticketCommand } from './spec.ts';

type PlainVerb = 'unclaim' | 'pending' | 'hold' | 'resume' | 'reopen' | 'close';

/** A command whose name is what it does; its answer names the ticket. */
export function plainChange(definition: {
  readonly verb: PlainVerb;
  readonly audience: CommandSpec['audience'];
}): CommandSpec {
  const { verb, audience } = definition;
  return ticketCommand({
    verb,
    act: verb,
    audience,
    usage: '[REF]',
    summary: `help.${verb}`,
    examples: [`${verb} ACME-118`],
    arguments: nothing,
    problem: noProblem,
    async run(request) {
      const changed = await changeTicket(request, { type: verb });
      if (changed === null) return ok(null);
      if (!changed.ok) return changed;
      return done(format(request.reader.language, `${verb}.done`, { reference: request.ticket.reference }));
    },
  });
}
