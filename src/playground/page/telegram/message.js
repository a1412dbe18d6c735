// One message in Telegram's client: a bubble with its buttons, or a line about the chat itself.
import { el } from '../dom.js';
import { drawFile } from '../files.js';
import { actButton } from '../pressing.js';
import { act } from '../server.js';
import { timeOf } from '../when.js';
import { formatted } from './entities.js';

/** `item` is `{view, isOwn, isGroup}`; `context` holds `person()` and `answer(message)`. */
export function drawMessage({ view, isOwn, isGroup }, context) {
  const { message, reactions } = view;
  const news = serviceText(message);
  if (news !== null) return el('div', { class: 'service' }, news);
  const place = { chat: message.chat.id, message: message.message_id };
  return el(
    'article',
    { class: isOwn ? 'bubble-row own' : 'bubble-row' },
    el(
      'div',
      { class: 'bubble' },
      isGroup && !isOwn ? el('div', { class: 'sender' }, nameOf(message.from)) : null,
      quote(message),
      attached(message),
      el('div', { class: 'bubble-text' }, ...words(message)),
      reactionRow(reactions),
      el('span', { class: 'stamp' }, message.edit_date ? 'edited ' : '', timeOf(message.date * 1000)),
      el('button', { type: 'button', class: 'answer', click: () => context.answer(message) }, 'Reply'),
    ),
    keyboard(message, (button) =>
      act({ act: 'telegram.press', as: context.person(), message: place, button: button.callback_data }),
    ),
  );
}

export const nameOf = ({ first_name: first, last_name: last }) => (last ? `${first} ${last}` : first);

/** What a message says, in one line. */
export const gist = (message) =>
  (
    message.text ??
    message.caption ??
    message.document?.file_name ??
    (message.photo ? 'Photo' : 'File')
  ).split('\n', 1)[0];

const words = (message) =>
  formatted(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities);

function quote({ reply_to_message: answered, forum_topic_created: _ }) {
  if (answered === undefined || answered.forum_topic_created !== undefined) return null;
  return el(
    'div',
    { class: 'quoted' },
    el('strong', {}, nameOf(answered.from)),
    el('span', {}, gist(answered)),
  );
}

const kindNames = {
  animation: 'Animation',
  document: 'File',
  video: 'Video',
  audio: 'Audio',
  voice: 'Voice',
};

/** A message carries one file; an animation comes as a document too, for clients that know no better. */
function attached(message) {
  const photo = message.photo?.at(-1);
  if (photo !== undefined) {
    const { file_id: id, width, height } = photo;
    return drawFile('telegram', { id, name: message.caption ?? 'Photo', width, height, isPicture: true });
  }
  const kind = Object.keys(kindNames).find((name) => message[name] !== undefined);
  if (kind === undefined) return null;
  const { file_id: id, file_name: name = kindNames[kind], file_size: size } = message[kind];
  return drawFile('telegram', { id, name, size, isPicture: false });
}

function reactionRow(reactions) {
  const chips = Object.entries(reactions).map(([emoji, count]) =>
    el('span', { class: 'reaction' }, count === 1 ? emoji : `${emoji} ${count}`),
  );
  return chips.length === 0 ? null : el('div', { class: 'reactions' }, ...chips);
}

function keyboard({ reply_markup: markup }, press) {
  if (markup === undefined) return null;
  const rows = markup.inline_keyboard.map((row) =>
    el(
      'div',
      { class: 'key-row' },
      ...row.map((button) => actButton({ class: 'key' }, () => press(button), button.text)),
    ),
  );
  return el('div', { class: 'keys' }, ...rows);
}

function serviceText(message) {
  const { forum_topic_created: created, forum_topic_edited: edited } = message;
  if (created) return `Topic “${created.name}” was created`;
  if (edited) return edited.name ? `The topic is now called “${edited.name}”` : 'The topic has a new icon';
  if (message.forum_topic_closed) return 'The topic was closed';
  if (message.forum_topic_reopened) return 'The topic was opened again';
  if (message.pinned_message) return `${nameOf(message.from)} pinned “${gist(message.pinned_message)}”`;
  if (message.new_chat_members) return `${message.new_chat_members.map(nameOf).join(', ')} joined`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} left`;
  return null;
}
