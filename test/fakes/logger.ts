// A logger that keeps what it is told, so that a test can say that nothing went wrong unseen.
import type { Logger } from '../../src/app/ports.ts';

export interface FakeLogger extends Logger {
  readonly errors: readonly string[];
}

export function fakeLogger(): FakeLogger {
  const errors: string[] = [];
  const ignore = (): void => undefined;
  return {
    errors,
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (_fields, message) => {
      errors.push(message);
    },
  };
}
