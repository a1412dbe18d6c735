// Fetches the bytes of files that people have sent through Telegram.
import { z } from 'zod';
import { FileLostError, type FileSource } from '../../app/files.ts';
import { MessengerError } from '../../app/ports.ts';
import { download } from '../download.ts';
import type { TelegramApi } from './api.ts';
import { isRefusal } from './failure.ts';

const fileSchema = z.object({ file_path: z.string(), file_size: z.number().int().nonnegative().optional() });

/** Telegram itself says which files are too large for a bot to fetch: over 20 MB, with a server of one's own more. */
export function createFileSource(api: TelegramApi): FileSource {
  return {
    async open({ fileId }) {
      const { file_path, file_size } = await findFile(api, fileId);
      return await download(api.fileUrl(file_path), {
        ...(file_size !== undefined && { sizeBytes: file_size }),
      });
    },
  };
}

async function findFile(api: TelegramApi, fileId: string): Promise<z.output<typeof fileSchema>> {
  try {
    return fileSchema.parse(await api.call('getFile', { file_id: fileId }));
  } catch (error) {
    if (!(error instanceof MessengerError) || error.failure.kind === 'retry') throw error;
    if (isRefusal(error, /file is too big/i)) throw new FileLostError('tooLarge');
    throw new FileLostError(isRefusal(error, /wrong file_id/i) ? 'gone' : 'failed', error.message);
  }
}
