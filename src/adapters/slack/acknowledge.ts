// Acknowledges what a person did once it has taken effect, or just before Slack gives up on the desk.

/** Slack tells the person that the app did not respond after 3 seconds. */
const patienceMs = 2_500;

export interface Acknowledged<Outcome> {
  readonly outcome: Outcome;
  /** Whether Slack had been answered before the outcome was known, so that it carried nothing. */
  readonly isLate: boolean;
}

/**
 * Runs `work`, then acknowledges with what `responseTo` makes of its outcome. What `work` throws is rethrown without
 * an acknowledgement, so that Slack tells the person that nothing came of it.
 */
export async function acknowledge<Outcome, Response>(
  ack: (response?: Response) => Promise<void>,
  work: () => Promise<Outcome>,
  responseTo: (outcome: Outcome) => Response | undefined,
): Promise<Acknowledged<Outcome>> {
  let early: Promise<void> | null = null;
  const timer = setTimeout(() => {
    early = ack();
    // Whether it went through is asked for below, once the work is done.
    early.catch(() => {});
  }, patienceMs);
  try {
    const outcome = await work();
    clearTimeout(timer);
    await (early ?? ack(responseTo(outcome)));
    return { outcome, isLate: early !== null };
  } finally {
    clearTimeout(timer);
  }
}
