// What is known while a trial runs: who wrote what, what appeared where, and how far behind the desk is.
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/adapters/clock.ts';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import type { Attempt } from './balancer.ts';
import { retriesAfterMs } from './cast.ts';
import type { Act, Fault, Sight } from './record.ts';
import { tokensIn } from './record.ts';

type Shown = ShownMessage | Message;

/** Words that nobody has seen for so long no longer hold up their fellows. */
const givenUpMs = 30_000;

export class Stage {
  readonly acts: Act[] = [];
  readonly sights: Sight[] = [];
  readonly faults: Fault[] = [];
  /** The desk's messages that show a token, by token. */
  readonly relays = new Map<string, Sight[]>();
  /** The desk's newest messages in a chat or thread, by `chat thread`. */
  readonly latest = new Map<string, { sight: Sight; shown: Shown }[]>();
  /** What was written on each ticket, by the token that opened it. */
  readonly onTicket = new Map<string, Act[]>();
  private readonly byToken = new Map<string, Act>();
  private readonly unseen = new Map<string, Act>();
  private lastToken = 0;

  now(): number {
    return systemClock.now();
  }

  /** A token that nobody has used; `who` ends in the customer's or agent's number. */
  token(who: string): string {
    this.lastToken += 1;
    return `m${this.lastToken}-${who}`;
  }

  /** Records an act before it is done: the desk may answer while it still is. */
  begin(act: Omit<Act, 'at' | 'isDelivered' | 'isOrdered'>): Act {
    const begun: Act = { ...act, at: this.now(), isDelivered: act.platform === 'telegram', isOrdered: true };
    this.acts.push(begun);
    this.byToken.set(act.token, begun);
    this.unseen.set(act.token, begun);
    push(this.onTicket, act.ticket, begun);
    return begun;
  }

  sighted(sight: Sight, shown: Shown): void {
    this.sights.push(sight);
    if (!sight.isDesk) return;
    for (const token of tokensIn(sight.text)) {
      this.unseen.delete(token);
      push(this.relays, token, sight);
    }
    const place = `${sight.chat} ${sight.thread}`;
    push(this.latest, place, { sight, shown });
    const seen = this.latest.get(place);
    if (seen !== undefined && seen.length > 40) seen.splice(0, 20);
  }

  attempted({ token, retry, isTaken }: Attempt): void {
    const act = this.byToken.get(token);
    if (act === undefined) return;
    if (isTaken) act.isDelivered = true;
    // Slack gives up after its last repetition: nobody can expect the desk to know of it.
    if (!isTaken && retry >= retriesAfterMs.length) this.unseen.delete(token);
  }

  /** How many messages the desk has been brought and nobody has seen yet. */
  get behind(): number {
    const since = this.now() - givenUpMs;
    for (const [token, { at }] of this.unseen) if (at < since) this.unseen.delete(token);
    return this.unseen.size;
  }

  /** Acts that may still be brought to the desk by a repetition. */
  get beingRepeated(): number {
    const since = this.now() - Math.max(...retriesAfterMs) - 5_000;
    return this.acts.filter(({ isDelivered, at }) => !isDelivered && at > since).length;
  }

  /** Records something that went wrong now; it lasts until its `until` is set, if it is. */
  fault(fault: Omit<Fault, 'at'>): Fault {
    const begun = { ...fault, at: this.now() };
    this.faults.push(begun);
    return begun;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Whether the platform brings it to the desk before it gives up. */
export const isBrought = async (act: Act): Promise<boolean> =>
  (await eventually(() => act.isDelivered, Math.max(...retriesAfterMs) + 15_000)) === true;

/** Looks until there is something; undefined when that takes longer than `withinMs`. */
export async function eventually<T>(
  probe: () => T | undefined | false,
  withinMs: number,
): Promise<T | undefined> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) return undefined;
    await sleep(40);
  }
}
