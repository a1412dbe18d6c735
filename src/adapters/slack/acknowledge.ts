// Acknowledges what a person did once it has taken effect, or is kept to take effect, before Slack gives up on the desk.
import { StoreUnavailableError } from '../../app/store-unavailable.ts';

/** Slack tells the person that the app did not respond after 3 seconds. */
const patienceMs = 2_500;
/** What is not stored by then is not acknowledged any more. */
const keepWithinMs = 400;

/** What a person did, still to be acknowledged. */
export interface Acknowledging<Outcome, Response> {
  readonly ack: (response?: Response) => Promise<void>;
  /** What comes of it. */
  work(): Promise<Outcome>;
  /** What the acknowledgement carries. */
  responseTo(outcome: Outcome): Response | undefined;
  /** Stores it while `work` goes on, so that it is not lost once it is acknowledged; rejects when `signal` came first. */
  keep(work: Promise<Outcome>, signal: AbortSignal): Promise<void>;
  /** What comes of it while the store is away. */
  unavailable(error: StoreUnavailableError): Outcome;
}

export interface Acknowledged<Outcome> {
  readonly outcome: Outcome;
  /** Whether Slack had been answered, or had given up, before the outcome was known, so that it carried nothing. */
  readonly isLate: boolean;
}

/**
 * Does the work, then acknowledges with what comes of it. Work that takes too long is first kept, then acknowledged;
 * null when it failed after that, since it is tried again from where it is kept. What it throws otherwise is rethrown
 * without an acknowledgement, so that Slack tells the person that nothing came of it.
 */
export async function acknowledge<Outcome, Response>(
  act: Acknowledging<Outcome, Response>,
): Promise<Acknowledged<Outcome> | null> {
  const working = act.work();
  let early: Promise<boolean> | null = null;
  const timer = setTimeout(() => {
    early = keepAndAcknowledge(act, working);
  }, patienceMs);
  try {
    const outcome = await outcomeOf(act, working, () => early !== null);
    clearTimeout(timer);
    if (early === null) await act.ack(act.responseTo(outcome));
    return { outcome, isLate: early !== null };
  } catch (error) {
    if (early !== null && (await early)) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether it was kept; without an acknowledgement Slack tells the person that the desk does not respond. */
async function keepAndAcknowledge<Outcome, Response>(
  { ack, keep }: Acknowledging<Outcome, Response>,
  working: Promise<Outcome>,
): Promise<boolean> {
  const signal = AbortSignal.timeout(keepWithinMs);
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    await Promise.race([keep(working, signal), tooLate]);
  } catch {
    return false;
  }
  await ack().catch(() => undefined);
  return true;
}

async function outcomeOf<Outcome, Response>(
  { unavailable }: Acknowledging<Outcome, Response>,
  working: Promise<Outcome>,
  isEarly: () => boolean,
): Promise<Outcome> {
  try {
    return await working;
  } catch (error) {
    if (isEarly() || !(error instanceof StoreUnavailableError)) throw error;
    return unavailable(error);
  }
}
