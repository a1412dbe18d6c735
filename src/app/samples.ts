// Samples: files that may be malware. Which files are such, and how they are sealed.
import type { Attachment, TicketEvent } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import { messageOf, type OpenedFile } from './files.ts';
import type { DeskPolicy } from './policy.ts';

/** What analysts everywhere try first: it keeps a sample from being opened unawares, not from being read. */
export const samplePassword = 'infected';

/** A sample inside an archive, for as long as it is being handed on. */
export interface SealedSample {
  /** Of the sample itself, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the sample itself. */
  readonly sizeBytes: number;
  /** The archive from its start; may be called again. */
  open(): Promise<OpenedFile>;
  /** Does away with the archive. */
  discard(): Promise<void>;
}

/**
 * Puts a sample into a ZIP archive under `samplePassword`, as `entryName`; reads it to its end or cancels it. Throws
 * FileLostError where the sample is lost or too large, MessengerError of kind `retry` for anything that may pass.
 */
export type SealSample = (sample: OpenedFile, entryName: string) => Promise<SealedSample>;

/**
 * Whether a file of the event may be malware: what a form asked for as such, and whatever else the requester sends
 * on a ticket whose form asks for samples, since those come by message as well.
 */
export function isSample(
  file: Attachment,
  event: TicketEvent,
  { ticket, policy }: { readonly ticket: Pick<Ticket, 'requestType'>; readonly policy: DeskPolicy },
): boolean {
  if (file.isSample === true) return true;
  const isRequesters = event.type === 'TicketOpened' || event.type === 'RequesterWrote';
  return isRequesters && takesSamples(policy, ticket);
}

/** Whether the form that the ticket was asked by asks for samples. */
export const takesSamples = (policy: DeskPolicy, { requestType }: Pick<Ticket, 'requestType'>): boolean =>
  policy.requestTypes.get(requestType)?.form.some((field) => field.isSample) === true;

/** A sample by the event that brought it (from 1) and its place among that message's files (from 0). */
export interface SamplePlace {
  readonly sequence: number;
  readonly index: number;
}

/** Which of the ticket's samples it is, from 1, in the order in which they came. */
export function sampleNumber(
  events: readonly TicketEvent[],
  { sequence, index }: SamplePlace,
  desk: Parameters<typeof isSample>[2],
): number {
  const upToHere = events.slice(0, sequence).flatMap((event, at) => {
    const files = messageOf(event)?.attachments ?? [];
    const counted = at === sequence - 1 ? files.slice(0, index + 1) : files;
    return counted.filter((file) => isSample(file, event, desk));
  });
  return upToHere.length;
}
