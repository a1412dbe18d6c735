// One person in front of Slack's client: everything that tests and the playground let people do.
import * as acting from './acting.ts';
import type { Choice, ControlRef } from './controls.ts';
import type { MessageRef, PostOptions } from './conversing.ts';
import * as conversing from './conversing.ts';
import { close, type Filled, type SubmitOutcome, submit } from './modals.ts';
import { activeUser, type Scene } from './scene.ts';
import type { ShownMessage, ShownView } from './shown.ts';

/**
 * A person. Every act throws PlayRefused when Slack's client would not allow it. Acts resolve when the app has
 * been told: messages and the like whatever it answered, interactions when it acknowledged them; those
 * throw AppDidNotRespond when it did not.
 */
export interface Person {
  readonly id: string;
  /** Writes in a channel, or with `threadTs` in a thread; see `typedText` for what typed text may hold. */
  post(channel: string, text: string, options?: PostOptions): Promise<ShownMessage>;
  /** Writes to the app directly. */
  dm(text: string, options?: PostOptions): Promise<ShownMessage>;
  edit(message: MessageRef, text: string): Promise<ShownMessage>;
  delete(message: MessageRef): Promise<void>;
  react(message: MessageRef, emoji: string): Promise<void>;
  unreact(message: MessageRef, emoji: string): Promise<void>;
  join(channel: string): Promise<void>;
  leave(channel: string): Promise<void>;
  /** Sends `/command text` from a channel. */
  slash(channel: string, command: string, text?: string, options?: { threadTs?: string }): Promise<void>;
  /** Presses a button, given by its action_id, block_id or label. */
  click(target: ShownMessage | ShownView, button: ControlRef): Promise<void>;
  /** Chooses in a menu or picker: option values or labels, ids, dates. */
  choose(target: ShownMessage | ShownView, control: ControlRef, choice: Choice): Promise<void>;
  /** Fills in a modal by action_id, block_id or label, and submits it; what stands in other fields stays. */
  submit(view: Pick<ShownView, 'id'>, values?: Filled): Promise<SubmitOutcome>;
  close(view: Pick<ShownView, 'id'>): Promise<void>;
  /** Runs a global shortcut. */
  shortcut(callbackId: string): Promise<void>;
  /** Runs a shortcut from a message's menu. */
  messageShortcut(callbackId: string, message: MessageRef): Promise<void>;
  /** Opens the app's Home tab, or its messages. */
  openHome(tab?: 'home' | 'messages'): Promise<void>;
}

export function personIn(scene: Scene, userId: string): Person {
  activeUser(scene.workspace, userId);
  return {
    id: userId,
    post: (channel, text, options = {}) => conversing.post(scene, userId, channel, text, options),
    dm: async (text, options = {}) =>
      conversing.post(scene, userId, conversing.directChannelOf(scene, userId).id, text, options),
    edit: (message, text) => conversing.edit(scene, userId, message, text),
    delete: (message) => conversing.remove(scene, userId, message),
    react: (message, emoji) => conversing.react(scene, userId, message, emoji, true),
    unreact: (message, emoji) => conversing.react(scene, userId, message, emoji, false),
    join: (channel) => conversing.join(scene, userId, channel),
    leave: (channel) => conversing.leave(scene, userId, channel),
    slash: (channel, command, text = '', options = {}) =>
      acting.slash(scene, userId, channel, command, text, options.threadTs),
    click: (target, button) => acting.click(scene, userId, target, button),
    choose: (target, control, choice) => acting.choose(scene, userId, target, control, choice),
    submit: (view, values = {}) => submit(scene, userId, view, values),
    close: (view) => close(scene, userId, view),
    shortcut: (callbackId) => acting.shortcut(scene, userId, callbackId),
    messageShortcut: (callbackId, message) => acting.shortcut(scene, userId, callbackId, message),
    openHome: async (tab = 'home') => {
      conversing.directChannelOf(scene, userId);
      await scene.happenings.homeOpened(activeUser(scene.workspace, userId), tab);
    },
  };
}
