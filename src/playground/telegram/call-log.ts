// The record of what passed between the bot and the emulator: for tests, and as traffic for an outside check.
import { forgetOldest } from '../forget-oldest.ts';
import type { Update } from './wire.ts';

/** One line of traffic. The bot's token is never in it. */
export interface TrafficEntry {
  readonly platform: 'telegram';
  readonly kind: 'call' | 'result' | 'update';
  readonly method?: string;
  readonly params: unknown;
}

export type TrafficSink = (entry: TrafficEntry) => void;

/** A call with what became of it. */
export interface RecordedCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Instant of arrival by the emulator's clock. */
  readonly at: number;
  result?: unknown;
  error?: { readonly code: number; readonly description: string };
}

export class CallLog {
  readonly calls: RecordedCall[] = [];
  private readonly sink: TrafficSink;

  private readonly kept: number | undefined;

  /** `kept` is how many of the newest calls stay at least; all where it is undefined. */
  constructor(sink: TrafficSink, kept?: number) {
    this.sink = sink;
    this.kept = kept;
  }

  arrived(method: string, params: Readonly<Record<string, unknown>>, at: number): RecordedCall {
    const call: RecordedCall = { method, params, at };
    this.calls.push(call);
    forgetOldest(this.calls, this.kept);
    this.sink({ platform: 'telegram', kind: 'call', method, params });
    return call;
  }

  answered(call: RecordedCall, result: unknown): void {
    call.result = result;
    this.sink({ platform: 'telegram', kind: 'result', method: call.method, params: result });
  }

  delivered(update: Update): void {
    this.sink({ platform: 'telegram', kind: 'update', params: update });
  }
}
