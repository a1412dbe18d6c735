// The slash command and buttons, over HTTP and in Socket Mode through the real Bolt.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Inbound } from '../../../src/app/inbound.ts';
import { postCard, type Stage, setStage, startAt } from './stage.ts';
import { claimable, notice, openly, privately, replyForm } from './views.ts';

let stage: Stage;
afterEach(() => stage.stop());

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
    const card = await postCard(stage);
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
  const card = await postCard(stage, root.ts);
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
  await slack.as(boris).click(await postCard(stage), 'Claim');
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

test('With its connections cut, the adapter is not ready.', async () => {
  stage = await setStage({ socketMode: true });
  stage.slack.socketMode.cutAll();
  await vi.waitFor(() => expect(stage.adapter.isReady()).toBe(false));
});

test('Stopping waits for what people have done to be acknowledged and answered.', async () => {
  stage = await setStage({ socketMode: true });
  const { slack, adapter, desk, anna, support } = stage;
  let finish: (answer: Answer) => void = () => {};
  const isHeard = new Promise<void>((heard) => {
    desk.script = () => {
      heard();
      return new Promise((resolve) => (finish = resolve));
    };
  });
  const typed = slack.as(anna).slash(support, '/ticket', 'list');
  await isHeard;
  const stopping = adapter.stop();
  finish(privately(notice('No tickets.')));
  await stopping;
  expect(slack.ephemerals(anna)).toMatchObject([{ text: 'No tickets.' }]);
  await typed;
});
