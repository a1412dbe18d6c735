// Whether what people are shown fits what the real platforms take, whoever wrote however much.
import { render as onSlack } from '../../src/adapters/slack/render.ts';
import { render as onTelegram } from '../../src/adapters/telegram/render/render.ts';
import { MESSAGE_LIMIT } from '../../src/adapters/telegram/render/split.ts';
import type { View } from '../../src/app/view.ts';

const blocksPerMessage = 50;
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/** What a reader sees of Telegram's HTML. */
const shown = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:lt|gt|amp|quot);/g, (entity) => entities[entity] ?? entity);

/** @throws RangeError where a platform would show a part of the view only, since one message can be edited. */
export function fitsOneMessage(view: View): void {
  fitsEverywhere(view);
  const count = Math.max(onTelegram(view).length, onSlack(view).length);
  if (view.kind !== 'card' && count > 1) throw new RangeError(`${count} messages in place of one`);
}

/** @throws RangeError where a platform would refuse the view, buttons included. */
export function fitsEverywhere(view: View): void {
  for (const { html } of onTelegram(view)) {
    const { length } = [...shown(html)];
    if (length < 1 || length > MESSAGE_LIMIT) throw new RangeError(`${length} characters in one message`);
  }
  const messages = onSlack(view);
  for (const { blocks } of messages) {
    if (blocks.length > blocksPerMessage) throw new RangeError(`${blocks.length} blocks in one message`);
  }
  // A card is edited in place, so that nothing of it may stand elsewhere.
  if (view.kind === 'card' && messages.length !== 1)
    throw new RangeError(`a card of ${messages.length} messages`);
}
