// Pictures in blocks: Slack shows those that the app uploaded itself, and refuses blocks that name any other file.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onePixel } from '../telegram/one-pixel.ts';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ rateLimits: false });
});
afterEach(() => stage.slack.stop());

async function uploaded(
  filename: string,
  content: Uint8Array<ArrayBuffer>,
  isCompleted = true,
): Promise<string> {
  const { files } = stage.client;
  const announced = await files.getUploadURLExternal({ filename, length: content.byteLength });
  const id = announced.file_id ?? '';
  await fetch(announced.upload_url ?? '', { method: 'POST', body: content });
  if (isCompleted) await files.completeUploadExternal({ files: [{ id }] });
  return id;
}

const post = (slackFile: { id: string } | { url: string }) =>
  stage.client.chat.postMessage({
    channel: stage.support,
    text: 'a picture',
    blocks: [{ type: 'image', slack_file: slackFile, alt_text: 'a dot' }],
  });

const refusal = {
  data: {
    error: 'invalid_blocks',
    response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'] },
  },
};

const pixel = new Uint8Array(onePixel);

test('A picture of the app’s own is shown, by its id or its address.', async () => {
  const id = await uploaded('dot.png', pixel);
  await post({ id });
  await post({ url: `https://files.example/${id}/dot.png` });
  expect(stage.slack.messages(stage.support)).toMatchObject([
    { blocks: [{ type: 'image', slack_file: { id } }], files: [] },
    { blocks: [{ type: 'image' }] },
  ]);
});

test('A file that nobody knows, or whose upload was never completed, is refused.', async () => {
  await expect(post({ id: 'F0NOWHERE' })).rejects.toMatchObject(refusal);
  await expect(post({ id: await uploaded('dot.png', pixel, false) })).rejects.toMatchObject(refusal);
});

test('A file that is no picture is refused.', async () => {
  await expect(post({ id: await uploaded('dot.txt', pixel) })).rejects.toMatchObject(refusal);
});

test('A person’s file is refused.', async () => {
  const { slack, anna, support } = stage;
  const message = await slack
    .as(anna)
    .post(support, 'mine', { files: [{ name: 'dot.png', content: onePixel }] });
  await expect(post({ id: message.files[0]?.id ?? '' })).rejects.toMatchObject(refusal);
});

test('A message keeps what it said when its change is refused.', async () => {
  const { client, slack, support } = stage;
  const { ts = '' } = await client.chat.postMessage({ channel: support, text: 'before' });
  const blocks = [{ type: 'image' as const, slack_file: { id: 'F0NOWHERE' }, alt_text: 'a dot' }];
  await expect(client.chat.update({ channel: support, ts, text: 'after', blocks })).rejects.toMatchObject(
    refusal,
  );
  expect(slack.messages(support)).toMatchObject([{ text: 'before' }]);
});
