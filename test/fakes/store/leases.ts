// Sole rights among processes, in memory.
import type { Leases } from '../../../src/app/ports.ts';
import type { State } from './state.ts';

export function memoryLeases({ leases }: State): Leases {
  return {
    async take(name, owner, now, until) {
      const known = leases.get(name);
      if (known !== undefined && known.owner !== owner && known.until > now) {
        leases.set(name, { ...known, asked: true });
        return null;
      }
      leases.set(name, { owner, until, asked: known?.owner === owner });
      return known === undefined ? 'anew' : 'over';
    },
    async prolong(owner, names, until) {
      for (const name of names) {
        const lease = leases.get(name);
        if (lease?.owner === owner) leases.set(name, { ...lease, until });
      }
    },
    async giveBack(name, owner) {
      const known = leases.get(name);
      if (known?.owner !== owner) return true;
      if (known.asked) leases.set(name, { ...known, asked: false });
      else leases.delete(name);
      return !known.asked;
    },
    async release(name, owner) {
      if (leases.get(name)?.owner === owner) leases.delete(name);
    },
    async leave(owner, name) {
      for (const [known, lease] of leases)
        if (lease.owner === owner && (name ?? known) === known)
          leases.set(known, { owner: '', until: 0, asked: false });
    },
  };
}
