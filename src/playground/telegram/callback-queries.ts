// Presses of inline buttons that wait for the bot's answer, each answered at most once and not for long.
import type { World } from './world.ts';

/** How long a press can be answered. Telegram's own figure is undocumented. */
const ANSWERABLE_FOR_MS = 15 * 60 * 1000;

/** What the person sees of the answer: a short notice, an alert to dismiss, or nothing. */
export interface CallbackAnswer {
  readonly text?: string | undefined;
  readonly showAlert: boolean;
  readonly url?: string | undefined;
}

export class CallbackQueries {
  private readonly world: World;
  private readonly open = new Map<string, (answer: CallbackAnswer) => void>();

  constructor(world: World) {
    this.world = world;
  }

  /** Opens a query; `onAnswer` is called once if the bot answers in time, `onExpired` if not. */
  add(onAnswer: (answer: CallbackAnswer) => void, onExpired: () => void): string {
    const id = `${this.world.nextSerial()}${this.world.clock.now()}`;
    const cancelTimer = this.world.clock.setTimer(this.world.clock.now() + ANSWERABLE_FOR_MS, () => {
      this.open.delete(id);
      onExpired();
    });
    this.open.set(id, (answer) => {
      cancelTimer();
      onAnswer(answer);
    });
    return id;
  }

  /** Whether the query was waiting; it no longer is afterwards. */
  answer(id: string, answer: CallbackAnswer): boolean {
    const settle = this.open.get(id);
    if (settle === undefined) return false;
    this.open.delete(id);
    settle(answer);
    this.world.changed({ kind: 'callback' });
    return true;
  }
}
