// Tells errors of a database that cannot be reached, or does not keep a connection, from all others.
//
// Where they were seen: PostgreSQL's own codes, the operating system's, what pg says without a code, and what Prisma
// makes of each, in a raw query, in one of its own, at the start of a transaction, and at its end.

/** Prisma's: cannot be reached, timed out, closed, no connection left, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);
/** Prisma's for all that goes wrong about transactions, of which only this means that none was begun. */
const notBegun = /unable to start a transaction/i;
/** What the driver adapter calls the same. */
const adapterKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/**
 * PostgreSQL's: connection exceptions, out of resources such as disk, memory or connections, stopped or starting by
 * an operator, idle too long, and a server that became a standby and only reads.
 */
const sqlStates = /^(08...|53...|57P0[1235]|25P03|25006)$/;
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);
/** What pg says of a connection that is lost, cannot be had, or is closed by the desk itself. */
const driverWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|Cannot use a pool after calling end)/;

/** Whether the error means that the database could not be asked; what was under way has not, or may not have, happened. */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, kind, message } = fieldsOf(error);
  if (prismaCodes.has(code) || systemCodes.has(code) || sqlStates.test(code)) return true;
  if (adapterKinds.has(kind) || driverWords.test(message)) return true;
  if (code === 'P2028' && notBegun.test(message)) return true;
  return causesOf(error).some(isConnectionLoss);
}

function fieldsOf(error: object): { code: string; kind: string; message: string } {
  const text = (key: string): string => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : '';
  };
  return { code: text('code') || text('originalCode'), kind: text('kind'), message: text('message') };
}

/** Prisma keeps the driver's error in `meta`; errors of several addresses come together. */
function causesOf(error: object): readonly unknown[] {
  const meta: unknown = Reflect.get(error, 'meta');
  const inner = typeof meta === 'object' && meta !== null ? [Reflect.get(meta, 'driverAdapterError')] : [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [...inner, ...several, Reflect.get(error, 'cause')];
}
