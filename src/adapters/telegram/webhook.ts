// Receives updates by webhook: checks the secret, stores, and only then answers 200.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../app/ports.ts';
import type { HttpRoute } from '../http-route.ts';
import type { TakeUpdate } from './intake.ts';
import { type RawUpdate, rawUpdateSchema } from './wire.ts';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** Far above any update of Telegram's. */
const BODY_LIMIT_BYTES = 1_000_000;

/** The secret for a bot that was given none: the same in every replica, and not to be guessed. */
export function derivedSecret(botToken: string): string {
  return createHmac('sha256', botToken).update('telegram-webhook-secret').digest('hex');
}

/** 401 for a wrong secret, 400 for what is no update, 413 over 1 MB, 503 while updates cannot be stored. */
export function webhookRoute(parts: {
  readonly secret: string;
  readonly take: TakeUpdate;
  readonly logger: Logger;
}): HttpRoute {
  const { secret, take, logger } = parts;

  async function statusFor(request: IncomingMessage): Promise<number> {
    if (!isSecret(request.headers[SECRET_HEADER], secret)) return 401;
    const body = await bodyOf(request);
    if (body === null) return 413;
    const update = parseUpdate(body);
    if (update === null) return 400;
    try {
      await take(update);
      return 200;
    } catch (error) {
      logger.error(
        { err: error, updateId: update.update_id },
        'an update could not be stored; Telegram will repeat it',
      );
      return 503;
    }
  }

  return {
    method: 'POST',
    path: '/telegram/webhook',
    async handle(request: IncomingMessage, response: ServerResponse) {
      response.statusCode = await statusFor(request);
      response.end();
    },
  };
}

/** Compares digests, which have one length, in a time that does not depend on where they differ. */
function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));
}

/** Null for a body over the limit, which is read to its end but not kept. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(bytes);
  }
  return size > BODY_LIMIT_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function parseUpdate(body: string): RawUpdate | null {
  try {
    return rawUpdateSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
