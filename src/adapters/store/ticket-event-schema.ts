// Ticket events as they come back from the log: nothing unknown is dropped silently, it is refused.
import { z } from 'zod';
import { refundReasons, saidAs } from '../../domain/events.ts';
import { severities } from '../../domain/ticket.ts';
import { metric, slaTargets } from './sla-schema.ts';

export const attachment = z.strictObject({
  platform: z.string(),
  fileId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().nullable(),
  isSample: z.boolean().optional(),
});

export const formAnswer = z.strictObject({ field: z.string(), value: z.string() });
export const account = z.strictObject({ platform: z.string(), userId: z.string() });

const messageBody = z.strictObject({
  messageId: z.string(),
  text: z.string(),
  attachments: z.array(attachment),
});

const saidBefore = {
  original: z.number().int().positive(),
  messageId: z.string(),
  saidAs: z.enum(saidAs),
  saidAt: z.number(),
};

const happened = { at: z.number(), actorId: z.string().nullable() };

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ ...happened, type: z.literal(type), ...shape });

/**
 * `TicketEvent` of the domain; that the two are equal is checked with the types. Defaults are for events from before
 * there were contracts.
 */
export const ticketEvent = z.discriminatedUnion('type', [
  event('TicketOpened', {
    ticketId: z.string(),
    reference: z.string(),
    queue: z.string(),
    plan: z.string(),
    rank: z.number().default(0),
    isUrgent: z.boolean().default(false),
    organisationId: z.string().nullable().default(null),
    contractId: z.string().nullable().default(null),
    expiredOn: z.string().nullable().default(null),
    requestType: z.string().default('incident'),
    answers: z.array(formAnswer).default([]),
    stage: z.string().nullable().default(null),
    lacksPriority: z.boolean().default(false),
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
  event('ReplyUndelivered', {
    messageId: z.string(),
    reason: z.string(),
    sequence: z.number().int().positive().optional(),
  }),
  event('ReplyResent', { messageId: z.string() }),
  event('NoteAdded', { message: messageBody }),
  event('MessageEdited', { ...saidBefore, text: z.string() }),
  event('MessageDeleted', saidBefore),
  event('TicketPended', {}),
  event('TicketHeld', {}),
  event('TicketResumed', {}),
  event('TicketResolved', { comment: messageBody.nullable() }),
  event('TicketReopened', {}),
  event('TicketClosed', {}),
  event('TicketCancelled', { reason: z.string().nullable() }),
  event('TicketMarkedSpam', {}),
  event('TicketMerged', { intoId: z.string(), into: z.string() }),
  event('DuplicateMerged', { fromId: z.string(), from: z.string() }),
  event('PriorityIncidentSpent', { contractId: z.string(), year: z.number(), remaining: z.number() }),
  event('PriorityIncidentRefunded', {
    contractId: z.string(),
    year: z.number(),
    reason: z.enum(refundReasons),
  }),
  event('StageReached', {
    stage: z.string(),
    isFinal: z.boolean(),
    comment: messageBody.nullable(),
    databaseVersion: z.string().nullable(),
  }),
  event('SampleIdentified', {
    messageId: z.string(),
    index: z.number(),
    sha256: z.string(),
    sizeBytes: z.number(),
  }),
  event('CallLogged', {
    caller: z.string(),
    phone: z.string(),
    calledAt: z.number(),
    calendar: z.string().nullable(),
    needsPaging: z.boolean(),
  }),
  event('OnCallPaged', { accounts: z.array(account) }),
  event('PageAcknowledged', {}),
  event('SeverityChanged', { severity: z.enum(severities), targets: slaTargets }),
  event('TargetsChanged', {
    targets: slaTargets,
    rank: z.number().default(0),
    isUrgent: z.boolean().default(false),
  }),
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
