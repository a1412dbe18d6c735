// Sends one file of a message from the platform that has it to the conversation that is owed it.
import { isErased } from '../domain/erasure.ts';
import type { Attachment } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { DeliverParts, Settlement, Work } from './delivery-work.ts';
import { attemptOf } from './file-attempt.ts';
import { type FileLoss, FileLostError, fileOf, type OpenedFile } from './files.ts';
import { tell } from './outbox.ts';
import { type Messenger, MessengerError, type PostedFile, type Repositories } from './ports.ts';
import { attemptLimit } from './retry-delay.ts';
import { isSample, type SealedSample } from './samples.ts';
import { postSample } from './send-sample.ts';
import { settleSent } from './settle-delivery.ts';

type FileContent = Extract<Content, { kind: 'file' }>;

/** A platform that has not given a file after so many attempts, about a minute, holds up what comes behind it no longer. */
const openAttemptLimit = 7;

/** Sends the file, or says that it is lost. @throws MessengerError where the platform refuses for now. */
export async function sendFile(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  content: FileContent,
): Promise<Settlement> {
  const { delivery, facts } = work;
  const attachment = fileToSend(work, content);
  if (facts.ticket === null || attachment === null) return settleSent(parts, work);
  const attempt = delivery.attempts + 1;
  try {
    const { messageId, fileId } = await post(parts, messenger, work, {
      ticket: facts.ticket,
      attachment,
      content,
      open: () => open(parts, work, attachment),
    });
    const also = (tx: Repositories) => rememberFile(tx, work, messageId);
    return settleSent(parts, work, { messageId, fileId, also });
  } catch (error) {
    const loss = lossBy(error, attempt);
    if (loss === null) throw error;
    parts.logger.warn({ err: error, deliveryId: delivery.id }, 'a file could not be passed on');
    return settleLost(parts, work, { ticket: facts.ticket, content, loss });
  }
}

/** The file that is owed; null where there is none any more. */
export function fileToSend({ facts }: Pick<Work, 'facts'>, { index }: FileContent): Attachment | null {
  const attachment = fileOf(facts.event, index);
  return attachment === null || isErased(attachment) ? null : attachment;
}

function post(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  file: {
    readonly ticket: Ticket;
    readonly attachment: Attachment;
    readonly content: FileContent;
    readonly open: () => Promise<OpenedFile>;
  },
): Promise<PostedFile> {
  const { conversation, facts } = work;
  const { ticket, attachment, content, open: opened } = file;
  if (facts.event !== null && isSample(attachment, facts.event, { ...parts, ticket })) {
    const seal = (name: string): Promise<SealedSample> =>
      fetching(work, async () => parts.sealSample(await opened(), name));
    return postSample(parts, messenger, work, { ticket, place: content, seal });
  }
  const outgoing = {
    name: attachment.name,
    mediaType: attachment.mediaType,
    caption: parts.presenter.fileCaption(ticket, attachment),
    open: opened,
  };
  return messenger.postFile(conversation, outgoing, attemptOf(parts, work));
}

async function open({ platforms }: DeliverParts, work: Work, attachment: Attachment): Promise<OpenedFile> {
  const source = platforms.get(attachment.platform)?.files;
  if (source === undefined) throw new FileLostError('failed', 'its platform is not configured');
  return await fetching(work, () => source.open(attachment));
}

/** What its own platform refuses must not pass for a refusal by the one that it goes to. */
async function fetching<T>({ delivery }: Work, fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    const { failure } = error;
    const isPassing = failure.kind === 'retry' && delivery.attempts + 1 < openAttemptLimit;
    throw isPassing
      ? new MessengerError({ ...failure, isElsewhere: true })
      : new FileLostError('failed', error.message);
  }
}

/** Null for an error that is not the file's, or that may pass. */
function lossBy(error: unknown, attempt: number): FileLoss | null {
  if (error instanceof FileLostError) return error.loss;
  if (!(error instanceof MessengerError)) return null;
  const { kind } = error.failure;
  return kind === 'failed' || (kind === 'retry' && attempt >= attemptLimit) ? 'failed' : null;
}

/** So that answering the file answers whoever sent it. */
async function rememberFile(
  tx: Repositories,
  { conversation, facts }: Work,
  messageId: string | null,
): Promise<void> {
  if (messageId === null) return;
  const { ticket, event } = facts;
  const isRequesters = event !== null && event.actorId === ticket?.requesterId;
  await tx.deliveries.remember({
    platform: conversation.platform,
    chat: conversation.chat,
    messageId,
    ticketId: ticket?.id ?? null,
    role: isRequesters ? 'requester' : event?.type === 'ReplySent' ? 'agent' : 'desk',
    command: null,
    personId: null,
  });
}

/** The words have arrived, so nothing is taken back; but who reads them, and who sent the file, are told. */
function settleLost(
  { clock }: DeliverParts,
  work: Work,
  {
    ticket,
    content,
    loss,
  }: { readonly ticket: Ticket; readonly content: FileContent; readonly loss: FileLoss },
): Settlement {
  const { side } = work.conversation;
  const { sequence, index } = content;
  const at = clock.now();
  return {
    hasArrived: false,
    goesOn: true,
    async record(tx) {
      await tx.deliveries.settle(work.delivery.id, { state: 'failed', availableAt: at, error: loss, at });
      for (const id of await whoHears(tx, work, ticket)) {
        const lost = { kind: 'fileLost', sequence, index, loss, side } as const;
        await tell(tx, id, lost, { ticketId: ticket.id, now: at });
      }
    },
  };
}

/**
 * The conversation itself; the agents where the requester got nothing; and the requester where the agents got nothing
 * of theirs, once however many chats the agents have.
 */
async function whoHears(
  tx: Repositories,
  { conversation, facts }: Work,
  ticket: Ticket,
): Promise<readonly string[]> {
  const all = await tx.conversations.ofTicket(ticket.id);
  const idsOf = (side: string) => all.filter((each) => each.side === side).map(({ id }) => id);
  if (conversation.side === 'requester') return [conversation.id, ...idsOf('agents')];
  const isTheirs = facts.event?.actorId === ticket.requesterId;
  const isFirst = idsOf('agents')[0] === conversation.id;
  return isTheirs && isFirst ? [conversation.id, ...idsOf('requester')] : [conversation.id];
}
