// A load balancer as small as one can be: each request to the next process, and to another when that one declines.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** Balances over these ports of this machine, whether or not anything listens there at the moment. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    turn += 1;
    for (let attempt = 0; attempt < ports.length; attempt += 1) {
      const answer = await forward(request, body, ports[(turn + attempt) % ports.length] as number);
      if (answer === null) continue;
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      return response.end(await answer.text());
    }
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Null where the process is gone, or says that it stops. */
async function forward(request: IncomingMessage, body: Buffer, port: number): Promise<Response | null> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    return answer.status === 503 ? null : answer;
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
