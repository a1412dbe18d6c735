// What people do with an app: slash commands, buttons and menus, shortcuts.
import type { Block } from '../blocks/blocks.ts';
import { commonPayload, payloadChannelName, slashPayload } from '../interactions/payloads.ts';
import { parseResponse, type ResponseTarget, showResponse } from '../interactions/response-urls.ts';
import { initialValues } from '../interactions/view-values.ts';
import { AppDidNotRespond, PlayRefused, SlackRefusal } from '../refusals.ts';
import type { Ephemeral, SlackMessage, SlackUser, SlackView, ViewState } from '../workspace/types.ts';
import { compact, messageWire, viewWire, type Wire } from '../workspace/wire.ts';
import { type Choice, type Control, type ControlRef, findControl, valueFor } from './controls.ts';
import { type MessageRef, visibleMessage } from './conversing.ts';
import { activeUser, askApp, type Scene, visibleChannel, writableChannel } from './scene.ts';
import type { ShownMessage, ShownView } from './shown.ts';

/** Types a slash command in a channel, not in a thread, and shows what the app answers. */
export async function slash(
  scene: Scene,
  userId: string,
  channelId: string,
  command: string,
  text: string,
  threadTs: string | undefined,
): Promise<void> {
  const { workspace, triggers, responseUrls } = scene;
  const user = activeUser(workspace, userId);
  const channel = writableChannel(workspace, user, channelId);
  if (threadTs !== undefined) {
    throw new PlayRefused('not_in_threads', `${command} is not supported in threads. Sorry!`);
  }
  if (workspace.isStranger(user)) {
    throw new PlayRefused('not_installed_here', `${command} belongs to another organisation's app`);
  }
  if (scene.commands !== undefined && !scene.commands.has(command)) {
    throw new PlayRefused('invalid_command', `${command} is not a valid command`);
  }
  const target: ResponseTarget = { userId, channelId: channel.id };
  const payload = slashPayload(workspace, user, channel, {
    command,
    text,
    trigger_id: triggers.issue(userId),
    response_url: responseUrls.issue(target),
  });
  showAnswer(scene, target, await askApp(scene, { kind: 'slash_commands', payload }));
}

/** An answer to a slash command: nothing, a text, or a message. */
function showAnswer(scene: Scene, target: ResponseTarget, body: unknown): void {
  if (body === '' || body === undefined) return;
  try {
    showResponse(scene.context, target, parseResponse(typeof body === 'string' ? { text: body } : body));
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    throw new AppDidNotRespond('app_error', `the answer cannot be shown: ${error.code}`);
  }
}

/** Where a control stands: in a message, in a message only this person sees, or in a view. */
interface Place {
  readonly blocks: readonly Block[];
  /** The parts of a payload that say where the control stands; `values` is the state of its controls. */
  readonly describe: (values: ViewState) => Wire;
  readonly viewId?: string;
}

function placeInMessage(scene: Scene, userId: string, message: SlackMessage): Place {
  const { workspace, context, responseUrls } = scene;
  const threadTs = message.threadTs;
  return {
    blocks: message.blocks ?? [],
    describe: (values) => ({
      container: compact({
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: false,
        thread_ts: threadTs,
      }),
      channel: channelIn(scene, message.channel),
      message: messageWire(workspace, message, context.baseUrl),
      state: { values },
      response_url: responseUrls.issue({ userId, channelId: message.channel, threadTs, message }),
    }),
  };
}

function placeInEphemeral(scene: Scene, userId: string, ephemeral: Ephemeral): Place {
  const { channel, ts, threadTs } = ephemeral;
  return {
    blocks: ephemeral.blocks ?? [],
    describe: (values) => ({
      container: compact({
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: true,
        thread_ts: threadTs,
      }),
      channel: channelIn(scene, channel),
      state: { values },
      response_url: scene.responseUrls.issue({ userId, channelId: channel, threadTs, ephemeral }),
    }),
  };
}

function placeInView(scene: Scene, view: SlackView): Place {
  return {
    blocks: view.content.blocks,
    viewId: view.id,
    describe: () => ({
      container: { type: 'view', view_id: view.id },
      view: viewWire(scene.workspace, view),
    }),
  };
}

function channelIn({ workspace }: Scene, channelId: string): Wire {
  const channel = workspace.channels.get(channelId);
  return { id: channelId, name: channel === undefined ? '' : payloadChannelName(channel) };
}

/** The view as it stands on this person's screen; throws PlayRefused when it does not. */
export function visibleView({ workspace }: Scene, userId: string, viewId: string): SlackView {
  const top = workspace.modalStack(userId).at(-1);
  const home = workspace.homes.get(userId);
  if (top?.id === viewId) return top;
  if (home?.id === viewId) return home;
  throw new PlayRefused('view_not_open', `${viewId} is not on the screen`);
}

function placeOf(scene: Scene, user: SlackUser, target: ShownMessage | ShownView): Place {
  if (!('ts' in target)) return placeInView(scene, visibleView(scene, user.id, target.id));
  if (!target.isEphemeral) return placeInMessage(scene, user.id, visibleMessage(scene, user.id, target));
  visibleChannel(scene.workspace, user, target.channel);
  const ephemeral = scene.workspace.ephemerals.find(
    ({ recipient, channel, ts }) => recipient === user.id && channel === target.channel && ts === target.ts,
  );
  if (ephemeral === undefined)
    throw new PlayRefused('message_not_found', 'nothing of the kind is on the screen');
  return placeInEphemeral(scene, user.id, ephemeral);
}

/** Presses a button. */
export async function click(
  scene: Scene,
  userId: string,
  target: ShownMessage | ShownView,
  which: ControlRef,
): Promise<void> {
  const user = activeUser(scene.workspace, userId);
  const place = placeOf(scene, user, target);
  const control = findControl(place.blocks, which);
  if (control.element.type !== 'button') {
    throw new PlayRefused('not_a_button', `${control.element.type} is chosen from, not pressed`);
  }
  const { text, value, style, url } = control.element;
  await sendAction(scene, user, place, control, compact({ type: 'button', text, value, style, url }));
}

/** Chooses in a menu or a picker; in a modal's input this only fills the field unless it dispatches. */
export async function choose(
  scene: Scene,
  userId: string,
  target: ShownMessage | ShownView,
  which: ControlRef,
  choice: Choice,
): Promise<void> {
  const user = activeUser(scene.workspace, userId);
  const place = placeOf(scene, user, target);
  const control = findControl(place.blocks, which);
  const value = valueFor(control.element, choice);
  if (place.viewId !== undefined && control.element.type !== 'overflow') {
    const view = visibleView(scene, userId, place.viewId);
    setValue(view, control, value);
    scene.workspace.changed();
  }
  const isQuiet = control.block.type === 'input' && control.block.dispatch_action !== true;
  if (!isQuiet) await sendAction(scene, user, place, control, value);
}

/** The state of a message's controls once `control` holds `value`; buttons hold none. */
function valuesAfter(blocks: readonly Block[], { block, element }: Control, value: Wire): ViewState {
  const values = initialValues(blocks);
  const actions = values[block.block_id ?? ''];
  if (actions?.[element.action_id ?? ''] !== undefined) actions[element.action_id ?? ''] = value;
  return values;
}

/** Puts a value into a field of a view. */
export function setValue(view: SlackView, { block, element }: Control, value: Wire): void {
  const blockId = block.block_id ?? '';
  view.values[blockId] = { ...view.values[blockId], [element.action_id ?? '']: value };
}

async function sendAction(
  scene: Scene,
  user: SlackUser,
  place: Place,
  control: Control,
  what: Wire,
): Promise<void> {
  const { workspace, triggers } = scene;
  const payload = {
    type: 'block_actions',
    ...commonPayload(workspace, user),
    trigger_id: triggers.issue(user.id, place.viewId),
    ...place.describe(valuesAfter(place.blocks, control, what)),
    actions: [
      {
        action_id: control.element.action_id,
        block_id: control.block.block_id,
        ...what,
        action_ts: workspace.ids.timestamp('actions'),
      },
    ],
  };
  await askApp(scene, { kind: 'interactive', payload });
}

/** Runs a global shortcut, or with a message one from that message's menu. */
export async function shortcut(
  scene: Scene,
  userId: string,
  callbackId: string,
  ref?: MessageRef,
): Promise<void> {
  const { workspace, triggers } = scene;
  const user = activeUser(workspace, userId);
  if (workspace.isStranger(user)) throw new PlayRefused('not_installed_here', 'the app is not theirs');
  if (scene.shortcuts !== undefined && !scene.shortcuts.has(callbackId)) {
    throw new PlayRefused('no_such_shortcut', `${callbackId} is not in the menu`);
  }
  const payload = {
    type: ref === undefined ? 'shortcut' : 'message_action',
    ...commonPayload(workspace, user),
    callback_id: callbackId,
    trigger_id: triggers.issue(userId),
    action_ts: workspace.ids.timestamp('actions'),
    ...(ref === undefined ? {} : aboutMessage(scene, userId, ref)),
  };
  await askApp(scene, { kind: 'interactive', payload });
}

function aboutMessage(scene: Scene, userId: string, ref: MessageRef): Wire {
  const message = visibleMessage(scene, userId, ref);
  const { channel, message: wire, response_url } = placeInMessage(scene, userId, message).describe({});
  return { channel, message: wire, message_ts: message.ts, response_url };
}
