// Uploads a chart's picture as a file that belongs to the app alone, for image blocks to show.
import { z } from 'zod';
import type { ChartView } from '../../app/view.ts';
import { pngOf } from '../svg-image.ts';
import type { SlackClient } from './client.ts';

/** After this long the words go out alone. */
const uploadTimeoutMs = 10_000;

const announced = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * The id of the uploaded file. It is shared nowhere: who sees a message that shows it sees the picture.
 * @throws what the client throws, or Error when Slack does not take the bytes.
 */
export async function uploadPicture(
  client: SlackClient,
  { svg, altText, title }: ChartView,
): Promise<string> {
  const png = await pngOf(svg);
  const announcement = { filename: 'timeline.png', length: png.byteLength, alt_text: altText };
  const { upload_url, file_id } = announced.parse(await client.files.getUploadURLExternal(announcement));
  const response = await fetch(upload_url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(png),
    signal: AbortSignal.timeout(uploadTimeoutMs),
  });
  if (!response.ok) throw new Error(`the upload of a picture was refused with status ${response.status}`);
  await client.files.completeUploadExternal({ files: [{ id: file_id, title }] });
  return file_id;
}
