// The bot's menu of commands, beside the place where people type.
import { el, keyed } from '../dom.js';

/** `pick(command)` is told what was chosen. */
export function createCommandMenu(pick) {
  const menu = el('div', { class: 'bot-menu', hidden: true, role: 'menu', 'aria-label': 'Commands' });
  const button = el(
    'button',
    { type: 'button', class: 'menu-button', title: 'Commands', 'aria-label': 'Commands', click: toggle },
    '/',
  );

  function toggle() {
    menu.hidden = !menu.hidden;
    button.setAttribute('aria-expanded', String(!menu.hidden));
  }

  const choose = (command) => {
    toggle();
    pick(command);
  };

  return {
    button,
    element: menu,
    update: (commands) =>
      keyed(
        menu,
        commands,
        ({ command }) => command,
        ({ command, description }) =>
          el(
            'button',
            { type: 'button', role: 'menuitem', click: () => choose(command) },
            el('strong', {}, `/${command}`),
            el('span', {}, description),
          ),
      ),
  };
}
