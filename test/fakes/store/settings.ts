// What the desk remembers about itself, in memory.
import type { Settings } from '../../../src/app/ports.ts';
import type { State } from './state.ts';

export function memorySettings(state: State): Settings {
  return {
    get: async (key) => structuredClone(state.settings.get(key) ?? null),
    async set(key, value) {
      state.settings.set(key, structuredClone(value));
    },
    startingWith: async (prefix) =>
      structuredClone(new Map([...state.settings].filter(([key]) => key.startsWith(prefix)))),
  };
}
