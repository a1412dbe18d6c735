// Reads what a page sends, up to a limit.
import type { IncomingMessage } from 'node:http';

/** The whole body; null when it is longer than `longestBytes`. Fails when the connection breaks off. */
export async function readBody(request: IncomingMessage, longestBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let lengthBytes = 0;
  for await (const chunk of request) {
    lengthBytes += chunk.length;
    // Read to its end all the same, so that the answer finds its way back.
    if (lengthBytes <= longestBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return lengthBytes <= longestBytes ? Buffer.concat(chunks) : null;
}
