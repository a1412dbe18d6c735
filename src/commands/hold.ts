// `hold`: waits for somebody else than the requester.
import { plainChange } from './plain-change.ts';

export const hold = plainChange({ verb: 'hold', audience: 'agents' });
