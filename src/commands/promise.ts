// `promise`: commits to a response time where the plan leaves it to the agent.

import { ok } from '../domain/result.ts';
import { parseDuration } from '../domain/sla/duration.ts';
import { format } from '../messages/format.ts';
import { instantFor } from '../messages/views/timer-words.ts';
import { done, refuse } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { ticketCommand } from './spec.ts';
import { askForText } from './text-form.ts';

export const promise = ticketCommand({
  verb: 'promise',
  act: 'promise',
  audience: 'agents',
  usage: '[REF] TIME',
  summary: 'help.promise',
  examples: ['promise ACME-118 4h', 'promise ACME-118 2d'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    if (text === '') return askForText(request, 'promise');
    const withinMs = parseDuration(text);
    if (withinMs === null || withinMs <= 0) {
      return refuse({ code: 'durationUnknown', input: text, verb: 'promise' });
    }
    const changed = await changeTicket(request, { type: 'promise', withinMs });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const { ticket, events } = changed.value;
    const metric = events.find((event) => event.type === 'PromiseMade')?.metric;
    const dueAt = ticket.timers.findLast((timer) => timer.metric === metric)?.dueAt ?? request.at;
    const words = { reference: ticket.reference, due: instantFor(request.reader, dueAt) };
    const key = metric === 'resolution' ? 'promise.resolution.done' : 'promise.done';
    return done(format(request.reader.language, key, words));
  },
});
