// How a draft ends: as a ticket, or as words on one that was there before.
import { openingProblem } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Attachment, MessageBody } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Severity, Ticket } from '../domain/ticket.ts';
import { type DraftMessage, type DraftParts, show } from './drafts.ts';
import { execute } from './execute.ts';
import {
  answersOf,
  answersToKeep,
  fieldNamed,
  freeMessages,
  summaryOf,
  textOfMessages,
} from './form-steps.ts';
import { openTicket, requestTypeOf } from './opening.ts';
import type { DeskPolicy, RequestTypePolicy } from './policy.ts';
import type { Conversation, Draft, Repositories } from './ports.ts';

/** Opens the ticket that the draft was for; `requestedAt` is when its writer asked for it. */
export async function openDraft(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  { severity, requestedAt }: { readonly severity: Severity; readonly requestedAt: Instant },
): Promise<Result<Ticket, DeskError>> {
  const conversation = await tx.conversations.get(draft.conversationId);
  if (conversation === null) return fail({ code: 'draftGone' });
  const type = requestTypeOf(parts.policy, draft.choices.requestType);
  const { opening, parts: openingParts, rest } = openingOf(parts.policy, type, draft, parts.ids.next());
  const opened = await openTicket(tx, parts, {
    requesterId: draft.personId,
    organisationId: draft.choices.organisationId,
    requestType: type.key,
    answers: answersToKeep(type, draft.choices.answers),
    severity,
    wantsPriority: draft.choices.wantsPriority ?? false,
    message: opening,
    requestedAt,
    conversation,
    follows: draft.follows,
  });
  if (!opened.ok) return opened;
  const { ticket } = opened.value;
  const written = await write(tx, parts, { draft, messages: rest, ticket, conversation });
  if (!written.ok) return written;
  const bodyIds = new Map([...bodyIdsOf(opening, openingParts), ...written.value]);
  await finish(tx, parts, draft, { conversation, ticket, bodyIds });
  return ok(ticket);
}

/** By which id each message of an opening stands in the log: a part of a whole where several became one. */
function bodyIdsOf({ messageId }: MessageBody, parts: readonly DraftMessage[]): BodyIds {
  const isWhole = parts.length === 1;
  return new Map(
    parts.map((part) => [part.messageId, isWhole ? messageId : `${messageId}/${part.messageId}`]),
  );
}

/** Puts the draft's words into a ticket that was there before. */
export async function attachDraft(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  ticket: Ticket,
): Promise<Result<Ticket, DeskError>> {
  const conversation = await tx.conversations.get(draft.conversationId);
  if (conversation === null) return fail({ code: 'draftGone' });
  const written = await write(tx, parts, { draft, messages: draft.messages, ticket, conversation });
  if (!written.ok) return written;
  await finish(tx, parts, draft, { conversation, ticket, bodyIds: written.value });
  return ok(ticket);
}

/** By which id the words of a chat's message stand in the ticket's log. */
type BodyIds = ReadonlyMap<string, string>;

/** Puts messages of the draft into the ticket, each as its own. */
async function write(
  tx: Repositories,
  parts: DraftParts,
  words: {
    readonly draft: Draft;
    readonly messages: readonly DraftMessage[];
    readonly ticket: Ticket;
    readonly conversation: Conversation;
  },
): Promise<Result<BodyIds, DeskError>> {
  const { draft, messages, ticket, conversation } = words;
  const bodyIds = new Map<string, string>();
  for (const { text, attachments, at, messageId } of messages) {
    const bodyId = parts.ids.next();
    bodyIds.set(messageId, bodyId);
    const written = await execute(tx, parts, {
      ticketId: ticket.id,
      actor: { id: draft.personId, role: 'requester' },
      command: { type: 'reply', at, message: { messageId: bodyId, text, attachments } },
      origin: { conversationId: conversation.id, messageId },
    });
    if (!written.ok) return written;
  }
  return ok(bodyIds);
}

async function finish(
  tx: Repositories,
  { clock }: DraftParts,
  draft: Draft,
  ended: { readonly conversation: Conversation; readonly ticket: Ticket; readonly bodyIds: BodyIds },
): Promise<void> {
  const { conversation, ticket, bodyIds } = ended;
  const { platform, chat } = conversation;
  const done: Draft = { ...draft, state: 'done', ticketId: ticket.id };
  await tx.drafts.save(done);
  await tx.jobs.cancel('open-draft', draft.id);
  for (const { messageId } of draft.messages) {
    const { personId } = draft;
    const bodyId = bodyIds.get(messageId);
    await tx.deliveries.remember({
      platform,
      chat,
      messageId,
      ticketId: ticket.id,
      role: 'written',
      command: null,
      personId,
      ...(bodyId !== undefined && { bodyId }),
    });
  }
  await show(tx, done, clock.now());
}

/** What the ticket opens with, and the messages that have to follow it since one opening cannot carry them. */
function openingOf(
  policy: DeskPolicy,
  type: RequestTypePolicy,
  draft: Draft,
  messageId: string,
): {
  readonly opening: MessageBody;
  /** The messages whose words it is made of. */
  readonly parts: readonly DraftMessage[];
  readonly rest: readonly DraftMessage[];
} {
  const sealed = (message: DraftMessage): DraftMessage => ({
    ...message,
    attachments: message.attachments.map((file) => asSample(type, message, file)),
  });
  const { opening, rest } = withinOneMessage(freeMessages(draft).map(sealed));
  const answering = draft.messages.filter(({ field }) => field !== undefined).map(sealed);
  const { text, attachments } = asOne(messageId, opening);
  const summary = text === '' && type.form.length > 0 ? summaryOf(policy, type, answersOf(draft)) : text;
  const files = [...attachments, ...answering.flatMap((message) => message.attachments)];
  return { opening: { messageId, text: summary, attachments: files }, parts: opening, rest };
}

/** A file sent without having been asked for is handled as what the form asks for, since it may be that. */
function asSample(type: RequestTypePolicy, { field }: DraftMessage, file: Attachment): Attachment {
  const isSample =
    field === undefined
      ? type.form.some((each) => each.isSample)
      : fieldNamed(type, field)?.isSample === true;
  return isSample ? { ...file, isSample } : file;
}

/** The first messages, as many as one opening can carry, and those that have to follow it. */
function withinOneMessage(messages: readonly DraftMessage[]): {
  readonly opening: readonly DraftMessage[];
  readonly rest: readonly DraftMessage[];
} {
  const fits = (count: number): boolean => openingProblem(asOne('', messages.slice(0, count))) === null;
  const count = messages.findLastIndex((_, index) => fits(index + 1)) + 1;
  return { opening: messages.slice(0, count), rest: messages.slice(count) };
}

/** Messages as one opening text. */
const asOne = (messageId: string, messages: readonly DraftMessage[]): MessageBody => ({
  messageId,
  text: textOfMessages(messages),
  attachments: messages.flatMap(({ attachments }) => attachments),
});
