// Fetches the bytes of files that people have sent through Slack.
import { z } from 'zod';
import { FileLostError, type FileSource } from '../../app/files.ts';
import { MessengerError } from '../../app/ports.ts';
import { download } from '../download.ts';
import type { SlackClient } from './client.ts';
import { delivering } from './failure.ts';

const infoAnswer = z.object({
  file: z.object({
    size: z.number().int().nonnegative().optional(),
    /** The file lies elsewhere, and Slack has but its address. */
    is_external: z.boolean().default(false),
    url_private_download: z.url().optional(),
  }),
});
type FileInfo = z.output<typeof infoAnswer>['file'];

const gone = new Set(['file_not_found', 'file_deleted']);

export function createFileSource(
  client: SlackClient,
  { botToken, apiUrl }: { readonly botToken: string; readonly apiUrl: string },
): FileSource {
  return {
    async open({ fileId }) {
      const { size, is_external, url_private_download: address } = await fileInfo(client, fileId);
      if (address === undefined) throw new FileLostError('gone', 'Slack gives no address for it');
      const url = new URL(address);
      if (is_external || !isSlacks(url, apiUrl)) throw new FileLostError('failed', 'it is not kept by Slack');
      const headers = { authorization: `Bearer ${botToken}` };
      return await download(url, { headers, ...(size !== undefined && { sizeBytes: size }) });
    },
  };
}

async function fileInfo(client: SlackClient, file: string): Promise<FileInfo> {
  try {
    return infoAnswer.parse(await delivering(() => client.files.info({ file }))).file;
  } catch (error) {
    if (!(error instanceof MessengerError) || error.failure.kind === 'retry') throw error;
    throw new FileLostError(gone.has(error.message) ? 'gone' : 'failed', error.message);
  }
}

/** The token is shown to Slack alone. */
const isSlacks = ({ hostname, origin }: URL, apiUrl: string): boolean =>
  hostname === 'slack.com' || hostname.endsWith('.slack.com') || origin === new URL(apiUrl).origin;
