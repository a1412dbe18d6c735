// The slash command and buttons, over HTTP and in Socket Mode through the real Bolt.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Inbound } from '../../../src/app/inbound.ts';
import type { Store } from '../../../src/app/ports.ts';
import { StoreUnavailableError } from '../../../src/app/store-unavailable.ts';
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

/** A desk that thinks until it is told to finish, or to fail. */
function slowly({ desk }: Stage) {
  const thinking = Promise.withResolvers<Answer>();
  desk.script = () => thinking.promise;
  return thinking;
}

const kept = async ({ store }: Stage) => store.read(({ inbox }) => inbox.waiting());

test('What takes too long is kept before it is acknowledged, and forgotten once it is done.', async () => {
  stage = await setStage();
  const { slack, anna, support, inbox } = stage;
  const { resolve } = slowly(stage);
  await slack.as(anna).slash(support, '/ticket', 'list');
  expect(await kept(stage)).toMatchObject([
    { eventId: expect.stringMatching(/^slack:trigger:/), payload: { body: { text: 'list' } } },
  ]);
  expect(JSON.stringify(await kept(stage))).not.toContain('response_url');
  resolve(privately(notice('Done.')));
  await inbox.idle();
  expect(await kept(stage)).toEqual([]);
});

test('What takes too long is not acknowledged where it cannot be kept.', async () => {
  const away = Promise.withResolvers<never>();
  const wrapStore = (store: Store): Store => ({ ...store, transaction: () => away.promise });
  stage = await setStage({ wrapStore });
  const { slack, anna, support } = stage;
  const { reject } = slowly(stage);
  await expect(slack.as(anna).slash(support, '/ticket', 'list')).rejects.toThrow();
  for (const end of [reject, away.reject]) end(new StoreUnavailableError(new Error('gone')));
});

test.each(['command', 'form'] as const)(
  'A %s that failed after that is done from where it was kept.',
  async (kind) => {
    stage = await setStage();
    const { slack, desk, clock, anna, support, inbox } = stage;
    desk.script = () => privately(replyForm);
    const card = await postCard(stage);
    await slack.as(anna).click(card, 'Reply');
    const view = await slack.waitFor(() => slack.openView(anna));
    const { reject } = slowly(stage);
    if (kind === 'command') await slack.as(anna).slash(support, '/ticket', 'list');
    else expect(await slack.as(anna).submit(view, { Reply: 'On it' })).toEqual({ outcome: 'closed' });
    reject(new StoreUnavailableError(new Error('gone')));
    await inbox.idle();
    desk.script = () => privately(notice('Done.'));
    const before = desk.heard.length;
    clock.advance(2_000);
    await inbox.sweep();
    await inbox.idle();
    expect(desk.heard.slice(before)).toEqual(
      [desk.heard[before - 1]].map((heard) => expect.objectContaining({ kind, eventId: heard?.eventId })),
    );
    expect(await slack.waitFor(() => slack.ephemerals(anna)[0])).toMatchObject({ text: 'Done.' });
    expect(await kept(stage)).toEqual([]);
  },
);

test('A person who cannot be served for a moment is told so at once.', async () => {
  stage = await setStage();
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(replyForm);
  const card = await postCard(stage);
  await slack.as(anna).click(card, 'Reply');
  const view = await slack.waitFor(() => slack.openView(anna));
  desk.script = () => {
    throw new StoreUnavailableError(new Error('gone'));
  };
  expect(await slack.as(anna).submit(view, { Reply: 'On it' })).toMatchObject({
    outcome: 'errors',
    errors: { text: 'Try again.' },
  });
  await slack.as(anna).slash(support, '/ticket', 'list');
  expect(await slack.waitFor(() => slack.ephemerals(anna)[0])).toMatchObject({ text: 'Try again.' });
});

test('A form that is sent again is known again, until it asks for something else.', async () => {
  stage = await setStage();
  const { slack, desk, anna } = stage;
  desk.script = () => privately(replyForm);
  const card = await postCard(stage);
  await slack.as(anna).click(card, 'Reply');
  const view = await slack.waitFor(() => slack.openView(anna));
  desk.script = () => privately({ ...notice('No.'), tone: 'error', field: 'text' });
  await slack.as(anna).submit(view, { Reply: 'On it' });
  desk.script = () => privately(replyForm);
  await slack.as(anna).submit(view, { Reply: 'Done' });
  await slack.as(anna).submit(view, { Reply: 'Done' });
  const forms = desk.heard.flatMap((heard) => (heard.kind === 'form' ? [heard] : []));
  expect(new Set(forms.map(({ eventId }) => eventId)).size).toBe(3);
  const [first, second, third] = forms.map(({ formId }) => formId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
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
