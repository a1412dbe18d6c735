// The thread in which the embedded database runs: PGlite behind a socket that speaks PostgreSQL's protocol.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { DurableNodeFS } from './durable-node-fs.ts';
import { CLOSE, type EngineOrders, type EngineReport } from './engine-messages.ts';
import { ENGINE_PARAMETERS } from './engine-parameters.ts';

/** The desk has one client; more places let it reconnect before the server has noticed that the last one is gone. */
const MAX_CONNECTIONS = 8;

const port = parentPort;
if (port === null) throw new Error('engine-worker.ts runs as a worker thread only');
const orders = workerData as EngineOrders;

function report(message: EngineReport): void {
  port?.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const engine = await PGlite.create({
  fs: new DurableNodeFS(orders.postgresDirectory),
  startParams: ENGINE_PARAMETERS,
  onStderr: (line) => {
    report({ kind: 'stderr', line });
    return false;
  },
});

// The socket server never answers again after an exception of the engine itself, so the desk has to be told.
const execute = engine.execProtocolRawStream.bind(engine);
engine.execProtocolRawStream = (message, options) =>
  execute(message, options).catch((error: unknown) => {
    report({ kind: 'failed', reason: reasonOf(error) });
    throw error;
  });

const heapBytes = (): number => engine.Module.HEAPU8.buffer.byteLength;

const server = new PGLiteSocketServer({ db: engine, maxConnections: MAX_CONNECTIONS, ...orders.address });
await server.start();
report({
  kind: 'listening',
  port: 'path' in orders.address ? 0 : Number(server.getServerConn().split(':').at(-1)),
  heapBytes: heapBytes(),
});

port.on('message', async (message) => {
  if (message !== CLOSE) return;
  const closing = { kind: 'closed', heapBytes: heapBytes() } as const;
  await server.stop();
  await engine.close();
  report(closing);
  port.close();
});
