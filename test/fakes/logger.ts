// A logger that keeps what it is told, so that a test can say that nothing went wrong unseen.
import type { Logger } from '../../src/app/ports.ts';

export interface FakeLogger extends Logger {
  readonly errors: readonly string[];
  /** The fields of what was told for information. */
  readonly infos: readonly object[];
  /** The fields of what was warned of. */
  readonly warnings: readonly object[];
}

export function fakeLogger(): FakeLogger {
  const errors: string[] = [];
  const infos: object[] = [];
  const warnings: object[] = [];
  const ignore = (): void => undefined;
  return {
    errors,
    infos,
    warnings,
    debug: ignore,
    info: (fields) => {
      infos.push(fields);
    },
    warn: (fields) => {
      warnings.push(fields);
    },
    error: (_fields, message) => {
      errors.push(message);
    },
  };
}
