// What a person sees on the screen, as plain data: for assertions in tests and for the playground's page.
import { type Block, elementsOf } from '../blocks/blocks.ts';
import type {
  Ephemeral,
  MessageMetadata,
  SlackMessage,
  SlackReaction,
  SlackView,
  ViewState,
} from '../workspace/types.ts';

export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  readonly fromBot: boolean;
  readonly isEphemeral: boolean;
  /** The text as stored, with Slack's escapes and tokens. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What is read: the texts of the blocks line by line, or the text where there are none. */
  readonly content: string;
  readonly buttons: readonly string[];
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly mimetype: string;
    readonly size: number;
  }[];
  readonly reactions: readonly SlackReaction[];
  readonly isEdited: boolean;
  readonly metadata?: MessageMetadata;
}

export interface ShownView {
  readonly id: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly Block[];
  readonly content: string;
  readonly buttons: readonly string[];
  readonly values: ViewState;
  /** What is written in red under the fields, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

type TextLike = { text: string };

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((text) => (text === undefined ? [] : [text.text]));
    case 'header':
      return [block.text.text];
    case 'context':
      return block.elements.flatMap((element) =>
        element.type === 'image' ? [element.alt_text] : [element.text],
      );
    case 'markdown':
      return [block.text];
    case 'input':
      return [block.label.text, ...(block.hint === undefined ? [] : [block.hint.text])];
    case 'image':
      return [block.alt_text];
    default:
      return [];
  }
}

/** The texts of blocks as a person reads them from top to bottom. */
export function contentOf(blocks: readonly Block[]): string {
  return blocks.flatMap(textsOf).join('\n');
}

/** What is written on the buttons. */
export function buttonsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(elementsOf).flatMap(({ element }) => {
    const label = 'text' in element ? (element.text as TextLike).text : undefined;
    return element.type === 'button' && label !== undefined ? [label] : [];
  });
}

/** Blocks that only repeat typed text in Slack's own form. */
function isTyped(blocks: readonly Block[]): boolean {
  return blocks.every(({ type }) => type === 'rich_text');
}

export function shownMessage(message: SlackMessage): ShownMessage {
  const blocks = message.blocks ?? [];
  return structuredClone({
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    user: message.user,
    fromBot: message.botId !== undefined,
    isEphemeral: false,
    text: message.text,
    blocks,
    content: isTyped(blocks) ? message.text : contentOf(blocks),
    buttons: buttonsOf(blocks),
    files: message.files.map(({ id, name, mimetype, content }) => ({
      id,
      name,
      mimetype,
      size: content.byteLength,
    })),
    reactions: message.reactions,
    isEdited: message.edited !== undefined,
    metadata: message.metadata,
  });
}

export function shownEphemeral(ephemeral: Ephemeral, botUserId: string): ShownMessage {
  const blocks = ephemeral.blocks ?? [];
  return structuredClone({
    channel: ephemeral.channel,
    ts: ephemeral.ts,
    threadTs: ephemeral.threadTs,
    user: botUserId,
    fromBot: true,
    isEphemeral: true,
    text: ephemeral.text,
    blocks,
    content: isTyped(blocks) ? ephemeral.text : contentOf(blocks),
    buttons: buttonsOf(blocks),
    files: [],
    reactions: [],
    isEdited: false,
  });
}

export function shownView(view: SlackView): ShownView {
  const { content } = view;
  const blocks = content.blocks;
  const modal = content.type === 'modal' ? content : undefined;
  return structuredClone({
    id: view.id,
    userId: view.userId,
    type: content.type,
    callbackId: content.callback_id ?? '',
    privateMetadata: content.private_metadata ?? '',
    title: modal?.title.text ?? '',
    submit: modal?.submit?.text,
    close: modal?.close?.text,
    blocks,
    content: contentOf(blocks),
    buttons: buttonsOf(blocks),
    values: view.values,
    errors: view.errors,
  });
}
