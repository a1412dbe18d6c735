// How a method of the Bot API is declared: its parameters as a schema, and what it does with them.
import { z } from 'zod';
import { badRequest } from './api-error.ts';
import type { Backend } from './backend.ts';

/** A file that came with a multipart request. */
export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string | undefined;
  readonly content: Uint8Array;
}

/** A call as it arrived, already decoded. */
export interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Uploaded files by part name; a parameter refers to one by `attach://<name>`. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Aborted when the client goes away before the answer. */
  readonly hungUp: AbortSignal;
}

export interface Method {
  /** Performs the call and returns its result. Throws ApiError where Telegram would refuse. */
  run(call: Call, backend: Backend): unknown;
}

/** Put by telegraf into multipart bodies; Telegram ignores it. */
const BENIGN_FIELDS: ReadonlySet<string> = new Set(['method']);

/** Telegram's words for a required parameter that is missing; the others are the emulator's. */
const MISSING: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  file_id: 'file_id not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  video: 'there is no video in the request',
  audio: 'there is no audio in the request',
  voice: 'there is no voice in the request',
  animation: 'there is no animation in the request',
  action: 'wrong parameter action in request',
};

/** Declares a method. A parameter that the schema does not know is refused, where Telegram would ignore it. */
export function method<S extends z.ZodRawShape>(
  shape: S,
  perform: (params: z.output<z.ZodObject<S>>, backend: Backend, call: Call) => unknown,
): Method {
  const schema = z.object(shape);
  const known = new Set(Object.keys(shape));
  return {
    run(call, backend) {
      const raw = givenParams(call, known);
      const parsed = schema.safeParse(raw);
      if (!parsed.success) throw complaint(parsed.error, raw);
      return perform(parsed.data, backend, call);
    },
  };
}

function givenParams(call: Call, known: ReadonlySet<string>): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(call.params)) {
    if (value === null || value === undefined || BENIGN_FIELDS.has(name)) continue;
    if (!known.has(name)) throw badRequest(`unknown field "${name}" of ${call.method} (emulator)`);
    raw[name] = value;
  }
  for (const name of call.files.keys()) if (known.has(name)) raw[name] = `attach://${name}`;
  return raw;
}

function complaint(error: z.ZodError, raw: Readonly<Record<string, unknown>>): Error {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? '');
  if (raw[name] === undefined) return badRequest(MISSING[name] ?? `parameter "${name}" is required`);
  if (issue?.code === 'unrecognized_keys') {
    return badRequest(`unknown field "${issue.keys[0]}" in ${issue.path.join('.')} (emulator)`);
  }
  if (issue?.code === 'custom') return badRequest(issue.message);
  return badRequest(`invalid ${issue?.path.join('.')} specified`);
}
