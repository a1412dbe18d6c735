// `acknowledge`: what a reminder's button sends; further ones keep silent until they grow louder.
import { z } from 'zod';
import { loudnessOf } from '../app/reminder-plan.ts';
import { ok } from '../domain/result.ts';
import { METRICS, type Metric } from '../domain/sla/timers.ts';
import { format } from '../messages/format.ts';
import { metricWord } from '../messages/views/words.ts';
import { done } from './answers.ts';
import { changeTicket } from './change-ticket.ts';
import { type Given, type TicketRequest, ticketCommand } from './spec.ts';

const metricArgument: z.ZodType<Metric, Given> = z
  .object({ text: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ text }) => text.trim())
  .pipe(z.enum(METRICS));

export const acknowledge = ticketCommand({
  verb: 'acknowledge',
  act: 'acknowledge',
  isHidden: true,
  audience: 'agents',
  usage: 'REF METRIC',
  summary: 'help.acknowledge',
  examples: ['acknowledge ACME-118 firstResponse'],
  arguments: metricArgument,
  problem: ({ text }) => ({ code: 'textMissing', verb: `acknowledge ${text}`.trim() }),
  async run(request, metric) {
    const level = loudnessOfLast(request, metric);
    const changed = await changeTicket(request, { type: 'acknowledge', metric, level });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const { language } = request.reader;
    const words = { reference: request.ticket.reference, metric: metricWord(language, metric) };
    return done(format(language, 'acknowledge.done', words));
  },
});

/** How loud the last reminder of the timer was: that is what somebody has heard. */
function loudnessOfLast({ ticket, desk }: TicketRequest, metric: Metric): number {
  const sent = ticket.remindersSent.findLast((each) => each.startsWith(`${metric}:`));
  return sent === undefined ? 0 : loudnessOf(desk.policy, sent.slice(metric.length + 1));
}
