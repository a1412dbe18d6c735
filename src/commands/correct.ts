// What becomes of words that were edited or deleted in the chat where they were written.
import { isAgentOf } from '../app/agents.ts';
import { dropDraft } from '../app/drafts.ts';
import { execute } from '../app/execute.ts';
import type { Correction } from '../app/inbound.ts';
import type { ChatMessage, Conversation, Person, Repositories } from '../app/ports.ts';
import { isSameText, type Said, saidIn } from '../app/said-before.ts';
import type { TicketCommand } from '../domain/commands.ts';
import type { SaidAs } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import { parseLine, takeReference } from './parse.ts';
import type { DeskParts } from './spec.ts';

/** Records it in the log and has it told to whoever was told the words; what the desk never took in is left alone. */
export async function correct(desk: DeskParts, correction: Correction): Promise<void> {
  const { platform, chat } = correction.place;
  const known = await desk.store.read(({ deliveries }) =>
    deliveries.messageAt(platform, chat, correction.messageId),
  );
  const isWords = known?.bodyId !== undefined && known.ticketId !== null && known.personId !== null;
  if (isWords) return correctSaid(desk, correction, known);
  if (known === null) await correctDrafted(desk, correction);
}

async function correctSaid(desk: DeskParts, correction: Correction, known: ChatMessage): Promise<void> {
  const { ticketId, personId, bodyId = '' } = known;
  const { place } = correction;
  const found = await desk.store.read(async ({ tickets, people, conversations }) => ({
    ticket: await tickets.find({ id: ticketId ?? '' }),
    said: saidIn(await tickets.events(ticketId ?? ''), bodyId),
    person: await people.get(personId ?? ''),
    conversation: await conversations.at(place),
  }));
  const { ticket, said, person, conversation } = found;
  if (ticket === null || said === null || person === null) return;
  if (isAgents(said.saidAs) && !(await isAgentOf(desk, person, ticket.queue))) return;
  const text = correction.text === null ? null : wordsIn(desk, correction, { said, ticket, conversation });
  if (text === null && correction.text !== null) return;
  await desk.store.transaction((tx) =>
    record(tx, desk, { correction, ticket, person, conversation, bodyId, text }),
  );
}

const isAgents = (saidAs: SaidAs): boolean => saidAs === 'reply' || saidAs === 'note';

async function record(
  tx: Repositories,
  desk: DeskParts,
  change: {
    readonly correction: Correction;
    readonly ticket: Ticket;
    readonly person: Person;
    readonly conversation: Conversation | null;
    readonly bodyId: string;
    /** Null where the words were deleted. */
    readonly text: string | null;
  },
): Promise<void> {
  const { correction, ticket, person, conversation, bodyId, text } = change;
  if (!(await isFirst(tx, desk, correction))) return;
  if ((await tx.tickets.lock(ticket.id)) === null) return;
  const said = saidIn(await tx.tickets.events(ticket.id), bodyId);
  if (said === null || (text !== null && isSameText(said, text))) return;
  const { messageId, at } = correction;
  await execute(tx, desk, {
    ticketId: ticket.id,
    actor: { id: person.id, role: isAgents(said.saidAs) ? 'agent' : 'requester' },
    command: commandFor(said, text, at),
    origin: conversation === null ? null : { conversationId: conversation.id, messageId },
  });
}

function commandFor(
  { original, messageId, saidAs, saidAt }: Said,
  text: string | null,
  at: number,
): TicketCommand {
  const said = { original, messageId, saidAs, saidAt, at };
  return text === null ? { type: 'retract', ...said } : { type: 'edit', text, ...said };
}

const isFirst = (tx: Repositories, { clock }: DeskParts, { place, eventId }: Correction): Promise<boolean> =>
  tx.inbox.complete(place.platform, eventId, clock.now());

/** By which commands such words are said. */
const verbsOf: Readonly<Record<SaidAs, readonly string[]>> = {
  opening: ['new'],
  request: ['new', 'reply', 'resolve'],
  reply: ['reply', 'resolve'],
  note: ['note'],
};

/**
 * The words of the edited message as it would say them if it were written now; null where it would say something else
 * by now, such as a note that was made a reply: what was done stays done, and an edit makes nothing public.
 */
function wordsIn(
  { policy }: DeskParts,
  { text, place, addressed, isCommand, replyTo }: Correction,
  { said, ticket, conversation }: { said: Said; ticket: Ticket; conversation: Conversation | null },
): string | null {
  const words = text ?? '';
  const { verb, rest } = parseLine(words);
  const isAmongAgents = conversation?.side === 'agents';
  const mayBeCommand = isCommand || (addressed && place.kind === 'group');
  if (mayBeCommand && verbsOf[said.saidAs].includes(verb))
    return takeReference(rest, policy.prefix).rest || null;
  if (isCommand || (mayBeCommand && isAmongAgents)) return null;
  const isPublic =
    !isAmongAgents || replyTo !== null || policy.queues.get(ticket.queue)?.threadMessages === 'reply';
  return said.saidAs === 'reply' && !isPublic ? null : words;
}

/** Words that wait for their ticket are not in any log yet: what was meant is all that is kept. */
async function correctDrafted(desk: DeskParts, correction: Correction): Promise<void> {
  const { place, userId, messageId } = correction;
  if (userId === null) return;
  const draftId = await desk.store.read(async ({ people, drafts }) => {
    const person = await people.findUser(place.platform, userId);
    const open = person === null ? [] : await drafts.openOf(person.id);
    return open.find(({ messages }) => messages.some((each) => each.messageId === messageId))?.id;
  });
  if (draftId === undefined) return;
  await desk.store.transaction(async (tx) => {
    if (!(await isFirst(tx, desk, correction))) return;
    const draft = await tx.drafts.lock(draftId);
    if (draft?.state !== 'open') return;
    const messages = draft.messages.flatMap((message) => {
      // What answered a form's question stands among its answers.
      if (message.messageId !== messageId || message.field !== undefined) return [message];
      return correction.text === null ? [] : [{ ...message, text: draftedWords(correction) }];
    });
    if (messages.length === 0) await dropDraft(tx, desk, { ...draft, messages });
    else await tx.drafts.save({ ...draft, messages });
  });
}

function draftedWords({ text, isCommand, addressed, place }: Correction): string {
  const { verb, rest } = parseLine(text ?? '');
  return verb === 'new' && (isCommand || (addressed && place.kind === 'group')) ? rest : (text ?? '');
}
