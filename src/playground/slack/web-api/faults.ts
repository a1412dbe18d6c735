// Faults on demand: what happens to an app when Slack is overloaded, broken, or cut off.

/** One way for a call to go wrong. */
export type Fault =
  /** Answer this HTTP status without doing anything; 429 carries `retryAfterSeconds` (default 1). */
  | { readonly status: number; readonly retryAfterSeconds?: number }
  /** Answer `{ok: false, error}` without doing anything. */
  | { readonly error: string }
  /** Never answer, and do nothing. */
  | { readonly timeout: true }
  /** Do everything, then cut the connection instead of answering. */
  | { readonly cutAfterProcessing: true }
  /** Cut the connection without doing anything. */
  | { readonly cutBeforeProcessing: true };

/** A method's name, or a question about a call. */
export type FaultMatcher = string | ((call: { method: string; args: Record<string, unknown> }) => boolean);

export interface Faults {
  /** Makes the next `times` (default 1) matching calls fail. The returned function ends it early. */
  add(matcher: FaultMatcher, fault: Fault & { readonly times?: number }): () => void;
  take(call: { method: string; args: Record<string, unknown> }): Fault | undefined;
}

export function createFaults(): Faults {
  const planned = new Set<{ matcher: FaultMatcher; fault: Fault; left: number }>();
  return {
    add(matcher, { times = 1, ...fault }) {
      const plan = { matcher, fault, left: times };
      planned.add(plan);
      return () => void planned.delete(plan);
    },
    take(call) {
      for (const plan of planned) {
        if (!matches(plan.matcher, call)) continue;
        plan.left -= 1;
        if (plan.left <= 0) planned.delete(plan);
        return plan.fault;
      }
      return undefined;
    },
  };
}

function matches(matcher: FaultMatcher, call: { method: string; args: Record<string, unknown> }): boolean {
  return typeof matcher === 'string' ? matcher === call.method : matcher(call);
}
