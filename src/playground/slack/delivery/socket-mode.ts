// Socket Mode: apps connect by WebSocket, get envelopes and answer them; each envelope goes to one connection.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { type AppAnswer, type AppRequest, type AppTransport, failed } from './app-request.ts';
import { acceptWebSocket, type WebSocketConnection } from './websocket.ts';

/** Clients hold a connection for dead that is silent for 30 s of real time. */
const PING_EVERY_MS = 10_000;
const MOST_CONNECTIONS = 10;

export interface SocketMode {
  readonly transport: AppTransport;
  readonly connectionCount: number;
  /** An address for one connection, as apps.connections.open gives it. */
  issueUrl(baseUrl: string): string;
  upgrade(request: IncomingMessage, socket: Duplex): void;
  /** Asks every app connection to reconnect, as Slack does every few hours. */
  disconnectAll(reason?: 'warning' | 'refresh_requested'): void;
  /** Cuts every connection without a word. */
  cutAll(): void;
}

interface SocketModeParts {
  readonly appId: string;
  readonly unique: (prefix: string) => string;
  readonly onChange: () => void;
}

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export function createSocketMode({ appId, unique, onChange }: SocketModeParts): SocketMode {
  const tickets = new Set<string>();
  const waiting = new Map<string, { connection: WebSocketConnection; answer: (answer: AppAnswer) => void }>();
  let connections: WebSocketConnection[] = [];

  const forget = (connection: WebSocketConnection): void => {
    connections = connections.filter((other) => other !== connection);
    for (const [envelopeId, { connection: used, answer }] of waiting) {
      if (used !== connection) continue;
      waiting.delete(envelopeId);
      answer(failed('the connection was lost before the answer'));
    }
    onChange();
  };

  const received = (text: string): void => {
    const parsed = acknowledgement.safeParse(parseJson(text));
    if (!parsed.success) return;
    const pending = waiting.get(parsed.data.envelope_id);
    waiting.delete(parsed.data.envelope_id);
    pending?.answer({ ok: true, body: bodyIn(parsed.data.payload) });
  };

  const transport: AppTransport = (request, signal) => {
    const connection = connections.shift();
    if (connection === undefined) return Promise.resolve(failed('no Socket Mode connection is open'));
    connections.push(connection);
    const envelopeId = unique('envelope-');
    return new Promise((answer) => {
      waiting.set(envelopeId, { connection, answer });
      signal.addEventListener('abort', () => {
        waiting.delete(envelopeId);
        answer(failed('the answer was not waited for'));
      });
      connection.sendText(JSON.stringify(envelope(request, envelopeId)));
    });
  };

  return {
    transport,
    get connectionCount() {
      return connections.length;
    },
    issueUrl(baseUrl) {
      const ticket = unique('ticket-');
      tickets.add(ticket);
      return `${baseUrl.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || connections.length >= MOST_CONNECTIONS) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      const connection = acceptWebSocket(request, socket, {
        text: received,
        closed() {
          clearInterval(pinging);
          forget(connection);
        },
      });
      const pinging = setInterval(() => connection.ping(), PING_EVERY_MS).unref();
      connections.push(connection);
      connection.sendText(JSON.stringify(hello(appId, connections.length)));
      connection.ping();
      onChange();
    },
    disconnectAll(reason = 'refresh_requested') {
      const leaving = connections;
      connections = [];
      const notice = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } });
      for (const connection of leaving) connection.sendText(notice);
    },
    cutAll() {
      for (const connection of connections) connection.destroy();
    },
  };
}

function hello(appId: string, connectionCount: number) {
  return {
    type: 'hello',
    num_connections: connectionCount,
    debug_info: { host: 'applink', approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function envelope(request: AppRequest, envelopeId: string) {
  return {
    envelope_id: envelopeId,
    type: request.kind,
    payload: request.payload,
    accepts_response_payload: request.kind !== 'events_api',
    ...(request.kind === 'events_api'
      ? { retry_attempt: request.retry?.attempt ?? 0, retry_reason: request.retry?.reason ?? '' }
      : {}),
  };
}

/** An answer without content comes as `{}`. */
function bodyIn(payload: unknown): unknown {
  const isEmpty = typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0;
  return isEmpty || payload === undefined ? '' : payload;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
