// The slash command, buttons, shortcuts and forms, over HTTP and in Socket Mode through the real Bolt.
import { afterEach, describe, expect, test } from 'vitest';
import type { Answer, Inbound } from '../../../src/app/inbound.ts';
import { notice, openly, privately, replyForm, type Stage, setStage, startAt } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const claimable = notice('ACME-1', {
  buttons: [
    [
      { label: 'Claim', command: 'claim ACME-1', style: 'primary' },
      { label: 'Reply', command: 'reply ACME-1' },
    ],
  ],
});

/** Posts a message with buttons as the ledger would, and gives it as it is seen. */
async function postCard(thread: string | null = null) {
  const { adapter, slack, support } = stage;
  const address = { platform: 'slack', chat: support, thread };
  const { messageId } = await adapter.messenger.post(address, claimable, { deliveryId: 'd1' });
  const card = slack.messages(support).find(({ ts }) => ts === messageId);
  if (card === undefined) throw new Error('the card is not there');
  return card;
}

const answerTo = (kind: Inbound['kind'], answer: Answer) => (inbound: Inbound) =>
  inbound.kind === kind ? answer : null;

describe.each([
  { socketMode: false, way: 'HTTP' },
  { socketMode: true, way: 'Socket Mode' },
])('By $way', ({ socketMode }) => {
  test('a slash command is heard as typed and answered to its writer alone.', async () => {
    stage = await setStage({ socketMode });
    const { slack, desk, anna, support } = stage;
    desk.script = () => privately(notice('No tickets.'));
    await slack.as(anna).slash(support, '/ticket', 'list  open & shut');
    await slack.waitFor(() => slack.ephemerals(anna)[0]);
    expect(desk.heard).toMatchObject([
      {
        kind: 'command',
        line: 'list  open & shut',
        source: 'typed',
        canOpenForm: true,
        messageId: null,
        at: startAt,
        user: { userId: anna, name: 'Anna Ivanova', languageTag: 'ru-RU' },
        place: { kind: 'group', chat: support, thread: null, form: 'thread' },
      },
    ]);
    expect(slack.ephemerals(anna)).toMatchObject([{ text: 'No tickets.', channel: support }]);
  });

  test('a button that opens a form ends in a submission that goes where the button was pressed.', async () => {
    stage = await setStage({ socketMode });
    const { slack, desk, boris, support } = stage;
    desk.script = (inbound) => privately(inbound.kind === 'form' ? notice('Sent.') : replyForm);
    const card = await postCard();
    await slack.as(boris).click(card, 'Reply');
    const view = await slack.waitFor(() => slack.openView(boris));
    expect(view).toMatchObject({ title: 'Reply to ACME-1', submit: 'Send', close: 'Cancel' });
    expect(await slack.as(boris).submit(view, { Reply: 'On *it*', severity: 'high' })).toEqual({
      outcome: 'closed',
    });
    await slack.waitFor(() => slack.ephemerals(boris)[0]);
    expect(desk.heard).toMatchObject([
      { kind: 'command', line: 'reply ACME-1', source: 'button', messageId: card.ts, canOpenForm: true },
      {
        kind: 'form',
        command: 'reply ACME-1',
        values: { text: 'On *it*', severity: 'high' },
        place: { kind: 'group', chat: support, thread: card.ts, form: 'thread' },
        user: { userId: boris },
      },
    ]);
    expect(slack.ephemerals(boris)).toMatchObject([{ text: 'Sent.', channel: support }]);
  });

  test('an event is stored, acknowledged and handled.', async () => {
    stage = await setStage({ socketMode });
    const { slack, desk, anna } = stage;
    await slack.as(anna).dm('hello');
    await stage.calm();
    expect(desk.heard).toMatchObject([{ kind: 'message', text: 'hello' }]);
  });
});

test('A slash command without a word asks for help.', async () => {
  stage = await setStage();
  await stage.slack.as(stage.anna).slash(stage.support, '/ticket');
  expect(stage.desk.heard).toMatchObject([{ line: 'help' }]);
});

test('A colleague named in a slash command stands there by handle.', async () => {
  stage = await setStage();
  const { slack, desk, anna, boris, support } = stage;
  await slack.as(anna).slash(support, '/ticket', `assign ACME-1 <@${boris}|boris>`);
  expect(desk.heard).toMatchObject([{ line: 'assign ACME-1 @boris' }]);
});

test('A slash command is answered even where the app is no member.', async () => {
  stage = await setStage();
  const { slack, desk, anna } = stage;
  const elsewhere = slack.addChannel({ name: 'elsewhere', members: [anna], withBot: false });
  desk.script = () => privately(notice('No tickets.'));
  await slack.as(anna).slash(elsewhere, '/ticket', 'list');
  await slack.waitFor(() => slack.ephemerals(anna)[0]);
  expect(slack.ephemerals(anna)).toMatchObject([{ text: 'No tickets.', channel: elsewhere }]);
});

test('A button in a thread is pressed and answered in that thread.', async () => {
  stage = await setStage();
  const { slack, desk, anna, boris, support } = stage;
  const root = await slack.as(anna).post(support, 'first');
  const card = await postCard(root.ts);
  desk.script = answerTo('command', privately(notice('Anna has it.')));
  await slack.as(boris).click(card, 'Claim');
  await slack.waitFor(() => slack.ephemerals(boris)[0]);
  expect(desk.heard.at(-1)).toMatchObject({
    line: 'claim ACME-1',
    messageId: card.ts,
    place: { thread: root.ts },
  });
  expect(slack.ephemerals(boris)[0]).toMatchObject({ text: 'Anna has it.', threadTs: root.ts });
});

test('A button on what only one person sees starts no thread there.', async () => {
  stage = await setStage();
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(claimable);
  await slack.as(anna).slash(support, '/ticket', 'list');
  const list = await slack.waitFor(() => slack.ephemerals(anna)[0]);
  desk.script = () => null;
  await slack.as(anna).click(list, 'Claim');
  expect(desk.heard.at(-1)).toMatchObject({ line: 'claim ACME-1', messageId: null, place: { thread: null } });
});

test('Nothing is shown where the desk has no answer.', async () => {
  stage = await setStage();
  const { slack, boris } = stage;
  await slack.as(boris).click(await postCard(), 'Claim');
  expect(slack.ephemerals(boris)).toEqual([]);
  expect(slack.directMessages(boris)).toEqual([]);
});

test('An answer for everyone is a message of the channel.', async () => {
  stage = await setStage();
  const { slack, desk, anna, support } = stage;
  desk.script = () => openly(notice('Everybody: hello.'));
  await slack.as(anna).slash(support, '/ticket', 'help');
  await slack.waitFor(() => slack.messages(support)[0]);
  expect(slack.messages(support)).toMatchObject([{ text: 'Everybody: hello.' }]);
});

test('A refused submission keeps the form with what was typed and says why under its first field.', async () => {
  stage = await setStage();
  const { slack, desk, boris } = stage;
  desk.script = (inbound) =>
    privately(
      inbound.kind === 'form'
        ? notice('The ticket is closed.', { tone: 'error', details: ['Reopen it.'] })
        : replyForm,
    );
  await slack.as(boris).click(await postCard(), 'Reply');
  const view = await slack.waitFor(() => slack.openView(boris));
  const outcome = await slack.as(boris).submit(view, { Reply: 'a long answer' });
  expect(outcome).toEqual({ outcome: 'errors', errors: { text: 'The ticket is closed.\nReopen it.' } });
  expect(slack.openView(boris)?.values.text?.value).toMatchObject({ value: 'a long answer' });
  expect(slack.ephemerals(boris)).toEqual([]);
  desk.script = () => privately(notice('Sent.'));
  expect(await slack.as(boris).submit(view, { Reply: 'a long answer' })).toEqual({ outcome: 'closed' });
  const [first, second] = desk.heard.filter(({ kind }) => kind === 'form');
  expect(first?.eventId).not.toBe(second?.eventId);
});

test('A form in answer to a form takes its place.', async () => {
  stage = await setStage();
  const { slack, desk, boris } = stage;
  desk.script = (inbound) =>
    privately(inbound.kind === 'form' ? { ...replyForm, title: 'Sure?' } : replyForm);
  await slack.as(boris).click(await postCard(), 'Reply');
  const view = await slack.waitFor(() => slack.openView(boris));
  expect(await slack.as(boris).submit(view, { Reply: 'x' })).toMatchObject({
    outcome: 'updated',
    view: { title: 'Sure?' },
  });
});

test('A form whose moment has passed is offered by a button that opens it after all.', async () => {
  stage = await setStage();
  const { slack, clock, desk, boris } = stage;
  let delayMs = 3_000;
  desk.script = async () => {
    await clock.advance(delayMs);
    delayMs = 0;
    return privately(replyForm);
  };
  await slack
    .as(boris)
    .click(await postCard(), 'Reply')
    .catch(() => {}); // By the moved clock Slack has told her already that the app did not respond.
  const offer = await slack.waitFor(() => slack.ephemerals(boris)[0]);
  expect(slack.calls.at(-1)).toMatchObject({ method: 'views.open', answer: { error: 'expired_trigger_id' } });
  expect(offer.buttons).toEqual(['Reply to ACME-1']);
  await slack.as(boris).click(offer, 'Reply to ACME-1');
  expect(await slack.waitFor(() => slack.openView(boris))).toMatchObject({ title: 'Reply to ACME-1' });
  expect(desk.heard.at(-1)).toMatchObject({ line: 'reply ACME-1', source: 'button' });
});

test('With the response_url spent, a private answer still reaches its reader in place.', async () => {
  stage = await setStage();
  const { slack, clock, desk, anna, support } = stage;
  desk.script = async () => {
    await clock.advance(31 * 60_000);
    return privately(notice('At last.'));
  };
  await slack
    .as(anna)
    .slash(support, '/ticket', 'list')
    .catch(() => {});
  const shown = await slack.waitFor(() => slack.ephemerals(anna)[0]);
  expect(shown).toMatchObject({ text: 'At last.', channel: support });
  expect(slack.calls.at(-1)?.method).toBe('chat.postEphemeral');
});

test('What the desk fails at is not acknowledged, so that Slack says so.', async () => {
  stage = await setStage();
  const { slack, desk, anna, support } = stage;
  desk.script = () => {
    throw new Error('a bug');
  };
  await expect(slack.as(anna).slash(support, '/ticket', 'list')).rejects.toThrow();
  expect(stage.logged).toContainEqual(expect.stringContaining('a bug'));
});

test('A desk that takes its time is acknowledged before Slack gives up, and answers later.', async () => {
  stage = await setStage();
  const { slack, desk, anna, support } = stage;
  let finish: (answer: Answer) => void = () => {};
  desk.script = () => new Promise((resolve) => (finish = resolve));
  await slack.as(anna).slash(support, '/ticket', 'list');
  expect(slack.ephemerals(anna)).toEqual([]);
  finish(privately(notice('Done.')));
  expect(await slack.waitFor(() => slack.ephemerals(anna)[0])).toMatchObject({ text: 'Done.' });
});

test('The shortcut of a message opens the form for a ticket with its text and files.', async () => {
  stage = await setStage();
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
  stage = await setStage();
  const { slack, desk, anna } = stage;
  desk.script = (inbound) => privately(inbound.kind === 'form' ? notice('ACME-1 is open.') : replyForm);
  await slack.as(anna).shortcut('new-anywhere');
  const view = await slack.waitFor(() => slack.openView(anna));
  await slack.as(anna).submit(view, { Reply: 'broken' });
  await slack.waitFor(() => slack.directMessages(anna)[0]);
  expect(desk.heard[0]).toMatchObject({ line: 'new', place: { kind: 'direct', chat: anna, thread: null } });
  expect(slack.directMessages(anna)).toMatchObject([{ text: 'ACME-1 is open.' }]);
});

test('In Socket Mode the adapter serves no path, is ready while a connection stands, and stops.', async () => {
  stage = await setStage({ socketMode: true });
  const { adapter, slack } = stage;
  expect(adapter.routes).toEqual([]);
  expect(adapter.isReady()).toBe(true);
  expect(slack.socketMode.connectionCount).toBe(2);
  await adapter.stop();
  expect(adapter.isReady()).toBe(false);
});

test('A token that Slack does not know stops the start.', async () => {
  stage = await setStage();
  stage.slack.fail('auth.test', { error: 'invalid_auth' });
  await stage.stop();
  await expect(setStage({ emulator: { botToken: 'xoxb-another' } })).rejects.toThrow('invalid_auth');
  stage = await setStage();
});
