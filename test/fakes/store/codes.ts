// Codes for invitations and for linking accounts, in memory.
import type { Codes } from '../../../src/app/ports.ts';
import { existing, type State } from './state.ts';

export function memoryCodes(state: State): Codes {
  return {
    async issue(code) {
      if (code.issuedBy !== null) existing(state.people, code.issuedBy, 'person');
      if (state.codes.has(code.hash)) throw new Error('that code has been issued before');
      state.codes.set(code.hash, structuredClone(code));
    },
    async find(hash, purpose, now) {
      const found = state.codes.get(hash);
      const isGood = found?.purpose === purpose && found.expiresAt > now;
      return isGood ? structuredClone(found) : null;
    },
    async redeem(hash, purpose, now) {
      const found = state.codes.get(hash);
      if (found === undefined || found.purpose !== purpose) return null;
      if (found.usesLeft < 1 || found.expiresAt <= now) return null;
      const used = { ...found, usesLeft: found.usesLeft - 1 };
      state.codes.set(hash, used);
      return structuredClone(used);
    },
  };
}
