// The HTTP face of the Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>` on a local port.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import type { Answer, Dispatcher } from './dispatcher.ts';
import { DOWNLOAD_LIMIT_BYTES, type FileStore } from './file-store.ts';
import { readRequest } from './request.ts';

export interface ApiServerParts {
  readonly token: string;
  readonly dispatcher: Dispatcher;
  readonly files: FileStore;
}

export interface ApiServer {
  /** What a client takes as its API root, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** Starts the server on 127.0.0.1, on a free port unless told which. */
export async function startApiServer(parts: ApiServerParts, port = 0): Promise<ApiServer> {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${bound}`, close: () => closed(server) };
}

async function serve(
  parts: ApiServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const match = /^\/(file\/)?bot([^/]*)\/(.+)$/.exec(decodeURIComponent(url.pathname));
  const [, isFile, token, rest = ''] = match ?? [];
  if (match === null) send(response, refused(notFound()));
  else if (token !== parts.token) send(response, refused(new ApiError(401, 'Unauthorized')));
  else if (isFile !== undefined) sendFile(parts.files, rest, response);
  else send(response, await answer(parts.dispatcher, rest, url, { request, response }));
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(dispatcher: Dispatcher, method: string, url: URL, exchange: Exchange): Promise<Answer> {
  const hungUp = new AbortController();
  exchange.response.once('close', () => hungUp.abort());
  try {
    const { params, files } = await readRequest(exchange.request, url);
    return await dispatcher.answer({ method, params, files, hungUp: hungUp.signal });
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    throw error;
  }
}

function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

function refused(error: ApiError): Answer {
  return { kind: 'answer', status: error.code, body: error.toBody() };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'silence') return;
  if (answer.kind === 'cut') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

function sendFile(files: FileStore, path: string, response: ServerResponse): void {
  const file = files.findByPath(path);
  if (file === undefined || file.size > DOWNLOAD_LIMIT_BYTES) send(response, refused(notFound()));
  else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
