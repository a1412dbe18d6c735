// The customer's phone: their chat with the bot, and its menu of commands.
import { avatar } from '../avatar.js';
import { el, keyed } from '../dom.js';
import { actButton } from '../pressing.js';
import { act } from '../server.js';
import { createChat } from './chat.js';

/** `person` is whose phone it is. */
export function createPhone(person) {
  const menu = el('div', { class: 'bot-menu', hidden: true, role: 'menu', 'aria-label': 'Commands' });
  const menuButton = el(
    'button',
    { type: 'button', class: 'menu-button', title: 'Commands', 'aria-label': 'Commands', click: toggle },
    '/',
  );
  const chat = createChat({ person: () => person, extras: [menuButton] });
  const start = actButton({ class: 'start' }, () => act({ act: 'telegram.start', as: person }), 'Start');
  const greeting = el(
    'p',
    { class: 'empty' },
    'What the customer sees on their phone. Press Start to meet the bot.',
  );
  const screen = el('div', { class: 'phone-screen' }, greeting, chat.element, menu, start);

  function toggle() {
    menu.hidden = !menu.hidden;
    menuButton.setAttribute('aria-expanded', String(!menu.hidden));
  }

  const pick = (command) => {
    toggle();
    chat.insert(`/${command} `);
  };

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
      keyed(
        menu,
        commands,
        ({ command }) => command,
        ({ command, description }) =>
          el(
            'button',
            { type: 'button', role: 'menuitem', click: () => pick(command) },
            el('strong', {}, `/${command}`),
            el('span', {}, description),
          ),
      );
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
