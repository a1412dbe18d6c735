// What a running desk does for commands on its own machine, which prove by its key that they may ask.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Writable } from 'node:stream';
import type { Logger } from '../../app/ports.ts';
import { BACKUP_PATH } from '../control-file.ts';
import type { HttpRoute } from '../http-route.ts';
import { respond } from './server.ts';

export interface ControlParts {
  /** From the desk's control file. */
  readonly key: string;
  /** Writes a copy of the database; rejects when that fails. */
  readonly backUp: (into: WritableStream<Uint8Array>) => Promise<void>;
  readonly logger: Logger;
  /** Resolves after `ms` milliseconds, or as soon as `signal` is aborted; never rejects. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A backup holds off the database's housekeeping, so whoever takes nothing of it for so long gets none. */
const stalledAfterMs = 60_000;

/** `POST /control/backup`: the backup as the answer's body, which breaks off when it fails or nobody reads it. 401 without the key. */
export function controlRoutes({ key, backUp, logger, wait }: ControlParts): readonly HttpRoute[] {
  let isBusy = false;
  return [
    {
      method: 'POST',
      path: BACKUP_PATH,
      async handle(request, response) {
        if (!knowsKey(request, key)) return respond(response, 401, 'unauthorized');
        if (isBusy) return respond(response, 409, 'another backup is being taken');
        isBusy = true;
        try {
          response.writeHead(200, { 'content-type': 'application/zip' });
          await backUp(whileTaken(Writable.toWeb(response), wait));
        } catch (error) {
          logger.error({ err: error }, 'a backup failed');
          response.destroy();
        } finally {
          isBusy = false;
        }
      },
    },
  ];
}

/** Writes to `into`, and fails when a piece is not taken in time. */
function whileTaken(
  into: WritableStream<Uint8Array>,
  wait: ControlParts['wait'],
): WritableStream<Uint8Array> {
  const writer = into.getWriter();
  const inTime = async (taking: Promise<void>): Promise<void> => {
    const taken = new AbortController();
    const stalled = wait(stalledAfterMs, taken.signal).then(() => {
      if (!taken.signal.aborted)
        throw new Error(`whoever asked for the backup has taken nothing for ${stalledAfterMs / 1_000} s`);
    });
    await Promise.race([taking, stalled]).finally(() => taken.abort());
  };
  return new WritableStream({
    write: (chunk) => inTime(writer.write(chunk)),
    close: () => inTime(writer.close()),
    abort: (reason) => writer.abort(reason),
  });
}

function knowsKey(request: IncomingMessage, key: string): boolean {
  const given = request.headers.authorization ?? '';
  // Of one length, whatever was given, so that the comparison tells nothing by its time.
  return timingSafeEqual(digest(given), digest(`Bearer ${key}`));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
