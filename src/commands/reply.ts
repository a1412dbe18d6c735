// `reply`: a public message to the other side.
import { spoken } from './spoken.ts';

export const reply = spoken({
  verb: 'reply',
  audience: 'everyone',
  examples: ['reply ACME-118 Please send us the log.'],
});
