// `reopen`: takes a resolved ticket up again.
import { plainChange } from './plain-change.ts';

export const reopen = plainChange({ verb: 'reopen', audience: 'everyone' });
