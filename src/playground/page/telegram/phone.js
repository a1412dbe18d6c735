// The customer's phone: their chat with the bot, and its menu of commands.
import { avatar } from '../avatar.js';
import { el } from '../dom.js';
import { actButton } from '../pressing.js';
import { act } from '../server.js';
import { createChat } from './chat.js';
import { createCommandMenu } from './command-menu.js';

/** `person` is whose phone it is. */
export function createPhone(person) {
  const menu = createCommandMenu((command) => chat.insert(`/${command} `));
  const chat = createChat({ person: () => person, extras: [menu.button] });
  const start = actButton({ class: 'start' }, () => act({ act: 'telegram.start', as: person }), 'Start');
  const greeting = el(
    'p',
    { class: 'empty' },
    'What the customer sees on their phone. Press Start to meet the bot.',
  );
  const screen = el('div', { class: 'phone-screen' }, greeting, chat.element, menu.element, start);

  return {
    element: el(
      'div',
      { class: 'phone' },
      el(
        'div',
        { class: 'phone-head' },
        avatar('Deskhand', true),
        el('div', {}, el('strong', {}, 'Deskhand'), el('span', { class: 'quiet' }, 'bot')),
      ),
      screen,
    ),
    update({ telegram, commands }) {
      const [direct] = telegram.chats;
      screen.classList.toggle('unstarted', !telegram.started);
      start.hidden = telegram.started;
      greeting.hidden = telegram.started;
      menu.update(commands);
      chat.update({
        key: String(direct.chat.id),
        chatId: direct.chat.id,
        topic: null,
        userId: telegram.userId,
        isGroup: false,
        label: 'Message',
        messages: direct.messages,
      });
    },
  };
}
