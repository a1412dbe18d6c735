// Stands between the desk and its database server, so that the server can be away for a while.
import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  readonly port: number;
  /** Ends every connection; with `isAway` new ones are refused until `back`. */
  cut(isAway: boolean): void;
  back(): void;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes everything on. */
export async function startDatabaseProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<DatabaseProxy> {
  const open = new Set<Socket>();
  let isAway = false;
  const track = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    if (isAway) return void client.resetAndDestroy();
    const upstream = connect(target);
    for (const socket of [client, upstream]) track(socket);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  const cut = (staysAway: boolean): void => {
    isAway = staysAway;
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    cut,
    back() {
      isAway = false;
    },
    async close() {
      cut(true);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
