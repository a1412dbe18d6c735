// Where in Slack something was said, in the desk's terms.
import type { Place } from '../../app/inbound.ts';

/** Ids of direct conversations start with D; a person's own id stands for the direct conversation with them. */
const direct = /^[DUW]/;

/** The place in `chat`, a conversation's id or a person's; on Slack every conversation goes on in a thread. */
export const placeIn = (chat: string, thread: string | null): Place => ({
  platform: 'slack',
  chat,
  thread,
  kind: direct.test(chat) ? 'direct' : 'group',
  form: 'thread',
});
