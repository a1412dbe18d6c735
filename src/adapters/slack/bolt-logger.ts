// Bolt's log lines in the desk's log; its debug lines are dropped, as they hold what people wrote.
import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../app/ports.ts';

export function createBoltLogger(logger: Logger): BoltLogger {
  const fields = { source: 'bolt' };
  const line = (parts: unknown[]): string => parts.map(String).join(' ');
  return {
    debug: () => {},
    info: (...parts: unknown[]) => logger.info(fields, line(parts)),
    warn: (...parts: unknown[]) => logger.warn(fields, line(parts)),
    error: (...parts: unknown[]) => logger.error(fields, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
