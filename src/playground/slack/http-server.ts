// The emulator's HTTP side: API calls, uploads and downloads, response URLs, and the upgrade to Socket Mode.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ApiCall, ApiOutcome } from './web-api/api.ts';
import type { SlackFile } from './workspace/types.ts';
import type { Wire } from './workspace/wire.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

export interface HttpHandlers {
  readonly call: (call: ApiCall) => ApiOutcome;
  readonly respond: (id: string, body: string) => HttpAnswer;
  readonly upload: (fileId: string, content: Buffer) => HttpAnswer;
  /** The file, if `token` may read it. */
  readonly download: (fileId: string, token: string | undefined) => SlackFile | undefined;
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void;
}

export interface HttpSide {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1; port 0 takes a free one. */
export async function startHttpServer(port: number, handlers: () => HttpHandlers): Promise<HttpSide> {
  const open = new Set<Socket | Duplex>();
  const server = createServer((request, response) => {
    route(request, response, handlers()).catch((error: unknown) => {
      console.error('Slack emulator:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('upgrade', (request, socket) => handlers().upgrade(request, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${actualPort}`, port: actualPort, close: () => closeServer(server, open) };
}

function closeServer(server: Server, open: Set<Socket | Duplex>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: HttpHandlers,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, area = '', ...rest] = url.pathname.split('/');
  if (area === 'api') return answerCall(request, response, handlers, url);
  if (area === 'response') {
    return send(response, handlers.respond(rest.join('/'), (await bodyOf(request)).toString()));
  }
  if (area === 'upload')
    return send(response, handlers.upload(rest.at(-1) ?? '', await uploadedBytes(request)));
  if (area === 'files-pri') return sendFile(response, handlers.download(fileIdIn(rest), bearer(request)));
  if (area === 'signin') return send(response, { status: 200, body: SIGN_IN, contentType: 'text/html' });
  return send(response, { status: 404, body: 'not found' });
}

/** What Slack's site shows to whoever asks for a file without the right to it. */
const SIGN_IN = '<!DOCTYPE html><html><title>Sign in to Slack</title></html>';

async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: HttpHandlers,
  url: URL,
): Promise<void> {
  const parsed = decodeArguments(request, url, (await bodyOf(request)).toString());
  if (typeof parsed === 'string') return sendOutcome(response, refused(parsed));
  const { args, tokenInBody } = parsed;
  const method = url.pathname.slice('/api/'.length);
  return sendOutcome(response, handlers.call({ method, args, token: bearer(request) ?? tokenInBody }));
}

function refused(error: string): ApiOutcome {
  return { kind: 'answer', status: 200, headers: {}, body: { ok: false, error } };
}

/** Arguments of a call, or the code of why they cannot be read. A JSON body cannot carry the token. */
function decodeArguments(
  request: IncomingMessage,
  url: URL,
  body: string,
): { args: Wire; tokenInBody: string | undefined } | string {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  if (type === 'application/json') {
    const parsed = asObject(body);
    return parsed === undefined ? 'invalid_json' : { args: parsed, tokenInBody: undefined };
  }
  const isForm = type === 'application/x-www-form-urlencoded';
  if (!isForm && body !== '') return 'invalid_post_type';
  const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  return { args: fields, tokenInBody: fields.token };
}

function asObject(text: string): Wire | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function sendOutcome(response: ServerResponse, outcome: ApiOutcome): void {
  if (outcome.kind === 'hang') return;
  if (outcome.kind === 'cut') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(outcome.status, {
    'content-type': 'application/json; charset=utf-8',
    ...outcome.headers,
  });
  response.end(JSON.stringify(outcome.body));
}

function send(response: ServerResponse, { status, body, contentType }: HttpAnswer): void {
  response.writeHead(status, { 'content-type': contentType ?? 'text/plain; charset=utf-8' });
  response.end(body);
}

function sendFile(response: ServerResponse, file: SlackFile | undefined): void {
  if (file === undefined) {
    response.writeHead(302, { location: '/signin' });
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.content.byteLength });
  response.end(file.content);
}

/** `T0…-F0…` in the address of a file. */
function fileIdIn(path: string[]): string {
  return path[0]?.split('-')[1] ?? '';
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Uploads come as raw bytes or as the only file of a multipart form. */
async function uploadedBytes(request: IncomingMessage): Promise<Buffer> {
  const body = await bodyOf(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
