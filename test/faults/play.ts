// What everybody who plays a trial has at hand, and where the people of one ticket write.
import type { Balancer } from './balancer.ts';
import type { Cast } from './cast.ts';
import type { Act, ActKind, PlatformName } from './record.ts';
import type { Stage } from './stage.ts';

export interface Play {
  readonly cast: Cast;
  readonly stage: Stage;
  readonly balancer: Balancer;
  /** How long people wait for what must come, in milliseconds. */
  readonly patienceMs: number;
  /** Waits while the desk is as far behind as it may be. */
  turn(): Promise<void>;
}

export interface Customer {
  readonly number: number;
  readonly platform: PlatformName;
  readonly id: string;
  readonly channel: string | null;
}

/** Where the people of one ticket write. */
export interface Scene {
  readonly customer: Customer;
  readonly opening: string;
  readonly queue: number;
  /** Of the customer's side on Slack. */
  readonly thread: string | null;
  readonly card: string;
  readonly topic: number;
}

/** What must have come for somebody to go on did not. */
export class GaveUp extends Error {}

/** Records what a customer is about to write. */
export function beginAct(
  { stage }: Play,
  { token, kind, customer, opening }: { token: string; kind: ActKind; customer: Customer; opening: string },
): Act {
  const { platform, id, channel } = customer;
  const chat = platform === 'telegram' ? id : (channel ?? `direct ${id}`);
  return stage.begin({ token, kind, writer: `${platform} ${id}`, platform, chat, ticket: opening });
}
