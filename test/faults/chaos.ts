// Lets go wrong what is planned to: processes die, the database goes away, calls and acknowledgements are lost.
import { setTimeout as sleep } from 'node:timers/promises';
import { never } from '../../src/domain/result.ts';
import type { Balancer } from './balancer.ts';
import type { Cast } from './cast.ts';
import type { Replica } from './replicas.ts';
import type { CallFault, PlannedFault } from './schedule.ts';
import type { Stage } from './stage.ts';

export interface ChaosParts {
  readonly cast: Cast;
  readonly stage: Stage;
  readonly balancer: Balancer;
  readonly replicas: readonly Replica[];
  readonly database: ServerTrouble | null;
}

/** What a database server can do to the desk. */
export interface ServerTrouble {
  cut(forMs: number): Promise<void>;
  endSessions(): Promise<void>;
}

export interface Stops {
  readonly tookMs: number;
  readonly code: number | null;
}

export interface Chaos {
  /** Hears how many messages were written; whatever is planned up to there happens. */
  written(count: number): void;
  /** How many ends of processes are due and have not come about yet. */
  readonly overdue: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly stops: readonly Stops[];
  /** Resolves when all that has been started is over. */
  finished(): Promise<void>;
}

export function createChaos(parts: ChaosParts, planned: readonly PlannedFault[]): Chaos {
  const counts = new Map<string, number>();
  const stops: Stops[] = [];
  const count = (kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let next = 0;
  let overdue = 0;
  let last: Promise<void> = Promise.resolve();

  /** Ends of processes and of the database come one after another; what is due in the meantime waits its turn. */
  const inTurn = (work: () => Promise<void>): void => {
    overdue += 1;
    last = last.then(work).finally(() => {
      overdue -= 1;
    });
  };
  const begin = (fault: PlannedFault): void => {
    switch (fault.kind) {
      case 'kill':
      case 'term':
        inTurn(() => endProcess(parts, fault, stops).then(() => count(fault.kind)));
        break;
      case 'database cut':
      case 'sessions ended':
        inTurn(() => troubleDatabase(parts, fault).then(() => count(fault.kind)));
        break;
      case 'call':
        failCalls(parts, fault, count);
        break;
      case 'acknowledgement lost':
        count(fault.kind);
        parts.balancer.loseAnswers(fault.times);
        break;
      case 'event repeated':
        count(fault.kind);
        parts.balancer.repeat(fault.times);
        break;
      default:
        never(fault);
    }
  };
  return {
    written(count) {
      for (let fault = planned[next]; fault !== undefined && fault.after <= count; fault = planned[next]) {
        next += 1;
        begin(fault);
      }
    },
    get overdue() {
      return overdue;
    },
    counts,
    stops,
    finished: () => last,
  };
}

type End = Extract<PlannedFault, { kind: 'kill' | 'term' }>;

/** Half of the deaths wait until the process works again after its last one; the others meet it wherever it is. */
async function endProcess({ replicas, stage }: ChaosParts, fault: End, stops: Stops[]): Promise<void> {
  const replica = replicas[fault.replica % replicas.length];
  if (replica === undefined) return;
  if (fault.delayMs % 4 !== 0) await replica.ready().catch(() => undefined);
  await sleep(fault.delayMs);
  const noted = stage.fault({ kind: fault.kind });
  if (fault.kind === 'kill') await replica.kill();
  else stops.push(await replica.stop());
  noted.until = stage.now();
  await sleep(fault.pauseMs);
  replica.start();
}

async function troubleDatabase(
  { database, stage }: ChaosParts,
  fault: Extract<PlannedFault, { kind: 'database cut' | 'sessions ended' }>,
): Promise<void> {
  if (database === null) return;
  const noted = stage.fault({ kind: 'database cut' });
  if (fault.kind === 'database cut') await database.cut(fault.forMs);
  else await database.endSessions();
  noted.until = stage.now();
}

const sending: Readonly<Record<string, readonly string[]>> = {
  slack: ['chat.postMessage', 'chat.update', 'reactions.add'],
  telegram: ['sendMessage', 'editMessageText', 'setMessageReaction', 'createForumTopic'],
};

function failCalls(
  { cast, stage }: ChaosParts,
  { platform, fault, times }: Extract<PlannedFault, { kind: 'call' }>,
  count: (kind: string) => void,
): void {
  let left = times;
  const isMet = (method: string, text: unknown): boolean => {
    if (left <= 0 || !sending[platform]?.includes(method)) return false;
    left -= 1;
    count(`${platform} ${fault}`);
    stage.fault({ kind: fault, platform, text: String(text ?? '') });
    return true;
  };
  // The emulators ask about each call once while the fault is planned, and `isMet` says yes to as many as are to fail.
  if (platform === 'slack') {
    cast.slack.fail(({ method, args }) => isMet(method, `${args.text} ${args.blocks}`), {
      ...slackFault(fault),
      times,
    });
  } else {
    cast.telegram.fail(({ method, params }) => isMet(method, params.text), {
      ...telegramFault(fault),
      times,
    });
  }
}

function slackFault(fault: CallFault) {
  if (fault === '429') return { status: 429, retryAfterSeconds: 1 };
  if (fault === '500') return { status: 500 };
  if (fault === 'timeout') return { timeout: true as const };
  return fault === 'cutAfterProcessing'
    ? { cutAfterProcessing: true as const }
    : { cutBeforeProcessing: true as const };
}

function telegramFault(fault: CallFault) {
  if (fault === '429') return { retryAfter: 1 };
  if (fault === '500') return { status: 500 };
  if (fault === 'timeout') return { timeout: true as const };
  return fault === 'cutAfterProcessing'
    ? { cutAfterProcessing: true as const }
    : { cutBeforeProcessing: true as const };
}
