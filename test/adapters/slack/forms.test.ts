// Forms: opened in time or offered again, refused without loss, and asked for by shortcuts.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postCard, type Stage, setStage } from './stage.ts';
import { notice, privately, replyForm } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

test('A refused submission keeps the form with what was typed and says why under its first field.', async () => {
  const { slack, desk, boris } = stage;
  desk.script = (inbound) =>
    privately(
      inbound.kind === 'form'
        ? notice('The ticket is closed.', { tone: 'error', details: ['Reopen it.'] })
        : replyForm,
    );
  await slack.as(boris).click(await postCard(stage), 'Reply');
  const view = await slack.waitFor(() => slack.openView(boris));
  const outcome = await slack.as(boris).submit(view, { Reply: 'a long answer' });
  expect(outcome).toEqual({ outcome: 'errors', errors: { text: 'The ticket is closed.\nReopen it.' } });
  expect(slack.openView(boris)?.values.text?.value).toMatchObject({ value: 'a long answer' });
  expect(slack.ephemerals(boris)).toEqual([]);
  desk.script = () => privately(notice('Sent.'));
  expect(await slack.as(boris).submit(view, { Reply: 'a long answer' })).toEqual({ outcome: 'closed' });
  await slack.waitFor(() => slack.ephemerals(boris)[0]);
  expect(slack.ephemerals(boris).map(({ text }) => text)).toEqual(['Sent.']);
  const [first, second] = desk.heard.filter(({ kind }) => kind === 'form');
  expect(first?.eventId).not.toBe(second?.eventId);
});

test('A form in answer to a form takes its place.', async () => {
  const { slack, desk, boris } = stage;
  desk.script = (inbound) =>
    privately(inbound.kind === 'form' ? { ...replyForm, title: 'Sure?' } : replyForm);
  await slack.as(boris).click(await postCard(stage), 'Reply');
  const view = await slack.waitFor(() => slack.openView(boris));
  expect(await slack.as(boris).submit(view, { Reply: 'x' })).toMatchObject({
    outcome: 'updated',
    view: { title: 'Sure?' },
  });
});

test('A form whose moment has passed is offered by a button that opens it after all.', async () => {
  const { slack, clock, desk, boris } = stage;
  let delayMs = 3_000;
  desk.script = async () => {
    await clock.advance(delayMs);
    delayMs = 0;
    return privately(replyForm);
  };
  await slack
    .as(boris)
    .click(await postCard(stage), 'Reply')
    .catch(() => {}); // By the moved clock Slack has told her already that the app did not respond.
  const offer = await slack.waitFor(() => slack.ephemerals(boris)[0]);
  expect(slack.calls.at(-1)).toMatchObject({ method: 'views.open', answer: { error: 'expired_trigger_id' } });
  expect(offer.buttons).toEqual(['Reply to ACME-1']);
  await slack.as(boris).click(offer, 'Reply to ACME-1');
  expect(await slack.waitFor(() => slack.openView(boris))).toMatchObject({ title: 'Reply to ACME-1' });
  expect(desk.heard.at(-1)).toMatchObject({ line: 'reply ACME-1', source: 'button' });
});

test('The shortcut of a message opens the form for a ticket with its text and files.', async () => {
  const { slack, desk, anna, boris, support } = stage;
  const files = [{ name: 'log.txt', mimetype: 'text/plain', content: 'boom' }];
  const written = await slack.as(anna).post(support, 'It is <slow>', { files });
  await stage.calm();
  desk.script = () => privately({ ...replyForm, command: 'new', title: 'New ticket' });
  await slack.as(boris).messageShortcut('new', written);
  await slack.waitFor(() => slack.openView(boris));
  expect(desk.heard.at(-1)).toMatchObject({
    kind: 'command',
    line: 'new It is <slow>',
    canOpenForm: true,
    user: { userId: boris },
    place: { chat: support, thread: null },
    attachments: [{ name: 'log.txt' }],
  });
});

test('The global shortcut belongs to no channel: its answer comes as a direct message.', async () => {
  const { slack, desk, anna } = stage;
  desk.script = (inbound) => privately(inbound.kind === 'form' ? notice('ACME-1 is open.') : replyForm);
  await slack.as(anna).shortcut('new-anywhere');
  const view = await slack.waitFor(() => slack.openView(anna));
  await slack.as(anna).submit(view, { Reply: 'broken' });
  await slack.waitFor(() => slack.directMessages(anna)[0]);
  expect(desk.heard[0]).toMatchObject({ line: 'new', place: { kind: 'direct', chat: anna, thread: null } });
  expect(slack.directMessages(anna)).toMatchObject([{ text: 'ACME-1 is open.' }]);
});
