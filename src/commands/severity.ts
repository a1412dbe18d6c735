// `severity`: changes how severe a ticket is, and with it what its plan promises.
import { z } from 'zod';
import { targetsFor } from '../app/targets.ts';
import { ok } from '../domain/result.ts';
import { type Severity, severities } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { severityWord } from '../messages/views/words.ts';
import { done } from './answers.ts';
import { changeTicket } from './change-ticket.ts';
import { type Given, ticketCommand } from './spec.ts';

/** By name, or by the level from 1 (critical) to 4 (low) that contracts speak of. */
const severityArgument: z.ZodType<Severity, Given> = z
  .object({ text: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ text }) => {
    const [word = ''] = text.trim().toLowerCase().split(/\s+/);
    return /^[1-4]$/.test(word) ? severities[Number(word) - 1] : word;
  })
  .pipe(z.enum(severities));

export const severity = ticketCommand({
  verb: 'severity',
  act: 'severity',
  audience: 'agents',
  usage: `[REF] ${severities.join(' | ')}`,
  summary: 'help.severity',
  examples: ['severity ACME-118 critical', 'severity ACME-118 1'],
  arguments: severityArgument,
  problem: ({ text }) => ({ code: 'severityUnknown', input: text, choices: severities }),
  async run(request, chosen) {
    const { desk, ticket, reader } = request;
    const targets = targetsFor(desk.policy, { ...ticket, severity: chosen });
    const changed = await changeTicket(request, { type: 'severity', severity: chosen, targets });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const words = { reference: ticket.reference, severity: severityWord(reader.language, chosen) };
    return done(format(reader.language, 'severity.done', words));
  },
});
