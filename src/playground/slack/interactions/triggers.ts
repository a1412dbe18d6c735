// Trigger ids: handed out with an interaction, good for opening one view within three seconds.
import { SlackRefusal } from '../refusals.ts';

export const TRIGGER_LIFE_MS = 3000;

interface Trigger {
  readonly userId: string;
  readonly expiresAt: number;
  /** The modal in which the person acted, if they did: only there can another be pushed. */
  readonly viewId?: string;
  isUsed: boolean;
}

export interface Triggers {
  issue(userId: string, viewId?: string): string;
  /** Spends a trigger; throws invalid_trigger_id, exchanged_trigger_id or expired_trigger_id. */
  exchange(id: string): { readonly userId: string; readonly viewId?: string };
}

/** Triggers by the emulator's clock; `unique` makes ids. */
export function createTriggers(now: () => number, unique: (prefix: string) => string): Triggers {
  const triggers = new Map<string, Trigger>();
  return {
    issue(userId, viewId) {
      const id = unique(`${now()}.`);
      triggers.set(id, { userId, viewId, expiresAt: now() + TRIGGER_LIFE_MS, isUsed: false });
      return id;
    },
    exchange(id) {
      const trigger = triggers.get(id);
      if (trigger === undefined) throw new SlackRefusal('invalid_trigger_id');
      if (trigger.isUsed) throw new SlackRefusal('exchanged_trigger_id');
      if (now() >= trigger.expiresAt) throw new SlackRefusal('expired_trigger_id');
      trigger.isUsed = true;
      return trigger;
    },
  };
}
