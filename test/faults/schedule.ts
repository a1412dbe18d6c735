// What people do and what goes wrong, laid down before anything starts: all of it follows from the seed.
import type { TrialOptions } from './options.ts';
import { type Random, seededRandom } from './random.ts';
import { type ActKind, isOfCustomer, type PlatformName } from './record.ts';

/** One step of a ticket; `by` is an agent's number, null for the customer. */
export interface PlannedAct {
  readonly kind: Exclude<ActKind, 'opening'> | 'claim';
  readonly by: { readonly platform: PlatformName; readonly agent: number } | null;
  /** The writer goes on without waiting until the desk has it, and it is brought late. */
  readonly heldMs: number;
}

export interface PlannedTicket {
  readonly queue: number;
  readonly isCritical: boolean;
  readonly acts: readonly PlannedAct[];
}

/** Everything that one customer will do, ticket after ticket. */
export interface PlannedCustomer {
  readonly platform: PlatformName;
  /** On Slack: in direct messages, or in a channel shared with other customers. */
  readonly isDirect: boolean;
  readonly tickets: readonly PlannedTicket[];
}

export type PlannedFault = {
  /** After how many messages it comes, agents' among them. */
  readonly after: number;
} & (
  | {
      readonly kind: 'kill' | 'term';
      readonly replica: number;
      readonly delayMs: number;
      readonly pauseMs: number;
    }
  | { readonly kind: 'database cut'; readonly forMs: number }
  | { readonly kind: 'sessions ended' }
  | {
      readonly kind: 'call';
      readonly platform: PlatformName;
      readonly fault: CallFault;
      readonly times: number;
    }
  | { readonly kind: 'acknowledgement lost' | 'event repeated'; readonly times: number }
);

export const callFaults = ['429', '500', 'timeout', 'cutAfterProcessing', 'cutBeforeProcessing'] as const;
export type CallFault = (typeof callFaults)[number];

export interface Schedule {
  readonly customers: readonly PlannedCustomer[];
  readonly faults: readonly PlannedFault[];
}

export const queueCount = 4;
export const agentsEach = 3;

export function planTrial(options: TrialOptions): Schedule {
  const random = seededRandom(options.seed);
  const customers = planCustomers(options, random);
  return { customers, faults: planFaults(options, random, writtenBy(customers).length) };
}

/** What all of them and their agents will write, openings included. */
export const writtenBy = (customers: readonly PlannedCustomer[]): readonly { readonly kind: ActKind }[] =>
  customers
    .flatMap(({ tickets }) => tickets)
    .flatMap(({ acts }) => [
      { kind: 'opening' as const },
      ...acts.flatMap(({ kind }) => (kind === 'claim' ? [] : [{ kind }])),
    ]);

function planCustomers({ messages, customers }: TrialOptions, random: Random): readonly PlannedCustomer[] {
  const count = Math.max(1, Math.min(customers, Math.ceil(messages / 8)));
  const planned = Array.from({ length: count }, (_, index) => ({
    platform: index % 2 === 0 ? ('telegram' as const) : ('slack' as const),
    isDirect: index % 4 === 1,
    tickets: [] as PlannedTicket[],
  }));
  for (let left = messages, index = 0; left > 0; index += 1) {
    const customer = planned[index % count];
    if (customer === undefined) break;
    // In a chat that is one conversation, words are of whichever ticket is open.
    const isOneChat = customer.isDirect || customer.platform === 'telegram';
    const ticket = planTicket(random, { ...customer, isOneChat }, left);
    customer.tickets.push(ticket);
    left -= 1 + ticket.acts.filter(isOfCustomer).length;
  }
  return planned;
}

/** @param left how many messages its customer may write at most. */
function planTicket(
  random: Random,
  { isDirect, isOneChat }: { readonly isDirect: boolean; readonly isOneChat: boolean },
  left: number,
): PlannedTicket {
  const isCritical = random.chance(0.25);
  // Only an end makes room for the next matter there: until then words go on with the open ticket.
  const isSilent = isCritical && random.chance(0.4) && !isOneChat;
  const planned = Array.from({ length: random.between(5, 20) }, () => planAct(random, isSilent));
  const words = planned.filter(isOfCustomer);
  const acts: PlannedAct[] = planned.filter((act) => words.indexOf(act) < left - 1);
  if (!isSilent) acts.push({ ...planAct(random, false), kind: 'resolution', by: agent(random), heldMs: 0 });
  // Direct messages go to the queue of plain messages.
  return { queue: isDirect ? 0 : random.between(0, queueCount - 1), isCritical, acts };
}

const agent = (random: Random): NonNullable<PlannedAct['by']> => ({
  platform: random.chance(0.5) ? 'slack' : 'telegram',
  agent: random.between(0, agentsEach - 1),
});

function planAct(random: Random, isSilent: boolean): PlannedAct {
  const heldMs = random.chance(0.03) ? random.between(50, 1_500) : 0;
  const by = agent(random);
  const roll = random.next();
  if (roll < 0.5) return { kind: 'words', by: null, heldMs };
  if (roll < 0.8) return isSilent ? { kind: 'note', by, heldMs } : { kind: 'reply', by, heldMs };
  return roll < 0.95 ? { kind: 'note', by, heldMs } : { kind: 'claim', by, heldMs: 0 };
}

function planFaults(
  { kills, replicas, database }: TrialOptions,
  random: Random,
  messages: number,
): readonly PlannedFault[] {
  const faults: PlannedFault[] = [];
  const spread = (count: number, make: (after: number) => PlannedFault): void => {
    for (let index = 0; index < count; index += 1) {
      faults.push(make(Math.floor(((index + 0.2 + 0.7 * random.next()) * messages) / count)));
    }
  };
  const end = (kind: 'kill' | 'term') => (after: number) => ({
    after,
    kind,
    replica: random.between(0, replicas - 1),
    delayMs: random.between(0, 400),
    pauseMs: random.chance(0.3) ? random.between(200, 3_000) : 0,
  });
  spread(kills, end('kill'));
  spread(Math.ceil(kills / 10), end('term'));
  spread(Math.ceil(messages / 15), (after) => ({
    after,
    kind: 'call',
    platform: random.chance(0.5) ? 'slack' : 'telegram',
    fault: random.chance(0.05) ? 'timeout' : random.pick(callFaults.filter((fault) => fault !== 'timeout')),
    times: random.between(1, 3),
  }));
  spread(Math.ceil(messages / 40), (after) => ({
    after,
    kind: random.chance(0.5) ? 'acknowledgement lost' : 'event repeated',
    times: random.between(1, 3),
  }));
  if (database === 'postgres') {
    const restarts = Math.ceil(kills / 10);
    spread(restarts, (after) =>
      random.chance(0.5)
        ? { after, kind: 'database cut', forMs: random.between(300, 4_000) }
        : { after, kind: 'sessions ended' },
    );
  }
  return faults.toSorted((a, b) => a.after - b.after);
}
