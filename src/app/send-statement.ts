// Sends an organisation's monthly statement as a document, made when it is sent.
import type { Content } from './content.ts';
import type { DeliverParts, Settlement, Work } from './delivery-work.ts';
import { attemptOf } from './file-attempt.ts';
import { FileLostError, type OutgoingFile } from './files.ts';
import type { MonthlyStatement } from './monthly-statement.ts';
import { type Messenger, MessengerError, type PostedFile } from './ports.ts';
import { settleSent } from './settle-delivery.ts';

export type StatementFormat = Exclude<Extract<Content, { kind: 'statement' }>['format'], 'message'>;

/** Sends the document. @throws MessengerError where the platform refuses. */
export async function sendStatement(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  format: StatementFormat,
): Promise<Settlement> {
  const { statement, reader } = work.facts;
  if (statement === null) return settleSent(parts, work);
  const { name, caption } = parts.presenter.statementFile(statement, format, reader);
  const bytes = await bytesOf(parts, statement, { format, language: reader.language });
  const file: OutgoingFile = {
    name,
    mediaType: format === 'csv' ? 'text/csv' : 'application/pdf',
    caption,
    open: async () => ({ bytes: new Blob([bytes]).stream(), sizeBytes: bytes.byteLength }),
  };
  return settleSent(parts, work, await post(parts, messenger, work, file));
}

function bytesOf(
  { presenter, documents }: DeliverParts,
  statement: MonthlyStatement,
  {
    format,
    language,
  }: { readonly format: StatementFormat; readonly language: Work['facts']['reader']['language'] },
): Promise<Uint8Array<ArrayBuffer>> {
  return format === 'csv'
    ? Promise.resolve(documents.csv(presenter.statementTable(statement, language)))
    : documents.pdf(presenter.statementSheet(statement, language));
}

/** It can be asked for again, so what the platform will not take is given up, and not tried for hours. */
async function post(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  file: OutgoingFile,
): Promise<PostedFile> {
  try {
    return await messenger.postFile(work.conversation, file, attemptOf(parts, work));
  } catch (error) {
    if (!(error instanceof FileLostError)) throw error;
    throw new MessengerError({ kind: 'failed', reason: error.message });
  }
}
