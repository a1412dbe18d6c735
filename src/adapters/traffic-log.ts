// Writes every platform call and event as a JSON line, for checking against the platforms' specifications.
import { appendFileSync } from 'node:fs';

export interface TrafficLine {
  readonly platform: 'slack' | 'telegram';
  readonly kind: 'call' | 'response_url' | 'event' | 'result' | 'update';
  readonly method?: string;
  readonly params: unknown;
}

export type TrafficLog = (line: TrafficLine) => void;

const secretKeys = new Set(['token', 'secret_token']);

const withoutSecrets = (key: string, value: unknown): unknown => (secretKeys.has(key) ? undefined : value);

/** Appends to `file`, tokens and secrets left out; without a file, does nothing. */
export function openTrafficLog(file: string | undefined): TrafficLog {
  if (file === undefined) return () => {};
  return (line) => appendFileSync(file, `${JSON.stringify(line, withoutSecrets)}\n`);
}
