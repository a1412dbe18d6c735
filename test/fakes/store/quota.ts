// The ledger of priority incidents in memory.
import type { Quota } from '../../../src/app/ports.ts';
import { existing, type State } from './state.ts';

export function memoryQuota(state: State): Quota {
  const used: Quota['used'] = async (contractId, year) => {
    const entries = [...state.quotaEntries.values()].filter(
      (entry) => entry.contractId === contractId && entry.year === year,
    );
    return entries.reduce((sum, { kind }) => sum + (kind === 'spent' ? 1 : -1), 0);
  };
  return {
    // Transactions run one at a time here, so that reading is holding.
    async hold(contractId, year) {
      existing(state.contracts, contractId, 'contract');
      return used(contractId, year);
    },
    async record(entry) {
      const { contractId, year, ticketId, actorId } = entry;
      existing(state.contracts, contractId, 'contract');
      existing(state.tickets, ticketId, 'ticket');
      if (actorId !== null) existing(state.people, actorId, 'person');
      if (entry.kind === 'refunded' && (await used(contractId, year)) === 0)
        throw new Error(`nothing of year ${year} of contract ${contractId} is in use`);
      state.quotaEntries.set(state.quotaEntries.size + 1, structuredClone(entry));
    },
    used,
    entries: async (contractId) =>
      structuredClone([...state.quotaEntries.values()].filter((entry) => entry.contractId === contractId)),
  };
}
