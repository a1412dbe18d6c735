// Reading a call off HTTP: query, JSON, urlencoded and multipart, as the Bot API takes them all.
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ApiError, badRequest } from './api-error.ts';
import { UPLOAD_LIMIT_BYTES } from './file-store.ts';
import type { UploadedFile } from './method.ts';

/** What else than the file itself may be in an upload, in bytes. */
const ENVELOPE_BYTES = 1024 * 1024;

export interface DecodedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** Throws 413 for a body over the upload limit and 400 for one that cannot be read. */
export async function readRequest(request: IncomingMessage, url: URL): Promise<DecodedRequest> {
  const body = await readBody(request);
  const query = Object.fromEntries(url.searchParams);
  const decoded = await decodeBody(body, request.headers['content-type'] ?? '');
  return { params: { ...query, ...decoded.params }, files: decoded.files };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    // Read to the end in any case: a client that is cut off while sending never sees the answer.
    if (size <= UPLOAD_LIMIT_BYTES + ENVELOPE_BYTES) chunks.push(bytes);
  }
  if (size > UPLOAD_LIMIT_BYTES + ENVELOPE_BYTES) throw new ApiError(413, 'Request Entity Too Large');
  return Buffer.concat(chunks);
}

async function decodeBody(body: Buffer, contentType: string): Promise<DecodedRequest> {
  if (body.byteLength === 0) return { params: {}, files: new Map() };
  if (contentType.startsWith('application/json')) return { params: decodeJson(body), files: new Map() };
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { params: Object.fromEntries(new URLSearchParams(body.toString('utf8'))), files: new Map() };
  }
  if (contentType.startsWith('multipart/form-data')) return await decodeMultipart(body, contentType);
  throw badRequest(`unsupported content type ${contentType} (emulator)`);
}

function decodeJson(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("can't parse request JSON object");
  }
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) throw badRequest("can't parse request JSON object");
  return object.data;
}

async function decodeMultipart(body: Buffer, contentType: string): Promise<DecodedRequest> {
  const form = await readForm(body, contentType);
  const params: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const [name, value] of form) {
    if (typeof value === 'string') params[name] = value;
    else files.set(name, await uploadedFile(value));
  }
  return { params, files };
}

async function readForm(body: Buffer, contentType: string): Promise<FormData> {
  try {
    const headers = { 'content-type': contentType };
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    throw badRequest("can't parse multipart/form-data (emulator)");
  }
}

async function uploadedFile(part: File): Promise<UploadedFile> {
  const content = new Uint8Array(await part.arrayBuffer());
  if (content.byteLength > UPLOAD_LIMIT_BYTES) throw new ApiError(413, 'Request Entity Too Large');
  const mimeType = part.type === '' || part.type === 'application/octet-stream' ? undefined : part.type;
  return { name: part.name, mimeType, content };
}
