// Asks the database server every second whether it is there, and says so to those who would wait in vain.
import { Client, type ClientConfig } from 'pg';
import { isConnectionLoss } from '../connection-loss.ts';
import type { Availability } from './availability.ts';
import type { DatabaseLogger } from './database.ts';
import type { Sockets } from './sockets.ts';

export interface ServerWatch extends Availability {
  /** Looks no more; a look under way comes to nothing. */
  stop(): void;
}

export interface ServerWatchOptions {
  readonly connection: ClientConfig;
  readonly sockets: Sockets;
  readonly logger: DatabaseLogger;
  /** Between two looks. */
  readonly everyMs?: number;
  /** How long an answer, or a new connection, may take. */
  readonly patienceMs?: number;
}

const EVERY_MS = 1_000;
const PATIENCE_MS = 2_500;

/** Watches a server that has just answered. Nothing that it meets is thrown. */
export function watchServer(options: ServerWatchOptions): ServerWatch {
  const { everyMs = EVERY_MS, logger, sockets } = options;
  const probe = createProbe(options);
  const listeners: ((isUp: boolean) => void)[] = [];
  let isUp = true;
  let isStopped = false;
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;
  let back = Promise.withResolvers<void>();

  function tell(found: boolean, error?: unknown): void {
    if (found === isUp || isStopped) return;
    isUp = found;
    if (found) {
      logger.info({}, 'the database is back');
      back.resolve();
    } else {
      back = Promise.withResolvers<void>();
      logger.error({ err: error }, 'the database cannot be reached; waiting for it');
      sockets.cut();
    }
    for (const listener of listeners) listener(found);
  }

  async function look(): Promise<void> {
    await probe.ask().then(
      () => tell(true),
      (error: unknown) => tell(false, error),
    );
    isLooking = false;
    if (!isStopped) timer = setTimeout(begin, everyMs);
  }

  function begin(): void {
    clearTimeout(timer);
    if (isStopped || isLooking) return;
    isLooking = true;
    void look();
  }

  timer = setTimeout(begin, everyMs);
  return {
    isUp: () => isUp,
    suspect: begin,
    whenUp: () => (isUp ? Promise.resolve() : back.promise),
    onChange: (listener) => void listeners.push(listener),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      back.resolve();
      probe.close();
    },
  };
}

interface Probe {
  /** Resolves when the server answers, on a new connection if it must be; rejects when it does not. */
  ask(): Promise<void>;
  close(): void;
}

function createProbe({ connection, sockets, patienceMs = PATIENCE_MS }: ServerWatchOptions): Probe {
  let client: Client | null = null;
  let isClosed = false;

  async function connect(): Promise<Client> {
    const next = new Client({ ...connection, connectionTimeoutMillis: patienceMs });
    // Without a listener a connection that is lost between two questions would end the process.
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client === next) client = null;
    });
    client = next;
    await next.connect();
    return next;
  }

  async function askOnce(): Promise<void> {
    const asked = client ?? (await connect());
    await within(patienceMs, question(asked));
  }

  return {
    async ask() {
      const hadConnection = client !== null;
      try {
        await askOnce();
      } catch (error) {
        if (isClosed) return;
        client = null;
        // A connection that stands and yet says nothing is of no use to anybody, nor are those beside it.
        if (!isConnectionLoss(error)) sockets.cut();
        if (!hadConnection) throw error;
        await askOnce();
      }
    },
    close() {
      isClosed = true;
      // Not waited for: a client that is told to end while it connects never says that it has.
      client?.end().catch(() => undefined);
    },
  };
}

/** @throws when the server has become a standby, which connections must be made anew to get away from. */
async function question(client: Client): Promise<void> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  if (rows[0]?.standby) throw new Error('the server is a standby and takes no writes');
}

/** Rejects after `ms`, but not before an answer that has arrived meanwhile has been read: this process may be busy. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => setImmediate(() => setImmediate(() => reject(new Error(`no answer within ${ms} ms`)))),
    ms,
  );
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
