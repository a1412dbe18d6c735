// Calls of the Bot API through telegraf's client: each with a time limit, logged, its refusals understood.
import { Telegram } from 'telegraf';
import type { TrafficLog } from '../traffic-log.ts';
import { asMessengerError } from './failure.ts';

export interface CallOptions {
  /** How long to wait for the answer, in milliseconds. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface TelegramApi {
  /** Calls a method and gives its result unparsed; throws `MessengerError` for a refusal or no answer. */
  call(method: string, params: object, options?: CallOptions): Promise<unknown>;
  /** Where a file that Telegram has named a path for can be fetched. Holds the token: to be shown to nobody. */
  fileUrl(path: string): URL;
}

/** Telegraf itself would wait for more than eight minutes. */
const CALL_TIMEOUT_MS = 15_000;

type ClientCall = (method: string, params: object, options: { signal: AbortSignal }) => Promise<unknown>;

export function createTelegramApi(parts: {
  readonly botToken: string;
  readonly apiRoot: string;
  readonly traffic: TrafficLog;
}): TelegramApi {
  const { traffic } = parts;
  // The address is resolved relative to the root, which loses its last segment unless it ends in a slash.
  const apiRoot = parts.apiRoot.replace(/\/*$/, '/');
  const client = new Telegram(parts.botToken, { apiRoot, webhookReply: false });
  // Telegraf's types end at Bot API 7.1 and know another AbortSignal; its code takes any method and the platform's own.
  const callClient = client.callApi.bind(client) as unknown as ClientCall;

  return {
    fileUrl: (path) => new URL(`file/bot${parts.botToken}/${path}`, apiRoot),
    async call(method, params, options = {}) {
      const timeout = AbortSignal.timeout(options.timeoutMs ?? CALL_TIMEOUT_MS);
      const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
      traffic({ platform: 'telegram', kind: 'call', method, params: withoutBytes(params) });
      try {
        const result = await callClient(method, params, { signal });
        traffic({ platform: 'telegram', kind: 'result', method, params: result });
        return result;
      } catch (error) {
        throw asMessengerError(error);
      }
    },
  };
}

/** The parameters with uploaded files by name only, as a multipart call names them. */
function withoutBytes(params: object): object {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => {
      if (isUpload(value)) return [key, `attach://${key}`];
      return [key, hasUpload(value) ? { ...value, media: `attach://${key}` } : value];
    }),
  );
}

/** Media that a message is edited to. */
const hasUpload = (value: unknown): value is { readonly media: object } =>
  typeof value === 'object' && value !== null && 'media' in value && isUpload(value.media);

const isUpload = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'source' in value && 'filename' in value;

/** A chat's or user's id as Telegram writes it: a number, or a public chat's `@name`. */
export function wireId(id: string): number | string {
  return /^-?\d+$/.test(id) ? Number(id) : id;
}
