// `claim`: takes a ticket.
import { plainChange } from './plain-change.ts';

export const claim = plainChange({ verb: 'claim', audience: 'agents' });
