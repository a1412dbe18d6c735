// `call`: logs a phone call on a ticket, or opens a ticket for whoever phoned.
import { z } from 'zod';
import { isAgentOf, queueAt } from '../app/agents.ts';
import { callCommand, openForCaller, type PhoneCall } from '../app/calls.ts';
import { type Executed, executeAll } from '../app/execute.ts';
import type { TicketCommand } from '../domain/commands.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { severities } from '../domain/ticket.ts';
import { lastTime } from '../domain/time-of-day.ts';
import { format } from '../messages/format.ts';
import { callerOf } from '../messages/views/out-of-hours.ts';
import { dueLine, instantFor } from '../messages/views/timer-words.ts';
import { done, refuse } from './answers.ts';
import { noProblem } from './arguments.ts';
import { askForCall } from './call-form.ts';
import { asksForNew, type CallWords, callWords, takeSeverity } from './call-words.ts';
import { messageOf } from './change-ticket.ts';
import { type Given, type Outcome, type Request, type TicketRequest, ticketCommand } from './spec.ts';
import { zoneOf } from './zone-of.ts';

const given: z.ZodType<Given, Given> = z.object({
  text: z.string(),
  values: z.record(z.string(), z.string()),
});

export const call = ticketCommand({
  verb: 'call',
  act: 'call',
  audience: 'agents',
  usage: '[REF] NUMBER [name] [at HH:MM] [: text]',
  summary: 'help.call',
  examples: [
    'call ACME-118 +7 495 000-00-00 Anna at 21:40',
    'call +7 495 000-00-00 Anna: high: the scanner stops',
  ],
  arguments: given,
  problem: noProblem,
  runWithoutTicket: openByCall,
  async run(request, words) {
    if (asksForNew(request.text)) return openByCall(request);
    const parsed = callWords(words);
    if (!parsed.ok) return parsed;
    if (parsed.value === null) return askForCall(request, request.ticket);
    const logged = await logCall(request, parsed.value);
    if (logged === null) return ok(null);
    if (!logged.ok) return logged;
    const { ticket } = logged.value;
    const at = instantFor(request.reader, phoneCall(request, parsed.value).calledAt);
    const text = format(request.reader.language, 'call.done', { reference: ticket.reference, at });
    return done(text, dueLine(ticket, request.reader));
  },
});

/** When it came: just now, or when it was last that time on the agent's wall. */
function phoneCall(request: Request, { phone, caller, time }: CallWords): PhoneCall {
  const now = Math.min(request.at, request.desk.clock.now());
  return { phone, caller, calledAt: time === null ? now : lastTime(time, now, zoneOf(request)) };
}

/** Logs the call; what was written about it becomes a note. */
function logCall(request: TicketRequest, words: CallWords): Promise<Result<Executed, DeskError> | null> {
  const { desk, person, role, at, ticket: asked } = request;
  return request.once(async (tx) => {
    const ticket = await tx.tickets.lock(asked.id);
    if (ticket === null) return fail({ code: 'ticketNotFound', reference: asked.reference });
    const commands: TicketCommand[] = [callCommand(ticket, phoneCall(request, words), desk)];
    if (words.text !== '') commands.push({ type: 'note', message: messageOf(request, words.text), at });
    const executed = await executeAll(tx, desk, [{ ticket, actor: { id: person.id, role }, commands }]);
    const [first] = executed.ok ? executed.value : [];
    return executed.ok ? ok(first ?? { ticket, events: [] }) : executed;
  });
}

/** Opens a ticket for whoever phoned; only agents do, where they work. */
async function openByCall(request: Request): Promise<Outcome> {
  const { desk, person, place, reader } = request;
  const queue = queueAt(desk.policy, place.platform, place.chat);
  if (queue === null) return refuse({ code: 'callElsewhere' });
  if (!(await isAgentOf(desk, person, queue))) return refuse({ code: 'notAllowed', verb: 'call' });
  const parsed = callWords(request);
  if (!parsed.ok) return parsed;
  if (parsed.value === null) return askForCall(request, null);
  const about = takeSeverity(parsed.value.text);
  if (about.text === '') return refuse({ code: 'callWithoutText' });
  const called = phoneCall(request, parsed.value);
  const chosen = z.enum(severities).safeParse(request.values.severity).data;
  const opened = await request.once((tx) =>
    openForCaller(tx, desk, {
      call: called,
      severity: chosen ?? about.severity ?? 'critical',
      message: messageOf(request, chosen === undefined ? about.text : (parsed.value?.text ?? '')),
      openedBy: person.id,
    }),
  );
  if (opened === null) return ok(null);
  if (!opened.ok) return opened;
  const { ticket } = opened.value;
  const { reference } = ticket;
  const words = { reference, from: callerOf(called), at: instantFor(reader, called.calledAt) };
  return done(format(reader.language, 'call.opened', words), dueLine(ticket, reader));
}
