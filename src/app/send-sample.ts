// Hands a sample to the agents: sealed, under a neutral name, with what it is by its hash.
import type { Ticket } from '../domain/ticket.ts';
import type { DeliverParts, Work } from './delivery-work.ts';
import { type ExecuteParts, execute } from './execute.ts';
import { attemptOf } from './file-attempt.ts';
import { messageOf, type OutgoingFile } from './files.ts';
import type { Messenger, PostedFile, Repositories } from './ports.ts';
import { type SamplePlace, type SealedSample, sampleNumber } from './samples.ts';

/** Posts the sealed sample and records what it is. Gives and throws what `Messenger.postFile` does. */
export async function postSample(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  sample: {
    readonly ticket: Ticket;
    readonly place: SamplePlace;
    /** Fetches and seals it, under the name that it is to have inside. */
    readonly seal: (name: string) => Promise<SealedSample>;
  },
): Promise<PostedFile> {
  const { store, presenter } = parts;
  const { conversation, facts } = work;
  const { ticket, place } = sample;
  const events = await store.read(({ tickets }) => tickets.events(ticket.id));
  const number = sampleNumber(events, place, { ...parts, ticket });
  const sealed = await sample.seal(`sample-${number}.bin`);
  try {
    const outgoing: OutgoingFile = {
      name: `${ticket.reference}-sample-${number}.zip`,
      mediaType: 'application/zip',
      isSample: true,
      caption: presenter.sampleCaption(ticket, { number, sha256: sealed.sha256 }, facts.reader),
      open: () => sealed.open(),
    };
    const posted = await messenger.postFile(conversation, outgoing, attemptOf(parts, work));
    const messageId = facts.event === null ? undefined : messageOf(facts.event)?.messageId;
    if (messageId !== undefined) {
      const { index } = place;
      await store.transaction((tx) => recordSample(tx, parts, { ticket, messageId, index, sealed }));
    }
    return posted;
  } finally {
    await sealed.discard();
  }
}

/**
 * Records what a sample is, inside `tx`; once, however many chats it was handed to and however often. The log is read
 * under the ticket's lock, so two at once make one record.
 */
async function recordSample(
  tx: Repositories,
  parts: ExecuteParts,
  { ticket, messageId, index, sealed }: SampleHandedOn,
): Promise<void> {
  if ((await tx.tickets.lock(ticket.id)) === null) return;
  const events = await tx.tickets.events(ticket.id);
  const isKnown = events.some(
    (event) => event.type === 'SampleIdentified' && event.messageId === messageId && event.index === index,
  );
  if (isKnown) return;
  const { sha256, sizeBytes } = sealed;
  const command = { type: 'identifySample' as const, messageId, index, sha256, sizeBytes };
  await execute(tx, parts, { ticketId: ticket.id, actor: { id: null, role: 'desk' }, command });
}

interface SampleHandedOn {
  readonly ticket: Ticket;
  readonly messageId: string;
  readonly index: number;
  readonly sealed: Pick<SealedSample, 'sha256' | 'sizeBytes'>;
}
