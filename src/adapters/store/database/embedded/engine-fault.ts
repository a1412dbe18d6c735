// Turns what the engine said before it stopped into a fault that tells the operator what to do.
import { DatabaseFault } from '../database-fault.ts';

/**
 * @param reason the engine's last words: an exception, or the line in which PostgreSQL gave up.
 * @param postgresDirectory named in the message, since that is where space or permissions are missing.
 */
export function engineFault(reason: string, postgresDirectory: string): DatabaseFault {
  if (/No space left on device|ENOSPC/i.test(reason)) {
    return new DatabaseFault(
      'disk_full',
      `The disk that holds ${postgresDirectory} is full (${reason}). Free some space and start the desk again; nothing that was confirmed is lost.`,
    );
  }
  return new DatabaseFault(
    'engine_died',
    `The embedded database in ${postgresDirectory} stopped (${reason}). Start the desk again; if that does not help, restore your latest backup of this directory.`,
  );
}

/** Whether a line of PostgreSQL's log says that it has given up. PGlite may spin for ever after it. */
export function isLastWord(line: string): boolean {
  return /\b(PANIC|FATAL):/.test(line);
}
