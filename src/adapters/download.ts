// Opens a file behind an address as a stream, and says what it means when there is none.
import { FileLostError, type OpenedFile } from '../app/files.ts';
import { MessengerError } from '../app/ports.ts';

/** How long a file may be on its way, in milliseconds: sending one must end before its delivery's lease does. */
export const TRANSFER_TIMEOUT_MS = 40_000;

/**
 * `sizeBytes` is what the platform says of the file; without it the server must. Throws as `FileSource` does, never
 * naming the address, which may hold a token.
 */
export async function download(
  url: string | URL,
  { headers = {}, sizeBytes }: { readonly headers?: Record<string, string>; readonly sizeBytes?: number },
): Promise<OpenedFile> {
  const response = await request(url, headers);
  const size = sizeBytes ?? contentLength(response);
  const loss =
    lossIn(response) ?? (size === null ? new FileLostError('failed', 'its size is not told') : null);
  if (loss === null && response.body !== null && size !== null)
    return { bytes: response.body, sizeBytes: size };
  await response.body?.cancel();
  throw loss ?? new FileLostError('failed', 'there are no bytes');
}

async function request(url: string | URL, headers: Record<string, string>): Promise<Response> {
  try {
    // Packed, it would have another size than it says.
    return await fetch(url, {
      headers: { ...headers, 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS),
    });
  } catch {
    throw new MessengerError({ kind: 'retry', reason: 'a file could not be fetched', afterMs: null });
  }
}

function lossIn({ status, ok, redirected, headers }: Response): FileLostError | MessengerError | null {
  // Who may not read a file is led to a page on which to sign in.
  const isSignIn = redirected && headers.get('content-type')?.startsWith('text/html') === true;
  if (isSignIn) return new FileLostError('failed', 'the file may not be read');
  if (ok) return null;
  if (status === 404 || status === 410) return new FileLostError('gone');
  const reason = `a file could not be fetched (HTTP ${status})`;
  if (status >= 500 || status === 429) return new MessengerError({ kind: 'retry', reason, afterMs: null });
  return new FileLostError('failed', reason);
}

function contentLength({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length === null ? null : Number(length);
}
