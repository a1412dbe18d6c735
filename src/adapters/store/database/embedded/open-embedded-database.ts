// Opens the embedded database: lock, files, engine thread, and exactly one client for everything above.
import { Pool } from 'pg';
import type { Clock } from '../../../../app/ports.ts';
import { alwaysThere } from '../availability.ts';
import type { DatabaseLogger, EmbeddedDatabase } from '../database.ts';
import type { DatabaseFault } from '../database-fault.ts';
import { prismaAdapterOn } from '../prisma-adapter.ts';
import { backUp } from './back-up.ts';
import { assertReadableVersion, ensureInitialised, prepareDataDirectory } from './data-directory.ts';
import { lockDirectory } from './directory-lock.ts';
import { startEngine } from './engine.ts';
import { engineFault } from './engine-fault.ts';
import { compileEngineSmall } from './engine-memory.ts';
import { prepareEngineSocket } from './engine-socket.ts';
import { startHousekeeping } from './housekeeping.ts';
import { initialisePostgres } from './initialise.ts';
import { assertNoPagesLost } from './lost-pages.ts';

export interface OpenEmbeddedOptions {
  readonly dataDirectory: string;
  readonly logger: DatabaseLogger;
  readonly clock: Clock;
  readonly onFatal: (fault: DatabaseFault) => void;
}

/**
 * Opens the embedded database, creating it on first use. Whatever was opened before a failure is closed again.
 * @throws DatabaseFault when the directory is in use, unusable or of another version, or the engine does not start.
 */
export async function openEmbeddedDatabase(options: OpenEmbeddedOptions): Promise<EmbeddedDatabase> {
  const { logger, clock, onFatal } = options;
  const opened = new AsyncDisposableStack();
  try {
    const directory = await prepareDataDirectory(options.dataDirectory);
    compileEngineSmall();
    const lock = lockDirectory(directory.root);
    opened.defer(() => lock.release());
    await ensureInitialised(directory, initialisePostgres);
    await assertReadableVersion(directory);

    const socket = prepareEngineSocket(directory.root);
    opened.defer(() => socket.remove());
    const orders = { postgresDirectory: directory.postgres, address: socket.address };
    const engine = await startEngine(orders, logger, onFatal);
    opened.defer(() => engine.stop());

    const pool = onlyClient(socket.host, engine.port, logger);
    opened.defer(() => pool.end());
    const ping = async (): Promise<void> => void (await pool.query('SELECT 1'));
    await assertNoPagesLost(pool, directory.postgres);
    const housekeeping = startHousekeeping(pool, clock, logger);
    opened.defer(() => housekeeping.stop());

    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => {
      closing ??= opened.disposeAsync();
      return closing;
    };
    const backUpTo = (into: WritableStream<Uint8Array>): Promise<void> =>
      housekeeping.holdOff(() =>
        backUp({ pool, postgresDirectory: directory.postgres, takenAt: clock.now(), into }),
      );
    return {
      kind: 'embedded',
      pool,
      prismaAdapter: prismaAdapterOn(pool),
      availability: alwaysThere,
      ping,
      backUp: backUpTo,
      close,
    };
  } catch (error) {
    await opened.disposeAsync();
    throw isOutOfSpace(error) ? engineFault(String(error), options.dataDirectory) : error;
  }
}

const isOutOfSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/**
 * The engine has a single session, in which the transactions of two clients would run into each other. So there
 * is one client, it is never dropped for being idle, and who wants it waits their turn.
 */
function onlyClient(host: string, port: number, logger: DatabaseLogger): Pool {
  const pool = new Pool({
    host,
    ...(port === 0 ? {} : { port }),
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    ssl: false,
    // The session outlives a connection, and with it what that one prepared under names that the next one uses anew.
    onConnect: (client) => client.query('DEALLOCATE ALL'),
  });
  pool.on('error', (error) =>
    logger.warn({ err: error }, 'the connection to the embedded database was lost'),
  );
  return pool;
}
