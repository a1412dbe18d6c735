// How fast a bot may send: the documented limits, by the emulator's clock.
// Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

import type { EmulatorClock } from '../emulator-clock.ts';
import { tooManyRequests } from './api-error.ts';
import type { ChatState } from './chat-state.ts';

interface Limit {
  /** Messages allowed within the window. */
  readonly messages: number;
  readonly withinMs: number;
}

const OVERALL: Limit = { messages: 30, withinMs: 1_000 };
/** "Avoid sending more than one message per second" in a chat; short bursts are let through. */
const PER_CHAT: Limit = { messages: 5, withinMs: 5_000 };
const PER_GROUP: Limit = { messages: 20, withinMs: 60_000 };

export class RateLimits {
  private readonly clock: EmulatorClock;
  private readonly enabled: boolean;
  private readonly sentAt = new Map<string, number[]>();

  constructor(clock: EmulatorClock, enabled: boolean) {
    this.clock = clock;
    this.enabled = enabled;
  }

  /** Counts messages about to be sent to the chat. Throws 429 with the seconds to wait, counting nothing. */
  charge(chat: ChatState, messages = 1): void {
    if (!this.enabled) return;
    const limits: [string, Limit][] = [
      ['overall', OVERALL],
      [`chat ${chat.id}`, PER_CHAT],
    ];
    if (chat.person === undefined) limits.push([`group ${chat.id}`, PER_GROUP]);
    const waitMs = Math.max(...limits.map(([key, limit]) => this.waitMs(key, limit, messages)));
    if (waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1000));
    for (const [key] of limits) this.record(key, messages);
  }

  /** How long until that many more fit into the window; what can never fit is let through once it is empty. */
  private waitMs(key: string, limit: Limit, messages: number): number {
    const now = this.clock.now();
    const recent = (this.sentAt.get(key) ?? []).filter((at) => at > now - limit.withinMs);
    this.sentAt.set(key, recent);
    const mustExpire = Math.min(recent.length, recent.length + messages - limit.messages);
    if (mustExpire <= 0) return 0;
    return (recent[mustExpire - 1] ?? now) + limit.withinMs - now;
  }

  private record(key: string, messages: number): void {
    const sent = this.sentAt.get(key) ?? [];
    sent.push(...Array<number>(messages).fill(this.clock.now()));
    this.sentAt.set(key, sent);
  }
}
