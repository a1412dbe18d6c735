// Uploads a chart's picture as a file that belongs to the app alone, for image blocks to show.
import type { ChartView } from '../../app/view.ts';
import { pngOf } from '../svg-image.ts';
import type { SlackClient } from './client.ts';
import { upload } from './upload.ts';

/** After this long the words go out alone. */
const uploadTimeoutMs = 10_000;

/**
 * The id of the uploaded file. It is shared nowhere: who sees a message that shows it sees the picture.
 * @throws what the client throws, or MessengerError when Slack does not take the bytes.
 */
export async function uploadPicture(
  client: SlackClient,
  { svg, altText, title }: ChartView,
): Promise<string> {
  const png = new Uint8Array(await pngOf(svg));
  const id = await upload(client, {
    filename: 'timeline.png',
    sizeBytes: png.byteLength,
    bytes: png,
    altText,
    withinMs: uploadTimeoutMs,
  });
  await client.files.completeUploadExternal({ files: [{ id, title }] });
  return id;
}
