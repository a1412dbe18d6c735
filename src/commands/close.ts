// `close`: ends a ticket for good.
import { plainChange } from './plain-change.ts';

export const close = plainChange({ verb: 'close', audience: 'everyone' });
