// Faults on demand: answers that fail, come late or never, or are lost after the work was done.
import { ApiError, tooManyRequests } from './api-error.ts';

/** A call as a fault matcher sees it. */
export interface MatchableCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A method's name, or any condition on a call. */
export type CallMatcher = string | ((call: MatchableCall) => boolean);

/** What goes wrong; exactly one of the first six. */
export interface Fault {
  /** This HTTP status, with a body as Telegram's. */
  readonly status?: number;
  /** This refusal. */
  readonly error?: { readonly code: number; readonly description: string };
  /** 429 with this many seconds to wait. */
  readonly retryAfter?: number;
  /** No answer at all, and nothing done. */
  readonly timeout?: true;
  /** The call is performed, and the connection then cut. */
  readonly cutAfterProcessing?: true;
  /** The connection is cut with nothing done. */
  readonly cutBeforeProcessing?: true;
  /** How many calls it meets; 1 unless told. */
  readonly times?: number;
}

export class Faults {
  private planned: { matcher: CallMatcher; fault: Fault; left: number }[] = [];

  /** Plans a fault for calls to come; earlier plans come first. Returns how to take it back. */
  plan(matcher: CallMatcher, fault: Fault): () => void {
    const plan = { matcher, fault, left: fault.times ?? 1 };
    this.planned.push(plan);
    return () => {
      plan.left = 0;
    };
  }

  /** The fault that meets this call, used up by it. */
  take(call: MatchableCall): Fault | undefined {
    const plan = this.planned.find(({ matcher, left }) => left > 0 && matches(matcher, call));
    if (plan === undefined) return undefined;
    plan.left -= 1;
    this.planned = this.planned.filter(({ left }) => left > 0);
    return plan.fault;
  }
}

/** The refusal that a fault answers with, if it answers at all. */
export function refusalOf(fault: Fault): ApiError | undefined {
  if (fault.retryAfter !== undefined) return tooManyRequests(fault.retryAfter);
  if (fault.error !== undefined) return new ApiError(fault.error.code, fault.error.description);
  return fault.status === undefined ? undefined : new ApiError(fault.status, 'Internal Server Error');
}

function matches(matcher: CallMatcher, call: MatchableCall): boolean {
  return typeof matcher === 'string' ? matcher.toLowerCase() === call.method.toLowerCase() : matcher(call);
}
