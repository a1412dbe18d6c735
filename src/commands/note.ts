// `note`: an internal message among agents.
import { spoken } from './spoken.ts';

export const note = spoken({
  verb: 'note',
  audience: 'agents',
  examples: ['note ACME-118 Same as last week.'],
});
