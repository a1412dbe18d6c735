// Ticket events as they come back from the log: nothing unknown is dropped silently, it is refused.
import { z } from 'zod';
import { severities } from '../../domain/ticket.ts';
import { metric, slaTargets } from './sla-schema.ts';

export const attachment = z.strictObject({
  platform: z.string(),
  fileId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().nullable(),
});

const messageBody = z.strictObject({
  messageId: z.string(),
  text: z.string(),
  attachments: z.array(attachment),
});

const happened = { at: z.number(), actorId: z.string().nullable() };

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ ...happened, type: z.literal(type), ...shape });

/** `TicketEvent` of the domain; that the two are equal is checked with the types. */
export const ticketEvent = z.discriminatedUnion('type', [
  event('TicketOpened', {
    ticketId: z.string(),
    reference: z.string(),
    queue: z.string(),
    plan: z.string(),
    severity: z.enum(severities),
    requesterId: z.string(),
    opening: messageBody,
    requestedAt: z.number(),
    targets: slaTargets,
    follows: z.string().nullable(),
  }),
  event('TicketClaimed', {}),
  event('TicketUnclaimed', {}),
  event('TicketAssigned', { assigneeId: z.string() }),
  event('RequesterWrote', { message: messageBody }),
  event('ReplySent', { message: messageBody }),
  event('ReplyUndelivered', { messageId: z.string(), reason: z.string() }),
  event('NoteAdded', { message: messageBody }),
  event('TicketPended', {}),
  event('TicketHeld', {}),
  event('TicketResumed', {}),
  event('TicketResolved', { comment: messageBody.nullable() }),
  event('TicketReopened', {}),
  event('TicketClosed', {}),
  event('TicketCancelled', { reason: z.string().nullable() }),
  event('SeverityChanged', { severity: z.enum(severities), targets: slaTargets }),
  event('TargetsChanged', { targets: slaTargets }),
  event('PromiseMade', { metric, withinMs: z.number() }),
  event('SlaReminderSent', {
    metric,
    step: z.string(),
    passed: z.array(z.string()),
    inDigest: z.boolean(),
    toOnCall: z.boolean(),
  }),
  event('ReminderAcknowledged', { metric, level: z.number() }),
  event('SlaBreached', { metric, dueAt: z.number() }),
]);
