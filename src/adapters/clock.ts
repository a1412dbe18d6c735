// The machine's clock: the only place where the present is read.
import type { Clock } from '../app/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };
