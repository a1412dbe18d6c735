// Takes connections as fast as a flood brings them: by several sockets on one port, where the system allows that.
import type { Server as HttpServer } from 'node:http';
import { createServer, type ListenOptions, type Server } from 'node:net';

/**
 * From each socket one connection is taken in a turn of the event loop, so that a desk with much in hand, whose turns
 * take milliseconds, would leave most of a flood standing at the door for longer than a platform waits.
 */
const SOCKETS = 16;
/**
 * How many connections may stand at each; the system may allow less (on Linux `net.core.somaxconn`). Those beyond are
 * not refused, but try again only after a second, then two, then four.
 */
const BACKLOG = 4_096;

export interface Listeners {
  readonly port: number;
  /** Takes no more connections; resolves when those that were taken have ended. */
  close(): Promise<void>;
}

/** Has `http` serve what comes to `host:port`; port 0 takes any free one. Rejects when the port is taken. */
export async function listenWith(http: HttpServer, host: string, port: number): Promise<Listeners> {
  // Sockets that share a port would share it with another desk's too, so it is first seen to be free.
  const alone = await opened(createServer(), { host, port });
  const free = portOf(alone);
  await closed(alone);
  const sockets = await manyOn(http, { host, port: free });
  return {
    port: free,
    close: async () => void (await Promise.all(sockets.map(closed))),
  };
}

async function manyOn(http: HttpServer, at: { host: string; port: number }): Promise<readonly Server[]> {
  const sockets: Server[] = [];
  try {
    // Of these the server's own is the first: only one that listens keeps account of its connections and their time.
    while (sockets.length < SOCKETS)
      sockets.push(await opened(sockets.length === 0 ? http : beside(http), { ...at, reusePort: true }));
    return sockets;
  } catch (error) {
    await Promise.all(sockets.map(closed));
    if (isUnsupported(error)) return [await opened(http, at)];
    throw error;
  }
}

/** macOS and Windows do not spread connections over sockets of one port. */
const isUnsupported = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOTSUP' || error.code === 'EINVAL');

/** The options are those that an HTTP server of Node's opens its own socket with. */
const beside = (http: HttpServer): Server =>
  createServer({ allowHalfOpen: true, noDelay: true }, (connection) => http.emit('connection', connection));

function opened(socket: Server, at: ListenOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.listen({ ...at, backlog: BACKLOG }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

const closed = (socket: Server): Promise<void> =>
  new Promise((resolve, reject) =>
    socket.close((error) => (error === undefined ? resolve() : reject(error))),
  );

function portOf(socket: Server): number {
  const address = socket.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
