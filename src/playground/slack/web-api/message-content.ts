// What a message may consist of, for calls, response URLs and answers to commands alike.
import { z } from 'zod';
import { blockList } from '../blocks/blocks.ts';
import { SlackRefusal } from '../refusals.ts';
import { flag, messageBlocks, structure } from './arguments.ts';

/** Slack cuts longer texts; the emulator refuses them, so that nobody relies on losing the rest. */
export const LONGEST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flatObject = z.record(z.string(), scalar);
export const metadata = structure(
  z.strictObject({
    event_type: z.string().min(1).max(255),
    event_payload: z.record(z.string(), z.union([scalar, flatObject, z.array(flatObject)])),
  }),
);

const words = z.string().optional();
const attachment = z.strictObject({
  blocks: blockList('message').optional(),
  fallback: words,
  color: words,
  pretext: words,
  author_name: words,
  author_link: words,
  author_icon: words,
  title: words,
  title_link: words,
  text: words,
  fields: z
    .array(z.strictObject({ title: z.string(), value: z.string(), short: z.boolean().optional() }))
    .optional(),
  image_url: words,
  thumb_url: words,
  footer: words,
  footer_icon: words,
  ts: words,
  mrkdwn_in: z.array(z.enum(['pretext', 'text', 'fields'])).optional(),
});

/** Arguments that carry content. */
export const content = {
  text: z.string().optional(),
  blocks: messageBlocks.optional(),
  attachments: structure(z.array(attachment)).optional(),
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
