// Decides what a command does to a ticket: the events that follow, or why it cannot be done. Pure and total.
import type { Actor, DecideContext, OpenTicket, TicketCommand } from './commands.ts';
import { absorb, cancel, markSpam, merge, prioritise, refund, spent, standardise } from './decide-ending.ts';
import { acknowledgePage, identifySample, logCall, page, reachStage } from './decide-service.ts';
import { type Decision, from, problemWith, stamp, unfinished, wrongStatus } from './decision.ts';
import type { DeskError } from './errors.ts';
import type { MessageBody, TicketEvent } from './events.ts';
import { type Act, may } from './permissions.ts';
import { fail, never, ok } from './result.ts';
import { acknowledgedLevel, isFinished, severities, type Ticket } from './ticket.ts';
import { isBreachable, sameTargets, timerToPromise } from './ticket-timers.ts';

type Command<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;

/** Opens a ticket; the opening text must not be empty unless a file came with it. */
export function decideOpen(command: OpenTicket, { now, actor }: DecideContext): Decision {
  const problem = openingProblem(command.opening);
  if (problem !== null) return fail(problem);
  const { type: _, priority, ...facts } = command;
  const stamped = { at: now, actorId: actor.id };
  const lacksPriority = priority !== null && priority.remaining < 1;
  const opened: TicketEvent = { type: 'TicketOpened', ...stamped, ...facts, lacksPriority };
  return ok(
    priority === null || lacksPriority
      ? [opened]
      : [opened, { ...spent(priority), at: now, actorId: actor.id }],
  );
}

/** Why a message cannot open a ticket; null when it can. */
export const openingProblem = (opening: MessageBody): DeskError | null => problemWith(opening, 'new');

/** What `command` does to `ticket`; strangers are told that there is no such ticket. */
export function decide(ticket: Ticket, command: TicketCommand, context: DecideContext): Decision {
  const refusal = refusalOf(ticket, command, context.actor);
  if (refusal !== null) return fail(refusal);
  switch (command.type) {
    case 'claim':
      return claim(ticket, context);
    case 'unclaim':
      return unclaim(ticket, context);
    case 'assign':
      return assign(ticket, command, context);
    case 'reply':
      return reply(ticket, command, context);
    case 'note':
      return said('NoteAdded', command, context);
    case 'edit':
      return edit(command, context);
    case 'retract': {
      const { type: _, ...said } = command;
      return ok([{ type: 'MessageDeleted', ...said, actorId: context.actor.id }]);
    }
    case 'pending':
      return from(ticket, ['new', 'open', 'on_hold'], 'pending', { type: 'TicketPended', ...stamp(context) });
    case 'hold':
      return from(ticket, ['new', 'open', 'pending'], 'hold', { type: 'TicketHeld', ...stamp(context) });
    case 'resume':
      return from(ticket, ['pending', 'on_hold'], 'resume', { type: 'TicketResumed', ...stamp(context) });
    case 'resolve':
      return resolve(ticket, command, context);
    case 'reopen':
      return from(ticket, ['resolved'], 'reopen', { type: 'TicketReopened', ...stamp(context) });
    case 'close':
      return from(ticket, ['new', 'open', 'pending', 'on_hold', 'resolved'], 'close', {
        type: 'TicketClosed',
        ...stamp(context),
      });
    case 'cancel':
      return cancel(ticket, command, context);
    case 'spam':
      return markSpam(ticket, context);
    case 'merge':
      return merge(ticket, command, context);
    case 'absorb':
      return absorb(ticket, command, context);
    case 'prioritise':
      return prioritise(ticket, command, context);
    case 'standardise':
      return standardise(ticket, context);
    case 'stage':
      return reachStage(ticket, command, context);
    case 'identifySample':
      return identifySample(command, context);
    case 'call':
      return logCall(ticket, command, context);
    case 'page':
      return page(ticket, command, context);
    case 'acknowledgePage':
      return acknowledgePage(ticket, context);
    case 'severity':
      return changeSeverity(ticket, command, context);
    case 'promise':
      return promise(ticket, command, context);
    case 'retarget':
      return retarget(ticket, command, context);
    case 'acknowledge':
      return acknowledge(ticket, command, context);
    case 'remind':
      return remind(ticket, command, context);
    case 'breach':
      return breach(ticket, command, context);
    case 'withdrawReply':
      return withdrawReply(ticket, command, context);
    case 'resendReply':
      return resendReply(ticket, command, context);
    default:
      return never(command);
  }
}

const actOf: Record<TicketCommand['type'], Act | null> = {
  claim: 'claim',
  unclaim: 'unclaim',
  assign: 'assign',
  reply: 'reply',
  note: 'note',
  edit: 'reply',
  retract: 'reply',
  pending: 'pending',
  hold: 'hold',
  resume: 'resume',
  resolve: 'resolve',
  reopen: 'reopen',
  close: 'close',
  cancel: 'cancel',
  spam: 'spam',
  merge: 'merge',
  absorb: 'merge',
  prioritise: 'priority',
  standardise: 'priority',
  stage: 'stage',
  identifySample: null,
  call: 'call',
  page: null,
  acknowledgePage: 'acknowledgePage',
  severity: 'severity',
  promise: 'promise',
  acknowledge: 'acknowledge',
  retarget: null,
  remind: null,
  breach: null,
  withdrawReply: null,
  resendReply: 'resend',
};

function refusalOf(ticket: Ticket, command: TicketCommand, actor: Actor): DeskError | null {
  if (actor.role === 'stranger') return { code: 'ticketNotFound', reference: ticket.reference };
  const act = actOf[command.type];
  const isAllowed = act === null ? actor.role === 'desk' : may(actor.role, act);
  return isAllowed ? null : { code: 'notAllowed', verb: command.type };
}

function said(
  type: 'ReplySent' | 'NoteAdded' | 'RequesterWrote',
  command: Command<'reply' | 'note'>,
  context: DecideContext,
): Decision {
  const problem = problemWith(command.message, command.type);
  if (problem !== null) return fail(problem);
  return ok([{ type, at: command.at, actorId: context.actor.id, message: command.message }]);
}

/** On a ticket in any state: what was said is corrected in the log, and changes no clock. Files may be all that is left. */
function edit({ type: _, ...said }: Command<'edit'>, { actor }: DecideContext): Decision {
  const problem = problemWith({ messageId: said.messageId, text: said.text, attachments: [] }, 'reply');
  if (problem?.code === 'textTooLong') return fail(problem);
  return ok([{ type: 'MessageEdited', ...said, actorId: actor.id }]);
}

function claim(ticket: Ticket, context: DecideContext): Decision {
  const { reference, assigneeId } = ticket;
  if (assigneeId !== null && assigneeId === context.actor.id)
    return fail({ code: 'alreadyYours', reference });
  if (assigneeId !== null) return fail({ code: 'alreadyClaimed', reference, ownerId: assigneeId });
  return from(ticket, unfinished, 'claim', { type: 'TicketClaimed', ...stamp(context) });
}

function unclaim(ticket: Ticket, context: DecideContext): Decision {
  if (ticket.assigneeId === null) return fail({ code: 'notClaimed', reference: ticket.reference });
  return from(ticket, unfinished, 'unclaim', { type: 'TicketUnclaimed', ...stamp(context) });
}

function assign(ticket: Ticket, { assigneeId }: Command<'assign'>, context: DecideContext): Decision {
  if (ticket.assigneeId === assigneeId) return ok([]);
  return from(ticket, unfinished, 'assign', { type: 'TicketAssigned', assigneeId, ...stamp(context) });
}

/** A reply goes to the other side: the requester's own words bring a waiting or resolved ticket back to work. */
function reply(ticket: Ticket, command: Command<'reply'>, context: DecideContext): Decision {
  if (ticket.status === 'closed') return fail(wrongStatus(ticket, 'reply'));
  if (context.actor.role !== 'requester') return said('ReplySent', command, context);
  const written = said('RequesterWrote', command, context);
  if (!written.ok) return written;
  // Before the words, so that they find the clocks running and start no second one beside them.
  if (ticket.status === 'resolved')
    return ok([{ type: 'TicketReopened', ...stamp(context) }, ...written.value]);
  if (ticket.status === 'pending')
    return ok([{ type: 'TicketResumed', ...stamp(context) }, ...written.value]);
  return written;
}

function resolve(ticket: Ticket, { message, at }: Command<'resolve'>, context: DecideContext): Decision {
  const problem = message === null ? null : problemWith(message, 'resolve');
  if (problem !== null) return fail(problem);
  const actorId = context.actor.id;
  const isColleague = context.actor.role === 'requester' && actorId !== ticket.requesterId;
  const resolved = { type: 'TicketResolved', at, actorId } as const;
  // A last word from the requester's side is none of the desk's answers.
  return message !== null && isColleague
    ? from(
        ticket,
        unfinished,
        'resolve',
        { type: 'RequesterWrote', at, actorId, message },
        { ...resolved, comment: null },
      )
    : from(ticket, unfinished, 'resolve', { ...resolved, comment: message });
}

function changeSeverity(ticket: Ticket, command: Command<'severity'>, context: DecideContext): Decision {
  const { severity, targets } = command;
  if (severity === ticket.severity) return ok([]);
  const isDowngrade = severities.indexOf(severity) > severities.indexOf(ticket.severity);
  return from(
    ticket,
    unfinished,
    'severity',
    { type: 'SeverityChanged', severity, targets, ...stamp(context) },
    ...(isDowngrade ? refund(ticket, 'downgraded', context) : []),
  );
}

/** A promise answers the first timer that waits for one; where none does, it replaces the former promise. */
function promise(ticket: Ticket, { withinMs }: Command<'promise'>, context: DecideContext): Decision {
  const timer = timerToPromise(ticket);
  if (timer === undefined) return fail({ code: 'promiseNotOwed', reference: ticket.reference });
  const { metric } = timer;
  return from(ticket, unfinished, 'promise', { type: 'PromiseMade', metric, withinMs, ...stamp(context) });
}

function retarget(ticket: Ticket, command: Command<'retarget'>, context: DecideContext): Decision {
  const { targets, rank, isUrgent } = command;
  const isSame = sameTargets(ticket.targets, targets) && ticket.rank === rank && ticket.isUrgent === isUrgent;
  if (isFinished(ticket) || isSame) return ok([]);
  return ok([{ type: 'TargetsChanged', targets, rank, isUrgent, ...stamp(context) }]);
}

function remind(ticket: Ticket, command: Command<'remind'>, context: DecideContext): Decision {
  const { type: _, ...reminder } = command;
  if (isFinished(ticket) || ticket.remindersSent.includes(`${reminder.metric}:${reminder.step}`))
    return ok([]);
  return ok([{ type: 'SlaReminderSent', ...reminder, ...stamp(context) }]);
}

/** Silences the timer's reminders up to a level; acknowledging what is silent already changes nothing. */
function acknowledge(
  ticket: Ticket,
  { metric, level }: Command<'acknowledge'>,
  context: DecideContext,
): Decision {
  if (level <= acknowledgedLevel(ticket, metric)) return ok([]);
  return ok([{ type: 'ReminderAcknowledged', metric, level, ...stamp(context) }]);
}

function breach(ticket: Ticket, { metric }: Command<'breach'>, context: DecideContext): Decision {
  const dueAt = ticket.timers.find((timer) => timer.metric === metric && isBreachable(timer))?.dueAt ?? null;
  if (dueAt === null || context.now <= dueAt) return ok([]);
  return ok([{ type: 'SlaBreached', metric, dueAt, ...stamp(context) }]);
}

function withdrawReply(ticket: Ticket, command: Command<'withdrawReply'>, context: DecideContext): Decision {
  const { messageId, reason, sequence } = command;
  if (!ticket.replyIds.includes(messageId)) return ok([]);
  const number = sequence === undefined ? {} : { sequence };
  return ok([{ type: 'ReplyUndelivered', messageId, reason, ...number, ...stamp(context) }]);
}

/** Words that count as an answer already are not counted anew. */
function resendReply(
  ticket: Ticket,
  { messageId }: Command<'resendReply'>,
  context: DecideContext,
): Decision {
  if (ticket.replyIds.includes(messageId)) return ok([]);
  return ok([{ type: 'ReplyResent', messageId, ...stamp(context) }]);
}
