// Schemas of Block Kit's composition objects: texts, options, confirmation dialogs.
import { z } from 'zod';

/** A string of `least` to `most` characters, counted as Slack does (code points), with Slack's wording. */
export function characters(most: number, least = 1) {
  return z
    .string()
    .refine((text) => [...text].length >= least, `must be more than ${least - 1} characters`)
    .refine((text) => [...text].length <= most, `must be less than ${most + 1} characters`);
}

/** Between `least` and `most` entries, with Slack's wording. */
export function items<T extends z.ZodType>(entry: T, most: number, least = 1) {
  return z
    .array(entry)
    .min(least, `no fewer than ${least} items allowed`)
    .max(most, `no more than ${most} items allowed`);
}

export function plainText(most: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: characters(most),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwnText(most: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: characters(most),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(most: number) {
  return z.discriminatedUnion('type', [plainText(most), mrkdwnText(most)]);
}

/** An option whose texts are plain (menus) or may be mrkdwn (checkboxes and radio buttons). */
export const plainOption = z.strictObject({
  text: plainText(75),
  value: characters(150),
  description: plainText(75).optional(),
});

export const richOption = z.strictObject({
  text: anyText(75),
  value: characters(150),
  description: anyText(75).optional(),
});

export const overflowOption = plainOption.extend({ url: characters(3000).optional() });

export const optionGroup = z.strictObject({ label: plainText(75), options: items(plainOption, 100) });

export const confirmDialog = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});
