// The controls a person can use in a message or a view: finding them, and what choosing in them yields.
import { z } from 'zod';
import { type Block, elementsOf } from '../blocks/blocks.ts';
import { PlayRefused } from '../refusals.ts';

export interface Control {
  readonly block: Block;
  readonly element: Record<string, unknown> & { readonly type: string; readonly action_id?: string };
}

/** How to point at a control: its action_id or what is written on it, or both with its block. */
export type ControlRef =
  | string
  | { readonly actionId?: string; readonly label?: string; readonly blockId?: string };

export function controlsOf(blocks: readonly Block[]): Control[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map(({ element }) => ({ block, element: { ...element } })),
  );
}

function labelOf({ block, element }: Control): string | undefined {
  if (element.type === 'button') return textIn(element.text);
  return block.type === 'input' ? block.label.text : textIn(element.placeholder);
}

function textIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value)) return undefined;
  return typeof value.text === 'string' ? value.text : undefined;
}

function isMeant(control: Control, wanted: Exclude<ControlRef, string>): boolean {
  return (
    (wanted.actionId === undefined || control.element.action_id === wanted.actionId) &&
    (wanted.label === undefined || labelOf(control) === wanted.label) &&
    (wanted.blockId === undefined || control.block.block_id === wanted.blockId)
  );
}

/** The one control that `wanted` points at; throws PlayRefused when there is none, or more than one. */
export function findControl(blocks: readonly Block[], wanted: ControlRef): Control {
  const all = controlsOf(blocks);
  const found =
    typeof wanted === 'string'
      ? all.filter(
          (one) =>
            one.element.action_id === wanted || one.block.block_id === wanted || labelOf(one) === wanted,
        )
      : all.filter((one) => isMeant(one, wanted));
  const [only, second] = found;
  const offered = all
    .map((one) => `${labelOf(one) ?? one.element.type} (${one.element.action_id})`)
    .join(', ');
  if (only === undefined) {
    throw new PlayRefused('no_such_control', `${JSON.stringify(wanted)} is not among: ${offered}`);
  }
  if (second !== undefined)
    throw new PlayRefused('ambiguous_control', `${JSON.stringify(wanted)} among: ${offered}`);
  return only;
}

interface Option {
  readonly text: { readonly text: string };
  readonly value?: string;
}

function optionsOf(element: Control['element']): Option[] {
  const groups = (element.option_groups ?? []) as { options: Option[] }[];
  return (element.options as Option[] | undefined) ?? groups.flatMap(({ options }) => options);
}

function pick(element: Control['element'], wanted: string): Option {
  const option = optionsOf(element).find(({ text, value }) => value === wanted || text.text === wanted);
  if (option === undefined) {
    const offered = optionsOf(element).map(({ text }) => text.text);
    throw new PlayRefused('no_such_option', `"${wanted}" is not among: ${offered.join(', ')}`);
  }
  return option;
}

export type Choice = string | readonly string[] | null;

const ID_MENUS: Record<string, string> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  timepicker: 'selected_time',
};

/** The calendar offers only days that there are. */
function day(choice: Choice): string | null {
  const date = one(choice);
  if (date === null || z.iso.date().safeParse(date).success) return date;
  throw new PlayRefused('no_such_date', `${date} is no day of the calendar`);
}

function many(choice: Choice): readonly string[] {
  if (choice === null || choice === '') return [];
  return typeof choice === 'string' ? [choice] : choice;
}

function one(choice: Choice): string | null {
  if (choice === null || choice === '') return null;
  if (typeof choice === 'string') return choice;
  throw new PlayRefused('one_choice_only', `${choice.join(', ')} are too many`);
}

/** The state of an element after a person typed or chose `choice` (null clears it). */
export function valueFor(element: Control['element'], choice: Choice): Record<string, unknown> {
  const { type } = element;
  const idKey = ID_MENUS[type];
  if (idKey !== undefined) return { type, [idKey]: type.startsWith('multi_') ? many(choice) : one(choice) };
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: one(choice) };
    case 'datepicker':
      return { type, selected_date: day(choice) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: many(choice).map((wanted) => pick(element, wanted)) };
    case 'static_select':
    case 'radio_buttons':
    case 'overflow': {
      const wanted = one(choice);
      return { type, selected_option: wanted === null ? null : pick(element, wanted) };
    }
    case 'datetimepicker':
      return { type, selected_date_time: choice === null ? null : Number(one(choice)) };
    default:
      throw new PlayRefused('not_supported', `the emulator cannot play ${type}`);
  }
}
