// A chat in Telegram's client: bubbles, and a place to type or to answer one of them.
import { createComposer } from '../composer.js';
import { el, keyed } from '../dom.js';
import { keepAtEnd } from '../end-keeping.js';
import { actWith } from '../server.js';
import { dayOf } from '../when.js';
import { drawMessage, gist, nameOf } from './message.js';

/** `person()` is who acts; `extras` stand before the field. */
export function createChat({ person, extras = [] }) {
  const list = el('div', { class: 'bubbles', tabindex: '0', role: 'log' });
  const answerBar = el('div', { class: 'answering' });
  const goToEnd = keepAtEnd(list);
  let shown = null;
  let answered = null;
  /** The last request for an answer that was shown or put away: each is offered once. */
  let settledForceId = 0;

  const composer = createComposer({
    label: 'Message',
    extras,
    async send(text, files) {
      const replyTo = answered;
      setAnswered(null);
      const isSent = await actWith(files, {
        act: 'telegram.send',
        as: person(),
        chat: shown.chatId,
        text,
        ...(shown.topic !== null && { topic: shown.topic }),
        ...(replyTo && { replyTo: replyTo.message_id }),
      });
      if (!isSent) setAnswered(replyTo);
      return isSent;
    },
  });

  function setAnswered(message) {
    answered = message;
    answerBar.hidden = message === null;
    if (message === null) return;
    answerBar.replaceChildren(
      el('div', {}, el('strong', {}, `Reply to ${nameOf(message.from)}`), el('span', {}, gist(message))),
      el(
        'button',
        {
          type: 'button',
          class: 'plain',
          'aria-label': 'Do not reply to it',
          click: () => setAnswered(null),
        },
        '✕',
      ),
    );
    composer.focus();
  }

  /** Telegram's client opens a reply by itself when the bot asks this person for one. */
  function offerReply({ messages, userId, isGroup }) {
    const asking = messages.findLast(({ clientMarkup }) => clientMarkup?.force_reply);
    if (asking === undefined || asking.message.message_id <= settledForceId) return;
    settledForceId = asking.message.message_id;
    if (!isGroup || isFor(asking, userId)) setAnswered(asking.message);
  }

  setAnswered(null);
  return {
    element: el('div', { class: 'chat' }, list, answerBar, composer.element),
    insert: composer.insert,
    /** `view` is `{key, chatId, topic, userId, isGroup, label, messages}`. */
    update(view) {
      const isOther = shown?.key !== view.key;
      if (isOther) {
        setAnswered(null);
        settledForceId = view.messages.at(-1)?.message.message_id ?? 0;
      }
      shown = view;
      composer.setLabel(view.label);
      offerReply(view);
      const context = { person, answer: setAnswered };
      keyed(
        list,
        withDays(view),
        ({ key }) => key,
        (item) =>
          item.day === undefined ? drawMessage(item, context) : el('div', { class: 'service' }, item.day),
      );
      if (isOther) goToEnd();
    },
  };
}

function isFor({ message, clientMarkup }, userId) {
  if (!clientMarkup.selective) return true;
  const mentioned = (message.entities ?? []).some(({ user }) => user?.id === userId);
  return mentioned || message.reply_to_message?.from.id === userId;
}

function withDays({ key, messages, userId, isGroup }) {
  let last = '';
  return messages.flatMap((view) => {
    const day = dayOf(view.message.date * 1000);
    const line = day === last ? [] : [{ key: `${key} ${day}`, day }];
    last = day;
    const isOwn = view.message.from.id === userId;
    return [...line, { key: `${key} ${view.message.message_id}`, view, isOwn, isGroup }];
  });
}
