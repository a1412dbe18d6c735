// `resume`: takes a waiting ticket up again.
import { plainChange } from './plain-change.ts';

export const resume = plainChange({ verb: 'resume', audience: 'agents' });
