// Who the app itself is in the workspace it is installed in.
import { z } from 'zod';
import type { SlackClient } from './client.ts';

const identity = z.object({ user_id: z.string(), bot_id: z.string() });
export type Identity = z.output<typeof identity>;

/** Asks Slack once; a failure is thrown to whoever asked and not remembered. */
export function createIdentity(client: SlackClient): () => Promise<Identity> {
  let known: Promise<Identity> | null = null;
  return () => {
    known ??= client.auth.test().then(
      (answer) => identity.parse(answer),
      (error: unknown) => {
        known = null;
        throw error;
      },
    );
    return known;
  };
}
