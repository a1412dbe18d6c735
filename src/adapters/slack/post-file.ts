// Posts a file into a conversation or thread.

import { FileLostError, type OutgoingFile } from '../../app/files.ts';
import type { Address } from '../../app/inbound.ts';
import type { FileAttempt } from '../../app/ports.ts';
import { isShared } from './arrived.ts';
import type { SlackClient } from './client.ts';
import { codeOf, doubting } from './failure.ts';
import { escapeText } from './message-text.ts';
import { upload } from './upload.ts';

/** The largest file that Slack takes. */
const LARGEST_FILE_BYTES = 1_000_000_000;

/** The file's id; of an earlier upload, where that proves to have arrived. Throws `FileLostError` for a file that Slack will not take; else what the client or opening the file throws. */
export async function postFile(
  client: SlackClient,
  { chat, thread }: Address,
  { name, caption, open }: OutgoingFile,
  attempt?: FileAttempt,
): Promise<string> {
  const earlier = attempt?.fileId ?? null;
  if (earlier !== null && (await doubting(() => isShared(client, chat, earlier)))) return earlier;
  const { bytes, sizeBytes } = await open();
  try {
    if (sizeBytes > LARGEST_FILE_BYTES) throw new FileLostError('tooLarge');
    if (sizeBytes === 0) throw new FileLostError('failed', 'Slack takes no empty files');
    const id = await upload(client, { filename: name, sizeBytes, bytes });
    await attempt?.uploaded(id);
    await client.files.completeUploadExternal({
      files: [{ id, title: name }],
      channel_id: chat,
      ...(thread !== null && { thread_ts: thread }),
      initial_comment: escapeText(caption),
    });
    return id;
  } catch (error) {
    // What was not sent is not to be fetched to its end either; what was cannot be cancelled, which is no matter.
    await bytes.cancel().catch(() => undefined);
    throw codeOf(error) === 'file_upload_size_restricted' ? new FileLostError('tooLarge') : error;
  }
}
