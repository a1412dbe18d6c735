// `pending`: waits for the requester.
import { plainChange } from './plain-change.ts';

export const pending = plainChange({ verb: 'pending', audience: 'agents' });
