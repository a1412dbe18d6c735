// A TCP proxy before a PostgreSQL server, standing for a server that restarts, is away, or falls silent.
import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';

export interface DatabaseProxy {
  /** The database's address by way of the proxy. */
  readonly url: string;
  /** How many connections pass through now. */
  readonly connections: () => number;
  /** Drops every connection and takes them anew at once, as a server does that closes its sessions. */
  drop(): void;
  /** Drops every connection and refuses new ones, as a server that is down. */
  cut(): Promise<void>;
  /** Lets nothing through any more and says nothing of it, as a network that lost its way. */
  silence(): void;
  /** The same for the connections that there are, while new ones are served. */
  silencePresent(): void;
  /** Lets questions through and keeps the answers back. */
  deafen(): void;
  /** Ends `cut`, `silence` or `deafen`; what waited in silence goes on. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of this machine before the server of `url`. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = new Socket();
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [upstream, client]] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
    upstream.connect(Number(target.port || 5432), target.hostname);
    if (!isSilent) join(pair);
  });
  await listen(server, 0);
  const port = portOf(server);
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(port);
  const drop = (): void => {
    for (const [client, upstream] of [...pairs]) {
      client.resetAndDestroy();
      upstream.destroy();
    }
  };
  const silencePresent = (): void => {
    for (const [client, upstream] of pairs) {
      client.unpipe(upstream).pause();
      upstream.unpipe(client).pause();
    }
  };
  const stopListening = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    drop();
    await closed;
  };
  return {
    url: proxied.href,
    connections: () => pairs.size,
    drop,
    cut: stopListening,
    silence() {
      isSilent = true;
      silencePresent();
    },
    silencePresent,
    deafen() {
      for (const [client, upstream] of pairs) upstream.unpipe(client).pause();
    },
    async mend() {
      isSilent = false;
      for (const pair of pairs) join(pair);
      if (!server.listening) await listen(server, port);
    },
    close: stopListening,
  };
}

function join([client, upstream]: readonly [Socket, Socket]): void {
  // Two pipes would say everything twice.
  client.unpipe(upstream).pipe(upstream);
  upstream.unpipe(client).pipe(client);
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}
