// Turns what the engine said before it stopped into a fault that tells the operator what to do.
import { DatabaseFault } from '../database-fault.ts';

/**
 * @param reason the engine's last words: an exception, or the line in which PostgreSQL gave up.
 * @param postgresDirectory named in the message, since that is where space or permissions are missing.
 */
export function engineFault(reason: string, postgresDirectory: string): DatabaseFault {
  if (isOutOfSpace(reason)) {
    return new DatabaseFault(
      'disk_full',
      `The disk that holds ${postgresDirectory} is full (${reason}). Free some space and start the desk again; nothing that was confirmed is lost.`,
    );
  }
  if (isDamage(reason)) {
    return damagedFiles(reason, postgresDirectory);
  }
  return new DatabaseFault(
    'engine_died',
    `The embedded database in ${postgresDirectory} stopped (${reason}). Start the desk again; if that does not help, restore your latest backup by "deskhand restore FILE --replace".`,
  );
}

/** Whether a line of PostgreSQL's log, or an error's words, speak of a full disk. */
export function isOutOfSpace(line: string): boolean {
  return /No space left on device|ENOSPC|\b53100 (ERROR|FATAL|PANIC):/.test(line);
}

/** Says that files are damaged, and what to do. */
export function damagedFiles(reason: string, postgresDirectory: string): DatabaseFault {
  return new DatabaseFault(
    'data_corrupted',
    `The files of the embedded database in ${postgresDirectory} are damaged (${reason}). The desk does not go on with ` +
      'them. Restore your latest backup by "deskhand restore FILE --replace", which keeps the damaged files aside, ' +
      'and check the disk.',
  );
}

/**
 * Whether a line of PostgreSQL's log, or an error's words, speak of damaged files: data_corrupted, index_corrupted, a
 * file that should be there and is not, or what recovery cannot begin with.
 */
export function isDamage(line: string): boolean {
  return DAMAGES.some((damage) => damage.test(line));
}

const DAMAGES = [
  /\bXX00[12] (ERROR|FATAL|PANIC):/,
  /(ERROR|FATAL|PANIC):.*could not (open|read|access|stat) (file|directory) "(base|global|pg_xact|pg_multixact|pg_wal|pg_control|pg_filenode)/,
  /(FATAL|PANIC):.*(checkpoint record|control file|WAL ends before|WAL directory|not a valid data directory|incorrect checksum|status of transaction|database "postgres" does not exist)/,
];

/**
 * Whether a line of PostgreSQL's log says that it has given up, after which PGlite may spin for ever, or that the desk
 * should: damage and a full disk do not mend themselves.
 */
export function isLastWord(line: string): boolean {
  return /\b(PANIC|FATAL):/.test(line) || isDamage(line) || isOutOfSpace(line);
}
