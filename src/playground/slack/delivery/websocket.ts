// The server's half of a WebSocket (RFC 6455), as much of it as Socket Mode needs: text, ping, pong, close.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const ACCEPT_SALT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

export interface WebSocketConnection {
  sendText(text: string): void;
  ping(): void;
  close(): void;
  destroy(): void;
}

export interface WebSocketListener {
  text(text: string): void;
  closed(): void;
}

interface Frame {
  readonly isLast: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  readonly size: number;
}

/** Completes the handshake and listens. `listener.closed` is called once, whoever closes. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  listener: WebSocketListener,
): WebSocketConnection {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1')
    .update(key + ACCEPT_SALT)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const send = (opcode: number, payload: Buffer): void => {
    if (socket.writable) socket.write(Buffer.concat([header(opcode, payload.byteLength), payload]));
  };
  const parse = frameParser((frame) => {
    if (frame.opcode === OPCODE.ping) send(OPCODE.pong, frame.payload);
    if (frame.opcode === OPCODE.close) {
      send(OPCODE.close, frame.payload);
      socket.end();
    }
  }, listener.text);
  socket.on('data', parse);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => listener.closed());
  return {
    sendText: (text) => send(OPCODE.text, Buffer.from(text)),
    ping: () => send(OPCODE.ping, Buffer.from('Ping from applink')),
    close: () => send(OPCODE.close, Buffer.from([0x03, 0xe8])),
    destroy: () => socket.destroy(),
  };
}

/** Head of an unmasked, unfragmented frame, as servers send it. */
function header(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.from([first, length]);
  if (length < 65_536) {
    const short = Buffer.from([first, 126, 0, 0]);
    short.writeUInt16BE(length, 2);
    return short;
  }
  const long = Buffer.alloc(10);
  long[0] = first;
  long[1] = 127;
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}

/** Gathers bytes into frames and frames into texts. */
function frameParser(control: (frame: Frame) => void, text: (text: string) => void): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0);
  let parts: Buffer[] = [];
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let frame = readFrame(buffered); frame !== undefined; frame = readFrame(buffered)) {
      buffered = buffered.subarray(frame.size);
      if (frame.opcode >= OPCODE.close) {
        control(frame);
        continue;
      }
      parts.push(frame.payload);
      if (!frame.isLast) continue;
      text(Buffer.concat(parts).toString());
      parts = [];
    }
  };
}

/** The first whole frame of `bytes`, unmasked; undefined while it has not all come. */
function readFrame(bytes: Buffer): Frame | undefined {
  const extent = readExtent(bytes);
  if (extent === undefined || bytes.byteLength < extent.bodyAt + extent.length) return undefined;
  const { maskAt, bodyAt, length } = extent;
  const payload = Buffer.from(bytes.subarray(bodyAt, bodyAt + length));
  if (maskAt !== undefined) {
    for (let at = 0; at < length; at += 1) payload[at] = (payload[at] ?? 0) ^ (bytes[maskAt + (at % 4)] ?? 0);
  }
  const first = bytes[0] ?? 0;
  return { isLast: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size: bodyAt + length };
}

function readExtent(
  bytes: Buffer,
): { maskAt: number | undefined; bodyAt: number; length: number } | undefined {
  if (bytes.byteLength < 2) return undefined;
  const second = bytes[1] ?? 0;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const afterLength = 2 + lengthBytes;
  if (bytes.byteLength < afterLength) return undefined;
  const isMasked = (second & 0x80) !== 0;
  return {
    length:
      lengthBytes === 0
        ? short
        : lengthBytes === 2
          ? bytes.readUInt16BE(2)
          : Number(bytes.readBigUInt64BE(2)),
    maskAt: isMasked ? afterLength : undefined,
    bodyAt: afterLength + (isMasked ? 4 : 0),
  };
}
