// What the desk's calls take of the pace that Telegram allows.
import type { Budget, Cost, PlannedCall } from '../../app/ports.ts';
import { render } from './render/render.ts';

/**
 * Thirty messages a second, one a second in a chat with short bursts, and twenty a minute in a group; a little slower,
 * since calls do not all take equally long.
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const overall: Budget = { key: 'telegram:all', calls: 1, withinMs: 35 };
const inChat = (chat: string): Budget => ({ key: `telegram:chat:${chat}`, calls: 5, withinMs: 5_100 });
const inGroup = (chat: string): Budget => ({ key: `telegram:group:${chat}`, calls: 20, withinMs: 60_500 });

/** Only new messages count, and a topic's opening, which Telegram shows as one. */
export function costsOf(chat: string, call: PlannedCall): readonly Cost[] {
  if (call.kind === 'edit' || call.kind === 'mark') return [];
  const isGroup = chat.startsWith('-');
  const opening = call.kind === 'post' && call.opensThread && isGroup ? 1 : 0;
  const count = opening + (call.kind === 'post' ? render(call.view).length : 1);
  const budgets = isGroup ? [inGroup(chat), inChat(chat), overall] : [inChat(chat), overall];
  return budgets.map((budget) => ({ ...budget, count }));
}
