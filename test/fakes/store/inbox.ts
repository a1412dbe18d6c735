// The durable inbox in memory.
import type { Inbox, StoredInbound } from '../../../src/app/ports.ts';
import { compoundKey, type State } from './state.ts';

export function memoryInbox(state: State): Inbox {
  return {
    async put(event) {
      const key = compoundKey(event.platform, event.eventId);
      if (state.inbox.has(key)) return false;
      state.inbox.set(key, { event: structuredClone(event), handledAt: null, error: null });
      return true;
    },
    async complete(platform, eventId, at) {
      const key = compoundKey(platform, eventId);
      const known = state.inbox.get(key);
      if (known !== undefined && known.handledAt !== null) return false;
      state.inbox.set(key, { event: null, error: null, ...known, handledAt: at });
      return true;
    },
    async fail(platform, eventId, error) {
      const key = compoundKey(platform, eventId);
      const known = state.inbox.get(key);
      if (known !== undefined) state.inbox.set(key, { ...known, error });
    },
    async waiting() {
      const kept: StoredInbound[] = [];
      for (const { event, handledAt, error } of state.inbox.values()) {
        if (event !== null && handledAt === null && error === null) kept.push(event);
      }
      return structuredClone(kept);
    },
  };
}
