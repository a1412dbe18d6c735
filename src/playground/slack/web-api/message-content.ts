// What a message may consist of, for calls, response URLs and answers to commands alike.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import { flag, messageBlocks, structure } from './arguments.ts';

/** Slack cuts longer texts; the emulator refuses them, so that nobody relies on losing the rest. */
export const LONGEST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;

const metadataValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.record(z.string(), z.unknown()),
  z.array(z.unknown()),
]);
export const metadata = structure(
  z.strictObject({
    event_type: z.string().min(1).max(255),
    event_payload: z.record(z.string(), metadataValue),
  }),
);

/** Arguments that carry content. */
export const content = {
  text: z.string().optional(),
  blocks: messageBlocks.optional(),
  attachments: structure(z.array(z.record(z.string(), z.unknown()))).optional(),
};

/** Arguments on how content is shown; Slack takes them and the emulator has nothing to do with them. */
export const presentation = {
  as_user: flag,
  link_names: flag,
  parse: z.enum(['full', 'none']).optional(),
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  icon_url: z.string().optional(),
};

export interface Content {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
  readonly attachments?: readonly Record<string, unknown>[] | undefined;
}

/** Throws no_text, msg_too_long or too_many_attachments. */
export function requireContent(given: Content): void {
  const isEmpty = !given.text && !given.blocks?.length && !given.attachments?.length;
  if (isEmpty) throw new SlackRefusal('no_text');
  if ([...(given.text ?? '')].length > LONGEST_TEXT) throw new SlackRefusal('msg_too_long');
  if ((given.attachments?.length ?? 0) > MOST_ATTACHMENTS) throw new SlackRefusal('too_many_attachments');
}
