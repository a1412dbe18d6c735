// Hands bytes to Slack: announced, then sent to an address of their own, as a stream or whole.
import { z } from 'zod';
import { MessengerError } from '../../app/ports.ts';
import { TRANSFER_TIMEOUT_MS } from '../download.ts';
import type { SlackClient } from './client.ts';

export interface Upload {
  readonly filename: string;
  readonly sizeBytes: number;
  readonly bytes: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;
  /** Stands for a picture where it is not seen. */
  readonly altText?: string;
  /** When to give up, in milliseconds. */
  readonly withinMs?: number;
}

const announced = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * The id of the file, which nobody sees before the upload is completed.
 * @throws what the client throws, or MessengerError of kind `retry` when Slack does not take the bytes.
 */
export async function upload(client: SlackClient, file: Upload): Promise<string> {
  const { filename, sizeBytes, bytes, altText, withinMs = TRANSFER_TIMEOUT_MS } = file;
  const announcement = { filename, length: sizeBytes, ...(altText !== undefined && { alt_text: altText }) };
  const { upload_url, file_id } = announced.parse(await client.files.getUploadURLExternal(announcement));
  const status = await fetch(upload_url, {
    method: 'POST',
    // The length is told beforehand, since not everything that takes uploads takes them in chunks.
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(sizeBytes) },
    body: bytes,
    duplex: 'half',
    signal: AbortSignal.timeout(withinMs),
  }).then(
    (response) => response.status,
    () => null,
  );
  if (status === 200) return file_id;
  const reason = status === null ? 'an upload broke off' : `an upload was refused (HTTP ${status})`;
  throw new MessengerError({ kind: 'retry', reason, afterMs: null });
}
