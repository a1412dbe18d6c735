// The durable inbox in memory.
import { type Inbox, type KeptInbound, laneLease } from '../../../src/app/ports.ts';
import { compoundKey, type InboxRow, type State } from './state.ts';

export function memoryInbox(state: State): Inbox {
  const all = (): KeptInbound[] =>
    structuredClone([...state.inbox.values()]).flatMap(({ event, handledAt, ...how }) =>
      event === null || handledAt !== null ? [] : [{ ...event, ...how }],
    );
  const waiting = () => all().filter(({ failedAt }) => failedAt === null);

  function change(platform: string, eventId: string, by: (row: InboxRow) => Partial<InboxRow>): void {
    const key = compoundKey(platform, eventId);
    const known = state.inbox.get(key);
    if (known !== undefined) state.inbox.set(key, { ...known, ...by(known) });
  }

  const complete: Inbox['complete'] = async (platform, eventId, at) => {
    const key = compoundKey(platform, eventId);
    const known = state.inbox.get(key) ?? untried;
    if (known.handledAt !== null) return false;
    state.inbox.set(key, { ...known, handledAt: at });
    return true;
  };

  return {
    async put(event) {
      const key = compoundKey(event.platform, event.eventId);
      if (state.inbox.has(key)) return false;
      state.inbox.set(key, { ...untried, event: structuredClone(event) });
      return true;
    },
    complete,
    async forget(platform, eventId) {
      const key = compoundKey(platform, eventId);
      if (state.inbox.get(key)?.event === null) state.inbox.delete(key);
    },
    async finish({ platform, eventId, lane }, owner, at) {
      await complete(platform, eventId, at);
      const name = laneLease({ platform, lane });
      const known = state.leases.get(name);
      if (known?.owner !== owner || known.asked) return false;
      state.leases.delete(name);
      return true;
    },
    async postpone(platform, eventId, error, retryAt) {
      change(platform, eventId, ({ attempts }) => ({ error, retryAt, attempts: attempts + 1 }));
    },
    async fail(platform, eventId, error, at) {
      change(platform, eventId, ({ attempts }) => ({ error, failedAt: at, attempts: attempts + 1 }));
    },
    async next({ platform, lane }) {
      return waiting().find((event) => event.platform === platform && event.lane === lane) ?? null;
    },
    async lanesWaiting(platforms, now, limit) {
      const heads = new Map<string, KeptInbound>();
      for (const event of waiting()) {
        const name = laneLease(event);
        if (!heads.has(name)) heads.set(name, event);
      }
      return [...heads]
        .filter(([name, { platform, retryAt }]) => {
          const isHeld = (state.leases.get(name)?.until ?? 0) > now;
          return platforms.includes(platform) && (retryAt ?? 0) <= now && !isHeld;
        })
        .slice(0, limit)
        .map(([, { platform, lane }]) => ({ platform, lane }));
    },
    async lastRetryAt() {
      const times = waiting().flatMap(({ retryAt }) => retryAt ?? []);
      return times.length === 0 ? null : Math.max(...times);
    },
    async waiting(limit) {
      return waiting().slice(0, limit);
    },
    async failed(limit) {
      return all()
        .filter(({ failedAt }) => failedAt !== null)
        .slice(0, limit);
    },
    async find(eventId) {
      return all().filter((event) => event.eventId === eventId);
    },
    async retry(platform, eventId) {
      const known = all().find((event) => event.platform === platform && event.eventId === eventId);
      if (known === undefined || (known.failedAt === null && known.retryAt === null)) return false;
      change(platform, eventId, () => ({ failedAt: null, retryAt: null, attempts: 0 }));
      return true;
    },
  };
}

const untried: InboxRow = {
  event: null,
  handledAt: null,
  attempts: 0,
  retryAt: null,
  failedAt: null,
  error: null,
};
