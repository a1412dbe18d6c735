// The pieces of Block Kit that the desk's messages are built from, each within Slack's limits.
// People's words stand in plain text only, where nothing typed can act as markup.
import type { types } from '@slack/bolt';
import type { Button, Fact } from '../../app/view.ts';
import { escapeText } from './message-text.ts';
import { splitText, truncate } from './split-text.ts';

const sectionLength = 3_000;
const fieldLength = 2_000;
const headerLength = 150;
const altTextLength = 2_000;
/** A section has room for ten fields, a fact takes two. */
const factsPerSection = 5;

/** Every kind of block that the desk posts. */
export type Block =
  | types.HeaderBlock
  | types.SectionBlock
  | types.ContextBlock
  | types.ActionsBlock
  | types.ImageBlock;

/** A block with what notifications and screen readers say for it. */
export interface Piece {
  readonly block: Block;
  /** Plain text; '' for what is only pressed. */
  readonly words: string;
  /** Slack users whom the block addresses. */
  readonly mentioned?: readonly string[];
}

export const plain = (text: string, longest: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: truncate(text, longest),
  emoji: true,
});

const isBlank = (text: string): boolean => text.trim() === '';

export const header = (text: string): Piece[] =>
  isBlank(text) ? [] : [{ block: { type: 'header', text: plain(text, headerLength) }, words: text }];

/** A text of any length, as sections split on its paragraph borders. */
export const paragraphs = (text: string): Piece[] =>
  splitText(text, sectionLength).map((part) => ({
    block: { type: 'section', text: plain(part, sectionLength) },
    words: part,
  }));

/** A small line above or below; null for none. */
export const smallLine = (text: string | null): Piece[] =>
  text === null || isBlank(text)
    ? []
    : [{ block: { type: 'context', elements: [plain(text, sectionLength)] }, words: text }];

/** Facts one a row: the label, which is the desk's own, in bold, and its value beside it. */
export function factRows(facts: readonly Fact[]): Piece[] {
  if (facts.length === 0) return [];
  const section = facts.slice(0, factsPerSection);
  const words = section.map(({ label, value }) => `${label}: ${value}`).join('\n');
  return [
    { block: { type: 'section', fields: section.flatMap(factFields) }, words },
    ...factRows(facts.slice(factsPerSection)),
  ];
}

const factFields = ({ label, value }: Fact): (types.MrkdwnElement | types.PlainTextElement)[] => [
  { type: 'mrkdwn', text: `*${escapeText(label)}*` },
  plain(isBlank(value) ? '–' : value, fieldLength),
];

/** Addresses Slack users, so that their clients notify them. */
export function mentionLine(userIds: readonly string[]): Piece[] {
  if (userIds.length === 0) return [];
  const text = userIds.map(mention).join(' ');
  return [{ block: { type: 'section', text: { type: 'mrkdwn', text } }, words: '', mentioned: userIds }];
}

export const mention = (userId: string): string => `<@${userId}>`;

/** An entry of a list, with its button beside it. */
export function listItem(lines: readonly string[], button: Button | undefined): Piece {
  const words = lines.join('\n');
  const section: types.SectionBlock = { type: 'section', text: plain(words, sectionLength) };
  const block = button === undefined ? section : { ...section, accessory: buttonElement(button, 0) };
  return { block, words };
}

/** A picture that the app has uploaded; its words stand beside it already. */
export const uploadedImage = (fileId: string, altText: string): Piece => ({
  block: { type: 'image', slack_file: { id: fileId }, alt_text: truncate(altText, altTextLength) },
  words: '',
});

/** Rows of buttons, each row a block. */
export const buttonRows = (rows: readonly (readonly Button[])[] | undefined): Piece[] =>
  (rows ?? [])
    .filter((row) => row.length > 0)
    .map((row) => ({ block: { type: 'actions', elements: row.map(buttonElement) }, words: '' }));

/** Every button is an action of this form; what it does stands in its value. */
export const buttonActionId = /^press-\d+$/;

const buttonElement = (button: Button, index: number): types.Button => ({
  type: 'button',
  action_id: `press-${index}`,
  text: plain(button.label, 75),
  value: button.command,
  ...(button.style === undefined ? {} : { style: button.style }),
});
