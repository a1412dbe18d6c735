// Sends a file to a chat or topic: a picture as a photo where Telegram takes it as one, anything else as it is.
import { Readable } from 'node:stream';
import { FileLostError, type OutgoingFile } from '../../app/files.ts';
import type { Address } from '../../app/inbound.ts';
import { TRANSFER_TIMEOUT_MS } from '../download.ts';
import type { TelegramApi } from './api.ts';
import { isRefusal } from './failure.ts';
import { codePoints } from './render/rich-text.ts';
import { CAPTION_LIMIT, sendMedia } from './sending.ts';

/** The largest that a bot may send. */
const LARGEST_FILE_BYTES = 50 * 1024 * 1024;
const LARGEST_PHOTO_BYTES = 10 * 1024 * 1024;

const PHOTO_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Broken, or of a shape that photos may not have. */
const NO_PHOTO = /IMAGE_PROCESS_FAILED|PHOTO_INVALID|PHOTO_EXT_INVALID|too big for a photo/i;

type Kind = 'photo' | 'document';

/** The id of the file's message. Throws `FileLostError`, `MessengerError`, and what opening the file throws. */
export async function postFile(api: TelegramApi, address: Address, file: OutgoingFile): Promise<string> {
  if (!PHOTO_TYPES.has(file.mediaType)) return await sendAs(api, address, file, 'document');
  try {
    return await sendAs(api, address, file, 'photo');
  } catch (error) {
    if (!isRefusal(error, NO_PHOTO)) throw error;
    return await sendAs(api, address, file, 'document');
  }
}

function sendAs(api: TelegramApi, address: Address, file: OutgoingFile, kind: Kind): Promise<string> {
  return sendMedia(api, { ...address, replyTo: null }, async (send) => {
    const { bytes, sizeBytes } = await file.open();
    const source = Readable.fromWeb(bytes);
    // The client would go on waiting for the rest.
    const broken = new AbortController();
    source.on('error', () => broken.abort());
    try {
      if (sizeBytes > LARGEST_FILE_BYTES) throw new FileLostError('tooLarge');
      if (sizeBytes === 0) throw new FileLostError('failed', 'Telegram takes no empty files');
      const method = kind === 'photo' && sizeBytes <= LARGEST_PHOTO_BYTES ? 'photo' : 'document';
      return await send(
        method === 'photo' ? 'sendPhoto' : 'sendDocument',
        {
          [method]: { source, filename: headerSafe(file.name) },
          caption: codePoints(file.caption).slice(0, CAPTION_LIMIT).join(''),
          ...(file.isSample === true && { disable_content_type_detection: true }),
        },
        { timeoutMs: TRANSFER_TIMEOUT_MS, signal: broken.signal },
      );
    } catch (error) {
      throw isRefusal(error, /Request Entity Too Large/i) ? new FileLostError('tooLarge') : error;
    } finally {
      source.destroy();
    }
  });
}

/** The client writes the name into a header as it is. */
const headerSafe = (name: string): string => name.replace(/[\p{Cc}"\\]/gu, '_');
