// `unclaim`: gives a ticket back to its queue.
import { plainChange } from './plain-change.ts';

export const unclaim = plainChange({ verb: 'unclaim', audience: 'agents' });
