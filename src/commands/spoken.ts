// Commands that say something on a ticket: to the other side, or among the agents.
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { phoneOnly } from '../messages/views/out-of-hours.ts';
import { done, silent } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket, messageOf, originOf } from './change-ticket.ts';
import { type CommandSpec, type TicketRequest, ticketCommand } from './spec.ts';
import { askForText } from './text-form.ts';

/** A command that carries words; without any it asks for them. Words written in a thread are marked there. */
export function spoken(definition: {
  readonly verb: 'reply' | 'note';
  readonly audience: CommandSpec['audience'];
  readonly examples: readonly string[];
}): CommandSpec {
  const { verb } = definition;
  return ticketCommand({
    ...definition,
    act: verb,
    usage: '[REF] text',
    summary: `help.${verb}`,
    arguments: words,
    problem: noProblem,
    async run(request, text) {
      if (text === '' && request.attachments.length === 0) return askForText(request, verb);
      const message = messageOf(request, text);
      const changed = await changeTicket(request, { type: verb, message, at: request.at });
      if (changed === null) return ok(null);
      if (!changed.ok) return changed;
      if (originOf(request) !== null) return silent;
      const { language } = request.reader;
      const { reference } = request.ticket;
      const phone = verb === 'reply' ? await phoneOfRequester(request) : null;
      return phone === null
        ? done(format(language, `${verb}.done`, { reference }))
        : done(format(language, 'byPhone.done', { reference, phone }));
    },
  });
}

/** The number of a requester who is on no platform, so that no words are on their way to them. */
async function phoneOfRequester({ desk, ticket }: TicketRequest): Promise<string | null> {
  const requester = await desk.store.read(({ people }) => people.get(ticket.requesterId));
  return phoneOnly(requester ?? undefined);
}
