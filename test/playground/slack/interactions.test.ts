// Triggers, response URLs and modals: how long they last, how often they serve, what they refuse.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingApp, recordRequests } from './recording-app.ts';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
let app: RecordingApp;
beforeEach(async () => {
  stage = await setStage();
  app = await recordRequests(stage);
});
afterEach(async () => {
  await stage.slack.stop();
  await app.stop();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const modal = (extra: Record<string, unknown> = {}) => ({
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('What?'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...extra,
});

/** Anna types /ticket; returns what the app got. */
async function typeCommand(): Promise<{ trigger_id: string; response_url: string }> {
  await stage.slack.as(stage.anna).slash(stage.support, '/ticket', 'new');
  const { trigger_id, response_url } = app.requests.at(-1)?.payload ?? {};
  return { trigger_id: String(trigger_id), response_url: String(response_url) };
}

async function openModal(extra: Record<string, unknown> = {}) {
  const { trigger_id } = await typeCommand();
  await stage.client.views.open({ trigger_id, view: modal(extra) });
  const view = stage.slack.openView(stage.anna);
  if (view === undefined) throw new Error('no modal is open');
  return view;
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { data?: { error?: string } }) => error.data?.error,
  );

describe('A trigger', () => {
  test('opens one modal and no second one.', async () => {
    const { trigger_id } = await typeCommand();
    expect(await refusal(stage.client.views.open({ trigger_id, view: modal() }))).toBe('ok');
    expect(await refusal(stage.client.views.open({ trigger_id, view: modal() }))).toBe(
      'exchanged_trigger_id',
    );
  });

  test('expires three seconds after the act.', async () => {
    const { trigger_id } = await typeCommand();
    await stage.clock.advance(3000);
    expect(await refusal(stage.client.views.open({ trigger_id, view: modal() }))).toBe('expired_trigger_id');
  });

  test('from outside a modal pushes none.', async () => {
    const { trigger_id } = await typeCommand();
    expect(await refusal(stage.client.views.push({ trigger_id, view: modal() }))).toBe('invalid_trigger_id');
  });
});

describe('A response URL', () => {
  const respond = async (url: string, body: unknown) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, ...((await answer.json()) as { ok: boolean; error?: string }) };
  };

  test('serves five times, for the person alone or for the channel.', async () => {
    const { response_url } = await typeCommand();
    expect(await respond(response_url, { text: 'for you' })).toEqual({ status: 200, ok: true });
    expect(await respond(response_url, { text: 'for all', response_type: 'in_channel' })).toMatchObject({
      ok: true,
    });
    for (const text of ['3', '4', '5']) await respond(response_url, { text });
    expect(await respond(response_url, { text: '6' })).toEqual({ status: 404, ok: false, error: 'used_url' });
    expect(stage.slack.ephemerals(stage.anna).map(({ text }) => text)).toEqual(['for you', '3', '4', '5']);
    expect(stage.slack.messages(stage.support)).toMatchObject([{ text: 'for all', fromBot: true }]);
  });

  test('expires after half an hour.', async () => {
    const { response_url } = await typeCommand();
    await stage.clock.advance(30 * 60_000 - 1);
    expect(await respond(response_url, { text: 'late' })).toMatchObject({ ok: true });
    await stage.clock.advance(1);
    expect(await respond(response_url, { text: 'too late' })).toMatchObject({
      status: 404,
      error: 'expired_url',
    });
  });

  test('refuses what cannot be shown.', async () => {
    const { response_url } = await typeCommand();
    expect(await respond(response_url, {})).toMatchObject({ status: 400, error: 'no_text' });
    expect(await respond(response_url, { text: 'x', blocks: [{ type: 'banner' }] })).toMatchObject({
      error: 'invalid_blocks',
    });
    expect(await respond(response_url, { text: 'x', shout: true })).toMatchObject({
      error: 'invalid_arguments',
    });
  });

  test('replaces and deletes the message that was acted on, ephemerals too.', async () => {
    const { slack, client, anna, support } = stage;
    const blocks = [
      {
        type: 'actions' as const,
        elements: [{ type: 'button' as const, text: plain('Go'), action_id: 'go' }],
      },
    ];
    await client.chat.postEphemeral({ channel: support, user: anna, text: 'choose', blocks });
    const ephemeral = slack.ephemerals(anna)[0];
    if (ephemeral === undefined) throw new Error('nothing to press');
    await expect(slack.as(stage.boris).click(ephemeral, 'Go')).rejects.toMatchObject({
      code: 'message_not_found',
    });
    await slack.as(anna).click(ephemeral, 'go');
    const payload = app.requests.at(-1)?.payload;
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { is_ephemeral: true, message_ts: ephemeral.ts },
      actions: [{ action_id: 'go', type: 'button' }],
    });
    expect(payload).not.toHaveProperty('message');
    const url = String(payload?.response_url);
    await respond(url, { text: 'chosen', replace_original: true });
    expect(slack.ephemerals(anna)).toMatchObject([{ text: 'chosen', ts: ephemeral.ts, buttons: [] }]);
    await respond(url, { delete_original: true });
    expect(slack.ephemerals(anna)).toEqual([]);
  });
});

describe('A modal', () => {
  test('is replaced, pushed on and cleared as the answer to its submission says.', async () => {
    const { slack, anna } = stage;
    const person = slack.as(anna);
    const first = await openModal();
    app.reply = () => ({ json: { response_action: 'update', view: modal({ title: plain('Second') }) } });
    expect(await person.submit(first, { 'What?': 'a' })).toMatchObject({
      outcome: 'updated',
      view: { title: 'Second' },
    });
    app.reply = () => ({ json: { response_action: 'push', view: modal({ title: plain('Third') }) } });
    await person.submit(first, { text: 'b' });
    await expect(person.submit(first, { text: 'b' })).rejects.toMatchObject({ code: 'view_not_open' });
    const third = slack.openView(anna);
    if (third === undefined) throw new Error('nothing was pushed');
    app.reply = () => ({ json: { response_action: 'clear' } });
    expect(await person.submit(third, { text: 'c' })).toEqual({ outcome: 'closed' });
    expect(slack.openView(anna)).toBeUndefined();
  });

  test.each([
    ['an unknown action', { response_action: 'explode' }],
    ['errors under a block that is not there', { response_action: 'errors', errors: { nowhere: 'no' } }],
    ['a view without a title', { response_action: 'update', view: { type: 'modal', blocks: [] } }],
  ])('shows the person an error when the app answers with %s.', async (_what, json) => {
    const view = await openModal();
    app.reply = () => ({ json });
    const submitted = stage.slack.as(stage.anna).submit(view, { text: 'a' });
    await expect(submitted).rejects.toMatchObject({ code: 'app_error' });
    expect(stage.slack.openView(stage.anna)?.id).toBe(view.id);
  });

  test('tells of being closed only where it asks for that.', async () => {
    const { slack, anna } = stage;
    await slack.as(anna).close(await openModal());
    expect(app.requests.at(-1)?.payload.type).toBeUndefined();
    await slack.as(anna).close(await openModal({ notify_on_close: true }));
    expect(app.requests.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(slack.openView(anna)).toBeUndefined();
  });

  test('is updated by the hash it has, keeping what was typed, and not by an old one.', async () => {
    const { slack, client, anna } = stage;
    const view = await openModal();
    await slack.as(anna).choose(view, 'text', 'half a sent');
    const first = await client.views.update({ view_id: view.id, view: modal({ title: plain('Again') }) });
    expect(slack.openView(anna)).toMatchObject({
      title: 'Again',
      values: { what: { text: { value: 'half a sent' } } },
    });
    const again = { view_id: view.id, hash: first.view?.hash ?? '', view: modal() };
    expect(await refusal(client.views.update(again))).toBe('ok');
    expect(await refusal(client.views.update(again))).toBe('hash_conflict');
  });

  test('lies at most two deep on another.', async () => {
    const view = await openModal();
    const person = stage.slack.as(stage.anna);
    app.reply = () => ({ json: { response_action: 'push', view: modal() } });
    await person.submit(view, { text: '1' });
    const push = async () => person.submit(stage.slack.openView(stage.anna) ?? view, { text: 'n' });
    expect(await push()).toMatchObject({ outcome: 'pushed' });
    await expect(push()).rejects.toMatchObject({ code: 'app_error' });
  });
});

test('Menus in messages report what was chosen, and only what they offer can be.', async () => {
  const { slack, client, anna, support } = stage;
  const options = [
    { text: plain('High'), value: '2' },
    { text: plain('Low'), value: '4' },
  ];
  const select = {
    type: 'static_select' as const,
    action_id: 'severity',
    placeholder: plain('Severity'),
    options,
  };
  await client.chat.postMessage({
    channel: support,
    text: 'card',
    blocks: [{ type: 'actions', block_id: 'card', elements: [select] }],
  });
  const card = slack.messages(support)[0];
  if (card === undefined) throw new Error('no card');
  await expect(slack.as(anna).choose(card, 'Severity', 'Medium')).rejects.toMatchObject({
    code: 'no_such_option',
  });
  await expect(slack.as(anna).click(card, 'severity')).rejects.toMatchObject({ code: 'not_a_button' });
  await slack.as(anna).choose(card, 'Severity', 'Low');
  expect(app.requests.at(-1)?.payload).toMatchObject({
    actions: [{ action_id: 'severity', block_id: 'card', selected_option: { value: '4' } }],
    state: { values: { card: { severity: { selected_option: { value: '4' } } } } },
    message: { ts: card.ts },
  });
});

describe("Slack's client does not let", () => {
  test('a command be typed in a thread, or by a guest.', async () => {
    const { slack, anna, support } = stage;
    const parent = await slack.as(anna).post(support, 'parent');
    const inThread = slack.as(anna).slash(support, '/ticket', '', { threadTs: parent.ts });
    await expect(inThread).rejects.toMatchObject({ code: 'not_in_threads' });
    const guest = slack.addUser({ name: 'guest', team: 'Customer Ltd' });
    const shared = slack.addChannel({ name: 'customer', members: [guest], shared: true });
    await expect(slack.as(guest).slash(shared, '/ticket')).rejects.toMatchObject({
      code: 'not_installed_here',
    });
    await expect(slack.as(guest).dm('hello')).rejects.toMatchObject({ code: 'cannot_dm_bot' });
    await expect(slack.as(guest).post(support, 'hello')).rejects.toMatchObject({ code: 'not_a_member' });
  });

  test('people change what others wrote, write nothing, or write where it is archived.', async () => {
    const { slack, anna, boris, support } = stage;
    const message = await slack.as(anna).post(support, 'mine');
    await expect(slack.as(boris).edit(message, 'his')).rejects.toMatchObject({ code: 'not_own_message' });
    await expect(slack.as(boris).delete(message)).rejects.toMatchObject({ code: 'not_own_message' });
    await expect(slack.as(boris).post(support, ' ')).rejects.toMatchObject({ code: 'no_text' });
    await slack.archive(support);
    await expect(slack.as(boris).post(support, 'hello')).rejects.toMatchObject({ code: 'is_archived' });
  });

  test('somebody deactivated act at all.', async () => {
    const { slack, anna, support } = stage;
    const person = slack.as(anna);
    await slack.deactivate(anna);
    await expect(person.post(support, 'hello')).rejects.toMatchObject({ code: 'deactivated' });
    expect(() => slack.as(anna)).toThrow('deactivated');
  });
});
