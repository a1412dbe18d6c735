// The files in the chats, for the page: pictures to be shown where they stand, everything else to be downloaded.
import type { HttpRoute } from '../../adapters/http-route.ts';
import { respond } from '../../adapters/web/server.ts';
import type { SlackEmulator } from '../slack/emulator.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';
import { pictureTypeOf } from './picture-type.ts';

export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export type FindFile = (fileId: string) => SentFile | undefined;

/** The files in the chats of each platform, by the platform's own ids. */
export function sentFiles(
  slack: Pick<SlackEmulator, 'file'>,
  telegram: Pick<TelegramEmulator, 'file'>,
): Readonly<Record<'slack' | 'telegram', FindFile>> {
  return {
    slack(id) {
      const file = slack.file(id);
      return file && { name: file.name, mediaType: file.mimetype, content: file.content };
    },
    telegram(id) {
      const file = telegram.file(id);
      return file && { name: file.name, mediaType: file.mimeType, content: file.content };
    },
  };
}

/** Even a file that is a page can do nothing: it may load nothing, run nothing, and stands on no site. */
const securityPolicy = "default-src 'none'; sandbox";

/** `GET /playground/file/<platform>?id=<file id>`; 404 for files that are not there. */
export function sentFileRoute(platform: 'slack' | 'telegram', find: FindFile): HttpRoute {
  return {
    method: 'GET',
    path: `/playground/file/${platform}`,
    handle(request, response) {
      const fileId = new URL(request.url ?? '', 'http://localhost').searchParams.get('id');
      const file = fileId === null ? undefined : find(fileId);
      if (file === undefined) {
        respond(response, 404, 'no such file');
        return;
      }
      response.writeHead(200, headersOf(file)).end(file.content);
    },
  };
}

function headersOf({ name, mediaType, content }: SentFile): Record<string, string | number> {
  const picture = pictureTypeOf(content);
  const filename = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, escapeByte);
  return {
    'content-type': picture ?? mediaType,
    'content-length': content.byteLength,
    'content-disposition': `${picture === undefined ? 'attachment' : 'inline'}; filename*=UTF-8''${filename}`,
    'content-security-policy': securityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // The next run gives the same ids to other files.
    'cache-control': 'no-store',
  };
}

const escapeByte = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
