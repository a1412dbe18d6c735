// Files on their way from one platform to another: opened where they lie, handed on as a stream, or lost.
import type { Attachment, MessageBody, TicketEvent } from '../domain/events.ts';

/** Why a file cannot be passed on, whatever is tried. */
export const fileLosses = ['tooLarge', 'gone', 'failed'] as const;
export type FileLoss = (typeof fileLosses)[number];

export class FileLostError extends Error {
  readonly loss: FileLoss;
  constructor(loss: FileLoss, detail: string = loss) {
    super(detail);
    this.loss = loss;
  }
}

/** A file's bytes, to be read once; whoever does not read them to the end cancels them. */
export interface OpenedFile {
  readonly bytes: ReadableStream<Uint8Array>;
  readonly sizeBytes: number;
}

/** Gives the bytes of the files that came through one platform. */
export interface FileSource {
  /**
   * @throws FileLostError where the platform will never give the file, MessengerError of kind `retry` where it may
   * later.
   */
  open(attachment: Attachment): Promise<OpenedFile>;
}

/** A file to be sent. */
export interface OutgoingFile {
  readonly name: string;
  readonly mediaType: string;
  /** Whether what it holds may be malware: it is handed over as it is, looked into by nothing on the way. */
  readonly isSample?: boolean;
  /** Plain text. */
  readonly caption: string;
  /** May be called again, where the first try does not work out; throws as `FileSource` does. */
  open(): Promise<OpenedFile>;
}

/** What a person wrote by the event, if it is one by which they write. */
export function messageOf(event: TicketEvent): MessageBody | null {
  switch (event.type) {
    case 'TicketOpened':
      return event.opening;
    case 'RequesterWrote':
    case 'ReplySent':
    case 'NoteAdded':
      return event.message;
    case 'TicketResolved':
    case 'StageReached':
      return event.comment;
    default:
      return null;
  }
}

/** The file at `index` of the event's message; null where there is none. */
export const fileOf = (event: TicketEvent | null, index: number): Attachment | null =>
  (event && messageOf(event))?.attachments[index] ?? null;
