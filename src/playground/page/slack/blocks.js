// Block Kit as elements. Controls that act call back with their block and what was chosen.
import { el } from '../dom.js';
import { drawFile } from '../files.js';
import { actButton } from '../pressing.js';
import { mrkdwn } from './mrkdwn.js';

/**
 * Draws blocks. `context` holds `names` for mentions, and `press(block, element)` and `choose(block, element, value)`,
 * which return promises.
 */
export const drawBlocks = (blocks, context) => blocks.map((block) => drawBlock(block, context));

function drawBlock(block, context) {
  switch (block.type) {
    case 'header':
      return el('div', { class: 'block-header' }, block.text.text);
    case 'section':
      return section(block, context);
    case 'context':
      return el(
        'div',
        { class: 'block-context' },
        ...block.elements.map((part) => contextPart(part, context)),
      );
    case 'actions':
      return el(
        'div',
        { class: 'block-actions' },
        ...block.elements.map((element) => control(block, element, context)),
      );
    case 'divider':
      return el('hr');
    case 'image':
      return image(block);
    case 'markdown':
      return el('div', { class: 'block-text' }, block.text);
    case 'rich_text':
      return el('div', { class: 'block-text' }, ...block.elements.flatMap((part) => richText(part, context)));
    default:
      return el('div', { class: 'block-context' }, `[${block.type}]`);
  }
}

/** A picture that the app uploaded; what lies elsewhere on the web this page does not fetch. */
function image({ slack_file: file, alt_text: words, title }) {
  if (file?.id === undefined) return el('div', { class: 'block-context' }, words);
  return el(
    'div',
    { class: 'block-image' },
    title === undefined ? null : el('div', { class: 'block-context' }, title.text),
    drawFile('slack', { id: file.id, name: words, isPicture: true }),
  );
}

export const drawText = (text, { names }) =>
  text.type === 'mrkdwn' ? mrkdwn(text.text, names) : [text.text];

function section(block, context) {
  const fields = (block.fields ?? []).map((field) => el('div', {}, ...drawText(field, context)));
  return el(
    'div',
    { class: 'block-section' },
    el(
      'div',
      { class: 'block-text' },
      ...(block.text === undefined ? [] : drawText(block.text, context)),
      fields.length > 0 ? el('div', { class: 'block-fields' }, ...fields) : null,
    ),
    block.accessory === undefined ? null : control(block, block.accessory, context),
  );
}

const contextPart = (part, context) =>
  el('span', {}, ...(part.type === 'image' ? [part.alt_text] : drawText(part, context)));

function control(block, element, context) {
  if (element.type === 'button') {
    const style = element.style === undefined ? '' : ` ${element.style}`;
    return actButton(
      { class: `slack-button${style}` },
      () => context.press(block, element),
      element.text.text,
    );
  }
  if (element.options === undefined) return el('span', { class: 'quiet' }, `[${element.type}]`);
  const chosen = element.initial_option?.value ?? '';
  return el(
    'select',
    {
      class: 'slack-select',
      'aria-label': element.placeholder?.text ?? 'Choose',
      change: ({ currentTarget }) => context.choose(block, element, currentTarget.value),
    },
    el(
      'option',
      { value: '', selected: chosen === '', disabled: true },
      element.placeholder?.text ?? 'Choose',
    ),
    ...element.options.map(({ text, value }) =>
      el('option', { value, selected: value === chosen }, text.text),
    ),
  );
}

function richText(part, { names }) {
  const inline = (piece) => {
    switch (piece.type) {
      case 'user':
        return el('span', { class: 'mention' }, `@${names.user(piece.user_id)}`);
      case 'channel':
        return el('span', { class: 'mention' }, `#${names.channel(piece.channel_id)}`);
      case 'broadcast':
        return el('span', { class: 'mention' }, `@${piece.range}`);
      case 'link':
        return el('a', { href: piece.url, target: '_blank', rel: 'noreferrer' }, piece.text ?? piece.url);
      default:
        return piece.text ?? '';
    }
  };
  return (part.elements ?? []).map(inline);
}
