// Decides what a plain message is: an agent's note or reply, a requester's words on a ticket, or a new matter.

import { isAgentOf, queueAt } from '../app/agents.ts';
import { beginDraft, type DraftMessage } from '../app/drafts.ts';
import { execute } from '../app/execute.ts';
import type { InboundMessage, Place } from '../app/inbound.ts';
import { isLead } from '../app/leads.ts';
import type {
  ChatMessage,
  Conversation,
  Draft,
  NewConversation,
  Repositories,
  Tickets,
} from '../app/ports.ts';
import { takesSamples } from '../app/samples.ts';
import { isColleague } from '../app/visibility.ts';
import { openingProblem } from '../domain/decide.ts';
import { fail } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { onlyOrganisation, refusalOf } from './admission.ts';
import { answerDraft } from './answer-draft.ts';
import { done, silent } from './answers.ts';
import { findCommand } from './catalogue.ts';
import { changeTicket, messageOf } from './change-ticket.ts';
import { isCodeLine } from './code-line.ts';
import { isAnsweredOn, whereItGoesOn } from './merged.ts';
import { parseLine, takeReference } from './parse.ts';
import { roleFor } from './role.ts';
import { runLine } from './run-line.ts';
import type { Outcome, Request } from './spec.ts';
import { namesDocument } from './statement.ts';

/** Handles a message that was not typed as a command. */
export async function routeMessage(request: Request, message: InboundMessage): Promise<Outcome> {
  const { desk, place, person, conversation } = request;
  const { replyTo } = message;
  const answered =
    replyTo === null
      ? null
      : await desk.store.read(({ deliveries }) => deliveries.messageAt(place.platform, place.chat, replyTo));
  if (answered?.role === 'prompt' && answered.command !== null && answered.personId === person.id) {
    return runLine({ ...request, values: { text: message.text } }, answered.command, { replyTo: null });
  }
  if (place.kind === 'direct' && isCodeLine(message.text)) return runLine(request, message.text, { replyTo });
  if (message.addressed && place.kind === 'group' && isCommand(request, message.text)) {
    return runLine(request, message.text, { replyTo });
  }
  if (isAmongAgents(request)) return fromAgent(request, message, answered);
  const isInvolved = message.addressed || conversation !== null || answered !== null;
  return isInvolved ? fromRequester(request, message, answered) : silent;
}

/**
 * Whether words that name the desk are a command. Among agents they always are, so that a mistyped one is never
 * relayed; a customer's "close button does not work" is not, so there the verb must stand alone or before a
 * reference, unless the rest is what that verb takes.
 */
function isCommand(request: Request, text: string): boolean {
  if (isAmongAgents(request)) return true;
  const { desk, attachments } = request;
  const { verb, rest } = parseLine(text);
  if (verb === '') return attachments.length === 0;
  const command = findCommand(verb);
  if (command === undefined || command.isHidden) return false;
  if (verb === 'statement' && namesDocument(rest)) return true;
  if (isCodeLine(text) || (fromLeads.has(verb) && isLead(desk.policy, request.person))) return true;
  return rest === '' || takesFreely.has(verb) || takeReference(rest, desk.policy.prefix).reference !== null;
}

/** In a queue's chat, also where it holds no ticket's thread (any more): nothing said there is a requester's. */
const isAmongAgents = ({ conversation, desk, place }: Request): boolean =>
  conversation?.side === 'agents' || queueAt(desk.policy, place.platform, place.chat) !== null;

/** Words that from a customer are but words, and from a lead a command. */
const fromLeads: ReadonlySet<string> = new Set(['org', 'contract', 'invite']);

const takesFreely: ReadonlySet<string> = new Set(['new', 'reply', 'lang']);

/** In an agents' thread the safe reading is the default: a note, unless the queue says otherwise. */
async function fromAgent(
  request: Request,
  message: InboundMessage,
  answered: ChatMessage | null,
): Promise<Outcome> {
  const { desk, conversation, person } = request;
  const ticket = await desk.store.read(async ({ conversations, tickets }) => {
    const [id] = conversation === null ? [] : await conversations.ticketsOf(conversation.id);
    return id === undefined ? null : tickets.find({ id });
  });
  if (ticket === null) return silent;
  if (!(await isAgentOf(desk, person, ticket.queue))) return fail({ code: 'notAllowed', verb: 'note' });
  const isReply =
    answered?.role === 'requester' || desk.policy.queues.get(ticket.queue)?.threadMessages === 'reply';
  const body = messageOf(request, message.text);
  const type = isReply ? 'reply' : 'note';
  const changed = await changeTicket(
    { ...request, ticket, role: 'agent' },
    { type, message: body, at: message.at },
  );
  return changed === null || changed.ok ? silent : changed;
}

/** Words of a requester go to the ticket they belong to, into a draft, or begin one. */
async function fromRequester(
  request: Request,
  message: InboundMessage,
  answered: ChatMessage | null,
): Promise<Outcome> {
  const problem = openingProblem(message);
  if (problem !== null) return problem.code === 'textMissing' && !message.addressed ? silent : fail(problem);
  const target = await targetOf(request, answered);
  switch (target.kind) {
    case 'ticket':
      return writeOn(request, message, target.ticket);
    case 'draft':
      return join(request, message, target.draft);
    case 'ask':
      return begin(request, message, { question: 'ticket', follows: null });
    case 'new':
      return message.addressed
        ? begin(request, message, { question: 'severity', follows: target.follows })
        : silent;
  }
}

type Target =
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'ask' }
  | { readonly kind: 'new'; readonly follows: Ticket | null };

async function targetOf(
  { desk, person, place, conversation }: Request,
  answered: ChatMessage | null,
): Promise<Target> {
  return desk.store.read(async (repositories): Promise<Target> => {
    const { tickets, conversations, drafts } = repositories;
    if (answered?.ticketId) {
      const ticket = await tickets.find({ id: answered.ticketId });
      if (ticket !== null) return onTicket(repositories, ticket);
    }
    for (const draft of await drafts.openOf(person.id)) {
      const where = await conversations.get(draft.conversationId);
      if (where !== null && isSamePlace(where, place)) return { kind: 'draft', draft };
    }
    if (conversation !== null && conversation.form === 'thread') {
      const [latest] = await conversations.ticketsOf(conversation.id);
      const ticket = latest === undefined ? null : await tickets.find({ id: latest });
      if (ticket !== null) return onTicket(repositories, ticket);
    }
    if (place.kind === 'group') return { kind: 'new', follows: null };
    const statuses = ['new', 'open', 'pending', 'on_hold'] as const;
    const [first, second] = await tickets.list({ requesterId: person.id, statuses, limit: 2 });
    if (first === undefined) {
      const resolved = place.form === 'flat' ? await lastResolved(tickets, person.id) : null;
      return resolved === null ? { kind: 'new', follows: null } : { kind: 'ticket', ticket: resolved };
    }
    return second === undefined ? { kind: 'ticket', ticket: first } : { kind: 'ask' };
  });
}

/** Where everything stands in one chat, "not solved? write here" is meant of the ticket resolved last. */
async function lastResolved(tickets: Tickets, requesterId: string): Promise<Ticket | null> {
  const resolved = await tickets.list({ requesterId, statuses: ['resolved'], limit: 50 });
  return resolved.toSorted((a, b) => b.updatedAt - a.updatedAt)[0] ?? null;
}

/** In direct messages a draft is joined from any thread, so that two quick messages make one ticket. */
const isSamePlace = (conversation: Conversation, place: Place): boolean =>
  conversation.platform === place.platform &&
  conversation.chat === place.chat &&
  (place.kind === 'direct' || conversation.thread === place.thread);

async function onTicket(repositories: Repositories, written: Ticket): Promise<Target> {
  const ticket = await whereItGoesOn(repositories, written);
  return ticket.status === 'closed' ? { kind: 'new', follows: ticket } : { kind: 'ticket', ticket };
}

/** Others who write in a requester's thread speak for that side; an agent who does so answers in public. */
async function writeOn(request: Request, message: InboundMessage, ticket: Ticket): Promise<Outcome> {
  const { person, place } = request;
  const isDirect = place.kind === 'direct';
  const known = ticket.requesterId === person.id || isDirect ? 'requester' : await roleFor(request, ticket);
  const role = known === 'stranger' ? 'requester' : known;
  if (isDirect && !(await isTheirs(request, ticket)))
    return fail({ code: 'ticketNotFound', reference: ticket.reference });
  const body = messageOf(request, message.text);
  const conversation = await conversationHere(request);
  const changed = await changeTicket(
    { ...request, conversation, ticket, role },
    { type: 'reply', message: body, at: message.at },
  );
  if (changed === null) return silent;
  if (!changed.ok) return changed;
  const isReopened = changed.value.events.some(({ type }) => type === 'TicketReopened');
  const { reference } = ticket;
  return isReopened ? done(format(request.reader.language, 'reopen.done', { reference })) : silent;
}

/** Whether the person asked it, or asked what was merged into it, or a colleague did who shares it with them. */
const isTheirs = async ({ desk, person }: Request, ticket: Ticket): Promise<boolean> =>
  ticket.requesterId === person.id ||
  (await desk.store.read(
    async (repositories) =>
      (await isAnsweredOn(repositories, person, ticket)) ||
      isColleague(repositories, desk.policy, { ticket, personId: person.id, now: desk.clock.now() }),
  ));

/** Where the words can be marked as received, also when it is none of the ticket's own conversations. */
async function conversationHere(request: Request): Promise<Conversation | null> {
  const { desk, place, conversation } = request;
  const isNowhere = place.form === 'thread' && place.thread === null;
  if (conversation !== null || isNowhere) return conversation;
  return desk.store.transaction((tx) => tx.conversations.open(requesterSide(request)));
}

function requesterSide({ place, person }: Request): NewConversation {
  const { platform, chat, thread, form, kind } = place;
  return { side: 'requester', platform, chat, thread, form, personId: kind === 'direct' ? person.id : null };
}

const draftMessage = ({ messageId, text, attachments, at }: InboundMessage): DraftMessage => ({
  messageId,
  text,
  attachments,
  at,
});

/** Joins the draft; where its question was answered a moment ago, the words go to the ticket that it became. */
async function join(request: Request, message: InboundMessage, draft: Draft): Promise<Outcome> {
  const { desk, person } = request;
  const joined = await request.once(async (tx) => {
    const current = await tx.drafts.lock(draft.id);
    if (current?.state === 'open') return answerDraft(tx, request, current, draftMessage(message));
    if (!current?.ticketId) return fail({ code: 'draftGone' as const });
    return execute(tx, desk, {
      ticketId: current.ticketId,
      actor: { id: person.id, role: 'requester' },
      command: { type: 'reply', at: message.at, message: messageOf(request, message.text) },
    });
  });
  return joined === null || joined.ok ? silent : joined;
}

async function begin(
  request: Request,
  message: InboundMessage,
  { question, follows }: { readonly question: 'ticket' | 'severity'; readonly follows: Ticket | null },
): Promise<Outcome> {
  const { desk, person } = request;
  const refusal = question === 'ticket' ? null : await refusalOf(request);
  if (refusal !== null) return fail(refusal);
  await request.once(async (tx) => {
    const conversation = await tx.conversations.open(requesterSide(request));
    const organisationId = await onlyOrganisation(tx, request);
    const messages = [draftMessage(message)];
    await beginDraft(tx, desk, {
      personId: person.id,
      conversation,
      question,
      messages,
      follows: follows?.reference ?? null,
      organisationId,
      // What goes on after a request that samples came with may bring another: it goes to the same queue.
      ...(follows !== null && takesSamples(desk.policy, follows) ? { requestType: follows.requestType } : {}),
    });
  });
  return silent;
}
