// The agents' Telegram group: a forum with a topic a ticket, and the private chat with the bot beside it.
import { el } from '../dom.js';
import { actButton } from '../pressing.js';
import { act } from '../server.js';
import { createChat } from './chat.js';
import { createCommandMenu } from './command-menu.js';

/** `person()` is who acts. */
export function createForum({ person }) {
  const rooms = el('nav', { class: 'forum-topics', 'aria-label': 'Topics' });
  const title = el('h3');
  const menu = createCommandMenu((command) => chat.insert(`/${command} `));
  const chat = createChat({ person, extras: [menu.button] });
  const start = actButton({ class: 'start' }, () => act({ act: 'telegram.start', as: person() }), 'Start');
  const pane = el(
    'div',
    { class: 'forum-chat' },
    el('div', { class: 'conversation-title' }, title),
    chat.element,
    menu.element,
    start,
  );
  let state = null;
  let chosen = null;

  const choose = (key) => {
    chosen = key;
    show();
  };

  function show() {
    const all = roomsOf(state.telegram);
    const home = all.findLast((room) => room.chatId === state.chatId && room.topic !== null);
    const current = all.find(({ key }) => key === chosen) ?? home ?? all[0];
    rooms.replaceChildren(...all.flatMap((room) => roomButton(room, current.key)));
    title.textContent = current.title;
    const isDirect = current.chatId === state.telegram.userId;
    menu.update(state.commands[current.chatId] ?? []);
    start.hidden = !isDirect || state.telegram.started;
    pane.classList.toggle('unstarted', !start.hidden);
    chat.update({
      ...current,
      key: `${current.key} ${state.telegram.userId}`,
      userId: state.telegram.userId,
    });
  }

  function roomButton(room, currentKey) {
    const button = el(
      'button',
      {
        type: 'button',
        'aria-current': room.key === currentKey ? 'page' : null,
        click: () => choose(room.key),
      },
      el('span', {}, room.title),
      el('small', {}, room.messages.length === 0 ? '' : String(room.messages.length)),
    );
    return room.group === null ? [button] : [el('div', { class: 'workspace-name' }, room.group), button];
  }

  return {
    element: el('div', { class: 'forum' }, rooms, pane),
    update(next) {
      state = next;
      show();
    },
  };
}

/** Everywhere this person can write: each group's topics under its name, the bot's private chat last. */
function roomsOf({ chats }) {
  const [direct, ...groups] = chats;
  return [...groups.flatMap(roomsOfGroup), roomOf(direct, null, 'Deskhand (bot)', 'Private')];
}

function roomsOfGroup(group) {
  const topics = group.topics.map(({ id, name, closed }) =>
    roomOf(group, id, closed ? `🔒 ${name}` : name, null),
  );
  return [roomOf(group, null, 'General', group.chat.title), ...topics];
}

function roomOf({ chat, messages }, topic, title, group) {
  const isPrivate = chat.type === 'private';
  const inTopic = ({ message }) => (message.message_thread_id ?? null) === topic;
  return {
    key: `${chat.id} ${topic ?? ''}`,
    chatId: chat.id,
    topic,
    title,
    group,
    isGroup: !isPrivate,
    label: isPrivate ? 'Message' : 'Message the agents, or /reply …',
    messages: isPrivate ? messages : messages.filter(inTopic),
  };
}
