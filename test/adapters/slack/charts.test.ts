// Charts on Slack: the picture as the app's own file above the words, and the words in any case.
import { afterEach, describe, expect, test } from 'vitest';
import type { ChartView } from '../../../src/app/view.ts';
import { svgDocument, textLine } from '../../../src/messages/svg.ts';
import type { ShownMessage } from '../../../src/playground/slack/people/shown.ts';
import { type Stage, setStage } from './stage.ts';
import { openly, privately } from './views.ts';

const timeline: ChartView = {
  kind: 'chart',
  title: 'How the deadlines of ACME-1 come about',
  lines: ['First response: 6 working hours\n• closed <!channel>', 'Resolution'],
  svg: svgDocument(80, 20, [textLine('18:00', { x: 2, y: 15, size: 12, fill: '#000000' })]),
  altText: 'First response → due today',
};
const words =
  /^How the deadlines of ACME-1 come about\nFirst response: 6 working hours\n• closed <!channel>\n\nResolution$/;

let stage: Stage;
afterEach(() => stage.stop());

const callsOf = (method: string) => stage.slack.calls.filter((call) => call.method === method);

async function askedBySlash(): Promise<ShownMessage> {
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(timeline);
  await slack.as(anna).slash(support, '/ticket', 'why ACME-1');
  return slack.waitFor(() => slack.ephemerals(anna)[0]);
}

describe('A chart', () => {
  test('is shown to who asked, its picture above its words, and shared nowhere else.', async () => {
    stage = await setStage();
    const shown = await askedBySlash();
    const [picture] = shown.blocks;
    expect(picture).toMatchObject({ type: 'image', alt_text: timeline.altText });
    expect(shown.content.split('\n').slice(1).join('\n')).toMatch(words);
    const [complete] = callsOf('files.completeUploadExternal');
    expect(complete?.args).not.toHaveProperty('channel_id');
    expect(complete?.answer).toMatchObject({ files: [{ mimetype: 'image/png', channels: [] }] });
    expect(stage.slack.messages(stage.support)).toEqual([]);
  });

  test('asked for in a thread is shown there.', async () => {
    stage = await setStage();
    const { slack, desk, anna, support } = stage;
    const root = await slack.as(anna).post(support, 'first');
    desk.script = (inbound) => (inbound.kind === 'message' && inbound.addressed ? privately(timeline) : null);
    await slack.as(anna).post(support, `<@${slack.botUserId}> why`, { threadTs: root.ts });
    const shown = await slack.waitFor(() => slack.ephemerals(anna)[0]);
    expect(shown).toMatchObject({ threadTs: root.ts, blocks: [{ type: 'image' }, { type: 'header' }, {}] });
  });

  test('is a message with its picture where everyone is to see it.', async () => {
    stage = await setStage();
    const { slack, desk, anna, support } = stage;
    desk.script = () => openly(timeline);
    await slack.as(anna).slash(support, '/ticket', 'why ACME-1');
    const shown = await slack.waitFor(() => slack.messages(support)[0]);
    expect(shown.blocks[0]).toMatchObject({ type: 'image' });
  });

  test.each(['files.getUploadURLExternal', 'files.completeUploadExternal'])(
    'is told in words alone when %s is refused.',
    async (method) => {
      stage = await setStage();
      stage.slack.fail(method, { error: 'missing_scope' });
      expect((await askedBySlash()).content).toMatch(words);
      expect(stage.logged.join()).toContain('a picture could not be uploaded');
    },
  );

  test('that the platform cannot show yet is tried again until it can.', async () => {
    stage = await setStage();
    const { slack, desk, anna } = stage;
    slack.fail('chat.postMessage', { error: 'invalid_blocks', times: 2 });
    desk.script = () => privately(timeline);
    await slack.as(anna).dm('why');
    const shown = await slack.waitFor(() => slack.directMessages(anna).find(({ fromBot }) => fromBot));
    expect(shown.blocks[0]).toMatchObject({ type: 'image' });
  });
});
