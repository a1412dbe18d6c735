// The checks of Slack's client before it sends a modal: required fields, lengths, forms of addresses.
import type { Block } from '../blocks/blocks.ts';
import { isWebAddress } from '../blocks/web-address.ts';
import { PlayRefused } from '../refusals.ts';
import type { SlackView } from '../workspace/types.ts';
import type { Wire } from '../workspace/wire.ts';

type Input = Extract<Block, { type: 'input' }>;

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The value itself in an entry of `state.values`, whatever it is called there. */
function filledIn(state: Wire): unknown {
  const [, value] = Object.entries(state).find(([key]) => key !== 'type') ?? [];
  return value;
}

function complaint(block: Input, value: unknown): string | undefined {
  if (isEmpty(value)) return block.optional ? undefined : 'please complete this required field';
  return typeof value === 'string' ? complaintAboutText(block.element, value) : undefined;
}

function complaintAboutText(element: Input['element'], value: string): string | undefined {
  const length = [...value].length;
  switch (element.type) {
    case 'plain_text_input':
      if (length > (element.max_length ?? 3000)) return `at most ${element.max_length ?? 3000} characters`;
      return length < (element.min_length ?? 0) ? `at least ${element.min_length} characters` : undefined;
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'enter a valid email address';
    case 'url_text_input':
      return isWebAddress(value) ? undefined : 'enter a valid URL';
    case 'number_input':
      return complaintAboutNumber(element, value);
    default:
      return undefined;
  }
}

function complaintAboutNumber(
  element: Extract<Input['element'], { type: 'number_input' }>,
  value: string,
): string | undefined {
  const number = Number(value);
  if (Number.isNaN(number)) return 'enter a number';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'enter a whole number';
  if (element.min_value !== undefined && number < Number(element.min_value)) return 'too small';
  return element.max_value !== undefined && number > Number(element.max_value) ? 'too large' : undefined;
}

/** Throws PlayRefused `incomplete` when the client would hold the submission back. */
export function requireComplete(view: SlackView): void {
  for (const block of view.content.blocks) {
    if (block.type !== 'input') continue;
    const state = view.values[block.block_id ?? '']?.[block.element.action_id ?? ''] ?? {};
    const problem = complaint(block, filledIn(state));
    if (problem !== undefined) throw new PlayRefused('incomplete', `${block.label.text}: ${problem}`);
  }
}
