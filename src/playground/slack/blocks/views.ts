// Schemas of the views an app may open or publish: modals and Home tabs.
import { z } from 'zod';
import { type Block, blockList } from './blocks.ts';
import { characters, plainText } from './text-objects.ts';

const common = {
  callback_id: characters(255, 0).optional(),
  external_id: characters(255, 0).optional(),
  private_metadata: characters(3000, 0).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    blocks: blockList('modal'),
  })
  .refine((view) => view.submit !== undefined || !hasInputs(view.blocks), {
    message: 'missing required field: submit',
    path: ['submit'],
  });

const home = z.strictObject({ type: z.literal('home'), ...common, blocks: blockList('home') });

function hasInputs(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.type === 'input');
}

/** A modal as given to views.open, views.push, views.update or in the answer to a submission. */
export const modalView = modal;
/** A Home tab as given to views.publish. */
export const homeView = home;
export const anyView = z.discriminatedUnion('type', [modal, home]);

export type ModalView = z.output<typeof modal>;
export type ViewContent = z.output<typeof anyView>;

/** The largest view Slack takes, as bytes of JSON. */
export const LARGEST_VIEW_BYTES = 250_000;
