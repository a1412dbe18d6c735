// Schemas of Block Kit's blocks and of the lists of them that a message, a modal or a Home tab may hold.
import { z } from 'zod';
import { accessory, actionsElement, imageElement, inputElement } from './elements.ts';
import { richTextCell, richTextElements } from './rich-text.ts';
import { anyText, characters, items, mrkdwnText, plainText } from './text-objects.ts';

export type Surface = 'message' | 'modal' | 'home';

const blockId = { block_id: characters(255).optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000).optional(),
    fields: items(anyText(2000), 10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    message: 'missing required field: text or fields',
  });

const image = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: characters(2000),
    title: plainText(2000).optional(),
    image_url: characters(3000).optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  })
  .refine((block) => (block.image_url === undefined) !== (block.slack_file === undefined), {
    message: 'must provide exactly one of image_url and slack_file',
  });

const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  element: inputElement,
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  richTextCell,
]);
const column = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
});
const table = z.strictObject({
  type: z.literal('table'),
  ...blockId,
  rows: items(items(cell, 20), 100),
  column_settings: items(column.nullable(), 20).optional(),
});

const video = z.strictObject({
  type: z.literal('video'),
  ...blockId,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: z.string().optional(),
  video_url: z.string().min(1),
  thumbnail_url: z.string().min(1),
  description: plainText(200).optional(),
  author_name: characters(50).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: z.string().optional(),
});

const block = z.discriminatedUnion('type', [
  section,
  image,
  input,
  table,
  video,
  z.strictObject({ type: z.literal('actions'), ...blockId, elements: items(actionsElement, 25) }),
  z.strictObject({
    type: z.literal('context'),
    ...blockId,
    elements: items(z.discriminatedUnion('type', [imageElement, plainText(3000), mrkdwnText(3000)]), 10),
  }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z.strictObject({ type: z.literal('header'), ...blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('markdown'), ...blockId, text: characters(12_000) }),
  z.strictObject({ type: z.literal('rich_text'), ...blockId, elements: richTextElements }),
]);

export type Block = z.output<typeof block>;

/** Blocks that a surface does not show although others do. */
const NOT_SHOWN: Record<Surface, readonly Block['type'][]> = {
  message: [],
  modal: ['markdown', 'table'],
  home: ['markdown', 'table'],
};
const MOST_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const MOST_MARKDOWN = 12_000;

interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The elements of a block that a person can act on, with the place of each. */
export function elementsOf(
  block: Block,
): { element: { type: string; action_id?: string }; path: (string | number)[] }[] {
  if (block.type === 'actions') {
    return block.elements.map((element, at) => ({ element, path: ['elements', at] }));
  }
  if (block.type === 'input') return [{ element: block.element, path: ['element'] }];
  if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image') {
    return [{ element: block.accessory, path: ['accessory'] }];
  }
  return [];
}

function repeated(
  values: readonly { id: string | undefined; path: (string | number)[] }[],
  field: string,
): Problem[] {
  const seen = new Set<string>();
  return values.flatMap(({ id, path }) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [{ path, message: `${field} "${id}" already exists` }];
    seen.add(id);
    return [];
  });
}

function problemsOf(blocks: readonly Block[], surface: Surface): Problem[] {
  const hidden = blocks.flatMap((candidate, at) =>
    NOT_SHOWN[surface].includes(candidate.type)
      ? [{ path: [at, 'type'], message: `unsupported type: ${candidate.type}` }]
      : [],
  );
  const blockIds = repeated(
    blocks.map((candidate, at) => ({ id: candidate.block_id, path: [at, 'block_id'] })),
    'block_id',
  );
  const actionIds = blocks.flatMap((candidate, at) =>
    repeated(
      elementsOf(candidate).map(({ element, path }) => ({
        id: element.action_id,
        path: [at, ...path, 'action_id'],
      })),
      'action_id',
    ),
  );
  return [...hidden, ...blockIds, ...actionIds, ...wholeListProblems(blocks, surface)];
}

function wholeListProblems(blocks: readonly Block[], surface: Surface): Problem[] {
  const problems: Problem[] = [];
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? [...one.text].length : 0), 0);
  if (markdown > MOST_MARKDOWN)
    problems.push({ path: [], message: `markdown must be less than 12001 characters` });
  if (blocks.filter((one) => one.type === 'table').length > 1) {
    problems.push({ path: [], message: 'only_one_table_allowed' });
  }
  const focused = blocks
    .flatMap((one) => elementsOf(one))
    .filter(({ element }) => 'focus_on_load' in element && element.focus_on_load);
  if (focused.length > 1) problems.push({ path: [], message: 'only one element may have focus_on_load' });
  for (const [at, one] of blocks.entries()) {
    if (one.type === 'input' && one.element.type === 'file_input' && surface !== 'modal') {
      problems.push({ path: [at, 'element', 'type'], message: 'unsupported type: file_input' });
    }
  }
  return problems;
}

/** A list of blocks for one surface: each block by its own schema, then what only the whole list shows. */
export function blockList(surface: Surface) {
  return items(block, MOST_BLOCKS[surface], surface === 'message' ? 1 : 0).superRefine((blocks, context) => {
    for (const problem of problemsOf(blocks, surface)) {
      context.addIssue({ code: 'custom', path: problem.path, message: problem.message });
    }
  });
}
