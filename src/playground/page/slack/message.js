// One message in Slack's client, with what can be done to it.
import { avatar } from '../avatar.js';
import { el } from '../dom.js';
import { drawFile } from '../files.js';
import { actButton } from '../pressing.js';
import { act } from '../server.js';
import { timeOf } from '../when.js';
import { drawBlocks } from './blocks.js';
import { emojiOf, mrkdwn } from './mrkdwn.js';

/**
 * `item` is `{message, author, replies, isRoot}`; `context` holds `person()`, `names`, `shortcuts` and
 * `openThread(ts)`, which is null inside a thread.
 */
export function drawMessage({ message, author, replies }, context) {
  const kinds = ['message', message.isEphemeral ? 'ephemeral' : '', message.fromBot ? 'from-bot' : ''];
  return el(
    'article',
    {
      class: kinds.join(' ').trim(),
      'aria-label': `${author.realName}, ${timeOf(Number(message.ts) * 1000)}`,
    },
    avatar(author.realName, author.isBot),
    el(
      'div',
      { class: 'message-body' },
      message.isEphemeral ? el('div', { class: 'only-you' }, '👁 Only visible to you') : null,
      head(message, author),
      el('div', { class: 'message-content' }, ...content(message, context)),
      ...message.files.map((file) => drawFile('slack', { ...file, isPicture: isPicture(file) })),
      reactions(message, context),
      threadLink(message, replies, context),
    ),
    message.isEphemeral ? null : menu(message, context),
  );
}

/** What Slack shows where it stands. */
const isPicture = ({ mimetype }) => /^image\/(png|jpeg|gif)$/.test(mimetype);

const head = (message, author) =>
  el(
    'div',
    { class: 'message-head' },
    el('strong', {}, author.realName),
    author.isBot ? el('span', { class: 'badge' }, 'APP') : null,
    el('span', { class: 'quiet' }, timeOf(Number(message.ts) * 1000)),
    message.isEdited ? el('span', { class: 'quiet' }, '(edited)') : null,
  );

function content(message, context) {
  const { channel, ts, isEphemeral } = message;
  if (message.blocks.length === 0 && message.text === '') return [];
  if (message.blocks.length === 0)
    return [el('div', { class: 'block-text' }, ...mrkdwn(message.text, context.names))];
  const place = { channel, ts, isEphemeral };
  const controlOf = (block, element) => ({ blockId: block.block_id, actionId: element.action_id });
  return drawBlocks(message.blocks, {
    names: context.names,
    press: (block, element) =>
      act({ act: 'slack.press', as: context.person(), place, control: controlOf(block, element) }),
    choose: (block, element, choice) =>
      act({ act: 'slack.choose', as: context.person(), place, control: controlOf(block, element), choice }),
  });
}

function reactions({ channel, ts, reactions: all }, context) {
  if (all.length === 0) return null;
  const own = context.ownId();
  const chips = all.map(({ name, users }) => {
    const isOwn = users.includes(own);
    const press = () =>
      act({
        act: 'slack.react',
        as: context.person(),
        message: { channel, ts },
        emoji: name,
        isAdded: !isOwn,
      });
    const who = users.map(context.names.user).join(', ');
    return actButton(
      { class: 'reaction', 'aria-pressed': String(isOwn), title: `:${name}: ${who}` },
      press,
      `${emojiOf(name)} ${users.length}`,
    );
  });
  return el('div', { class: 'reactions' }, ...chips);
}

function threadLink(message, replies, { openThread }) {
  if (openThread === null || replies === 0 || message.isEphemeral) return null;
  const words = replies === 1 ? '1 reply' : `${replies} replies`;
  return el('button', { type: 'button', class: 'thread-link', click: () => openThread(message.ts) }, words);
}

function menu(message, context) {
  const { channel, ts } = message;
  const as = context.person();
  const react = (emoji) =>
    actButton(
      { title: `React with :${emoji}:`, 'aria-label': `React with ${emoji}` },
      () => act({ act: 'slack.react', as, message: { channel, ts }, emoji, isAdded: true }),
      emojiOf(emoji),
    );
  const shortcuts = context.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, callbackId }) =>
      actButton(
        { title: name },
        () => act({ act: 'slack.shortcut', as, callbackId, message: { channel, ts } }),
        name,
      ),
    );
  return el(
    'div',
    { class: 'message-menu' },
    react('+1'),
    react('white_check_mark'),
    context.openThread === null
      ? null
      : el('button', { type: 'button', click: () => context.openThread(ts) }, 'Reply in thread'),
    ...(message.fromBot ? [] : shortcuts),
  );
}
