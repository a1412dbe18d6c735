// A list of messages with a place to type below it: a channel, a direct conversation, or a thread.
import { createComposer } from '../composer.js';
import { el, keyed } from '../dom.js';
import { keepAtEnd } from '../end-keeping.js';
import { actButton } from '../pressing.js';
import { act, actWith } from '../server.js';
import { dayOf } from '../when.js';
import { drawMessage } from './message.js';

/** `openThread` is null for the view of a thread itself. */
export function createConversation({ person, openThread, emptyWords = '' }) {
  const list = el('div', { class: 'messages', tabindex: '0', role: 'log' });
  const title = el('div', { class: 'conversation-title' });
  const empty = el('p', { class: 'empty' }, emptyWords);
  const shortcutBar = el('span', { class: 'shortcuts' });
  const goToEnd = keepAtEnd(list);
  let shown = null;

  const composer = createComposer({
    label: 'Message',
    extras: [
      el(
        'button',
        {
          type: 'button',
          class: 'address',
          title: 'Address the desk',
          click: () => composer.insert('@Deskhand '),
        },
        '@',
      ),
    ],
    send: (text, files) =>
      actWith(files, {
        act: 'slack.write',
        as: person(),
        channel: shown.channelId,
        text,
        ...(shown.threadTs !== null && { threadTs: shown.threadTs }),
      }),
  });

  return {
    element: el('div', { class: 'conversation' }, title, empty, list, composer.element, shortcutBar),
    /** `view` is `{key, title, label, channelId, threadTs, messages, names, ownId, shortcuts, people, end}`. */
    update(view) {
      const isOther = shown?.key !== view.key;
      shown = view;
      title.replaceChildren(el('h3', {}, view.title), ...(view.end ?? []));
      composer.setLabel(view.label);
      empty.hidden = view.messages.length > 0;
      showShortcuts(view);
      const context = {
        person,
        names: view.names,
        ownId: () => shown.ownId,
        shortcuts: view.shortcuts,
        openThread,
      };
      keyed(
        list,
        withDays(view),
        ({ key }) => key,
        (item) =>
          item.day === undefined
            ? drawMessage(item, context)
            : el('div', { class: 'day' }, el('span', {}, item.day)),
      );
      if (isOther) goToEnd();
    },
  };

  function showShortcuts({ shortcuts }) {
    const offered = openThread === null ? [] : shortcuts.filter(({ type }) => type === 'global');
    keyed(
      shortcutBar,
      offered,
      ({ callbackId }) => callbackId,
      ({ name, callbackId }) =>
        actButton(
          { class: 'plain' },
          () => act({ act: 'slack.shortcut', as: person(), callbackId }),
          `⚡ ${name}`,
        ),
    );
  }
}

/** The messages with a line wherever a day begins. The reader is part of what is drawn: their reactions differ. */
function withDays({ key, messages, people, replies, ownId }) {
  let last = '';
  return messages.flatMap((message) => {
    const day = dayOf(Number(message.ts) * 1000);
    const item = {
      key: `${key} ${message.ts} ${message.isEphemeral} ${ownId}`,
      message,
      author: people[message.user] ?? { realName: message.user, isBot: false },
      replies: replies.get(message.ts) ?? 0,
    };
    const line = day === last ? [] : [{ key: `${key} ${day}`, day }];
    last = day;
    return [...line, item];
  });
}
