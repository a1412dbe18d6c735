// The desk's front door: every event of every platform comes in here and is handled once.
import { queueAt } from '../app/agents.ts';
import { joinByWriting, organisationBoundTo } from '../app/belonging.ts';
import type { Answer, Desk, Inbound, Prompt } from '../app/inbound.ts';
import { type MovedChat, moveChat, warnOfOldIds } from '../app/moved-chats.ts';
import { readerOf } from '../app/reader.ts';
import { storable } from '../app/storable.ts';
import { StoreUnavailableError } from '../app/store-unavailable.ts';
import { lateConversationAt } from '../app/thread-opening.ts';
import type { DeskError } from '../domain/errors.ts';
import { hasFailed, never } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { errorView } from '../messages/views/error.ts';
import { correct } from './correct.ts';
import { greet } from './greet.ts';
import { peopleOf } from './people-of.ts';
import { routeMessage } from './route-message.ts';
import { runLine } from './run-line.ts';
import type { DeskParts, Outcome, Request } from './spec.ts';

/** The command core as adapters see it. */
export function createDesk(parts: DeskParts): Desk {
  return {
    receive: (inbound) => receive(parts, storable(inbound)),
    unavailable: (inbound, error) => sayUnavailable(parts, inbound, error),
    corrected: (correction) => correct(parts, storable(correction)),
    chatMoved: (move) => followChat(parts, move),
    prompted: (prompt) => rememberPrompt(parts, storable(prompt)),
  };
}

async function receive(parts: DeskParts, inbound: Inbound): Promise<Answer | null> {
  const request = await requestOf(parts, inbound);
  if (request === null) return (await isPublicAct(parts, inbound)) ? refuseAnonymous(parts) : null;
  await joinByWriting(parts, request.person, request.boundTo);
  let isDone = false;
  const once: Request['once'] = async (work) => {
    const result = await request.once(work);
    isDone = true;
    return result;
  };
  try {
    const outcome = await handle({ ...request, once }, inbound);
    return outcome.ok ? outcome.value : await showError(request, outcome.error);
  } catch (error) {
    // What was done stays so when the store goes away before it can be said.
    if (!isDone || !(error instanceof StoreUnavailableError)) throw error;
    throw new StoreUnavailableError(error, { isOutcomeUnknown: true });
  }
}

async function handle(request: Request, inbound: Inbound): Promise<Outcome> {
  switch (inbound.kind) {
    case 'message':
      return routeMessage(request, inbound);
    case 'command':
      return runLine(request, inbound.line, { replyTo: inbound.replyTo });
    case 'form':
      return runLine({ ...request, values: inbound.values, files: inbound.files }, inbound.command, {
        replyTo: null,
      });
    case 'greeting':
      return greet(request, inbound.payload);
    default:
      return never(inbound);
  }
}

async function requestOf(desk: DeskParts, inbound: Inbound): Promise<Request | null> {
  const { user, place, at, canOpenForm, eventId } = inbound;
  if (user === null) return null;
  const team = user.team ?? null;
  // What was written before its chat got another id may come in after that.
  const here = { ...place, chat: desk.policy.movedChats.chatNow(place.platform, place.chat) };
  // Where a form can be shown at once, the platform and the person wait for what comes of it.
  const options = { isUrgent: canOpenForm };
  const { known, boundTo, ...found } = await desk.store.read(async (tx) => ({
    known: await tx.people.recognise(user),
    conversation: await tx.conversations.at(here),
    boundTo: await organisationBoundTo(tx, { ...here, team }),
  }));
  const person = known ?? (await desk.store.transaction((tx) => tx.people.identify(user), options));
  const isLate = found.conversation === null && isSaidInThread(inbound);
  const conversation = isLate ? await lateConversationAt(desk.store, place, person.id) : found.conversation;
  const side = conversation?.side ?? 'requester';
  const now = desk.clock.now();
  const answersInPrivate = side !== 'agents' || inbound.kind !== 'message';
  return {
    desk,
    person,
    reader: { ...readerOf(answersInPrivate ? 'personal' : side, person, { ...desk, now }), side },
    place,
    team,
    boundTo,
    conversation,
    at,
    canOpenForm,
    messageId: messageIdOf(inbound),
    attachments: 'attachments' in inbound ? inbound.attachments : [],
    text: '',
    values: {},
    files: {},
    once: (work) =>
      desk.store.transaction(async (tx) => {
        // A form may come by several events, as when it is sent again by somebody who was told that it had failed.
        const id = inbound.kind === 'form' ? inbound.formId : eventId;
        const isFirst = await tx.inbox.complete(place.platform, id, desk.clock.now());
        if (!isFirst) return null;
        const result = await work(tx);
        // One that is refused stays open, and may be sent with other words.
        if (inbound.kind === 'form' && hasFailed(result)) await tx.inbox.forget(place.platform, id);
        return result;
      }, options),
  };
}

/** Something that a person wrote in a thread which began before; what is pressed names its ticket itself. */
function isSaidInThread(inbound: Inbound): boolean {
  const { thread } = inbound.place;
  return thread !== null && messageIdOf(inbound) !== null && messageIdOf(inbound) !== thread;
}

/** A message that carries a button is the desk's own: what is done by pressing has no message of the person's. */
function messageIdOf(inbound: Inbound): string | null {
  if (inbound.kind === 'message') return inbound.messageId;
  return inbound.kind === 'command' && inbound.source === 'typed' ? inbound.messageId : null;
}

/** Whether somebody other than the agents among themselves would hear of it. */
async function isPublicAct({ store, policy }: DeskParts, inbound: Inbound): Promise<boolean> {
  if (inbound.kind !== 'message' || inbound.addressed) return true;
  const { replyTo, place } = inbound;
  const queue = queueAt(policy, place.platform, place.chat);
  if (queue !== null && policy.queues.get(queue)?.threadMessages === 'reply') return true;
  const answered =
    replyTo === null
      ? null
      : await store.read(({ deliveries }) => deliveries.messageAt(place.platform, place.chat, replyTo));
  return answered?.role === 'requester' || answered?.role === 'prompt';
}

function refuseAnonymous({ policy }: DeskParts): Answer {
  return {
    isPrivate: true,
    view: { kind: 'notice', tone: 'error', text: format(policy.language, 'error.anonymous') },
  };
}

/** In the language of their client, as what they chose cannot be looked up. */
function sayUnavailable(
  { policy, languageOf }: DeskParts,
  { user }: Inbound,
  { isOutcomeUnknown }: StoreUnavailableError,
): Answer {
  const language = languageOf(user?.languageTag ?? undefined) ?? policy.language;
  const text = format(language, isOutcomeUnknown ? 'error.outcomeUnknown' : 'error.unavailable');
  return { isPrivate: true, view: { kind: 'notice', tone: 'error', text } };
}

async function showError(request: Request, error: DeskError): Promise<Answer> {
  const named = error.code === 'alreadyClaimed' ? [error.ownerId] : [];
  const people = await peopleOf(request.desk, named);
  const { prefix } = request.desk.policy;
  return { view: errorView(request.reader.language, error, { people, prefix }), isPrivate: true };
}

async function followChat({ store, policy, logger }: DeskParts, move: MovedChat): Promise<void> {
  await store.transaction((tx) => moveChat(tx, move));
  policy.movedChats.learn(move);
  warnOfOldIds(policy, logger);
}

async function rememberPrompt(
  { store }: DeskParts,
  { user, address, messageId, command }: Prompt,
): Promise<void> {
  await store.transaction(async (tx) => {
    const { id } = await tx.people.identify(user);
    const { platform, chat } = address;
    await tx.deliveries.remember({
      platform,
      chat,
      messageId,
      ticketId: null,
      role: 'prompt',
      command,
      personId: id,
    });
  });
}
