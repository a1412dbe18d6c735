// Takes the bytes of a file that somebody attaches on the page.
import { z } from 'zod';
import type { HttpRoute } from '../../adapters/http-route.ts';
import { answerJson } from './json-route.ts';
import { readBody } from './read-body.ts';
import type { Uploads } from './uploads.ts';

/**
 * Files are kept in memory, so that less goes than the gigabytes that people may send on both platforms; it is more
 * than the 20 MB that a bot may fetch and the 50 MB that it may send on Telegram.
 */
const longestFileBytes = 100 * 1024 * 1024;

const querySchema = z.strictObject({ name: z.string().trim().min(1).max(255) });

/**
 * `POST /playground/upload?name=…` with the file as its body answers 200 with the `upload` by which acts name it, 413
 * for a file too big, 400 for what is not understood. Only `application/octet-stream` is taken, which no other site's
 * form can send.
 */
export function uploadRoute(uploads: () => Uploads): HttpRoute {
  return {
    method: 'POST',
    path: '/playground/upload',
    async handle(request, response) {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      const query = querySchema.safeParse(Object.fromEntries(searchParams));
      const isFile = request.headers['content-type'] === 'application/octet-stream';
      const content = await readBody(request, longestFileBytes);
      if (!query.success || !isFile) {
        answerJson(response, 400, { error: 'This is no file with a name.' });
      } else if (content === null) {
        answerJson(response, 413, { error: `${query.data.name} is too big: the playground takes 100 MB.` });
      } else if (content.byteLength === 0) {
        answerJson(response, 400, { error: `${query.data.name} is empty.` });
      } else {
        answerJson(response, 200, { upload: uploads().add({ name: query.data.name, content }) });
      }
    },
  };
}
