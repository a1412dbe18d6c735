// From a view to Slack messages: blocks within every limit, and the same words as text for notifications.
import type { CardView, ChartView, FormView, ListView, NoticeView, RelayView, View } from '../../app/view.ts';
import type { Attachment } from '../../domain/events.ts';
import {
  type Block,
  buttonRows,
  factRows,
  header,
  listItem,
  mentionLine,
  type Piece,
  paragraphs,
  smallLine,
  uploadedImage,
} from './blocks.ts';
import { fallbackText } from './fallback-text.ts';
import { pagesOf } from './pages.ts';
import { truncate } from './split-text.ts';

export interface SlackMessage {
  readonly text: string;
  readonly blocks: Block[];
}

/** A card is edited in place, so it must fit one message whatever was typed. */
const cardBodyLength = 6_000;

/** The messages that show a view, in order; one, unless it is too long for that. */
export const render = (view: View): readonly SlackMessage[] => messagesOf(piecesOf(view));

/** The messages that show a chart with its picture, which the app has uploaded as that file. */
export const renderPictured = (view: ChartView, fileId: string): readonly SlackMessage[] =>
  messagesOf([uploadedImage(fileId, view.altText), ...chartPieces(view)]);

const messagesOf = (all: readonly Piece[]): readonly SlackMessage[] =>
  pagesOf(all).map((pieces) => ({
    text: fallbackText(pieces),
    blocks: pieces.map(({ block }) => block),
  }));

function piecesOf(view: View): Piece[] {
  switch (view.kind) {
    case 'notice':
      return noticePieces(view);
    case 'card':
      return cardPieces(view);
    case 'list':
      return listPieces(view);
    case 'relay':
      return relayPieces(view);
    case 'form':
      return offerPieces(view);
    case 'chart':
      return chartPieces(view);
    default:
      return view satisfies never;
  }
}

const noticePieces = (view: NoticeView): Piece[] => [
  ...mentionLine((view.mentions ?? []).filter(isOnSlack).map(({ userId }) => userId)),
  ...paragraphs([view.text, ...(view.details ?? [])].join('\n\n')),
  ...buttonRows(view.buttons),
];

const isOnSlack = ({ platform }: { platform: string }): boolean => platform === 'slack';

const cardPieces = (view: CardView): Piece[] => [
  ...header(view.title),
  ...factRows(view.facts),
  ...paragraphs(truncate(view.body, cardBodyLength)),
  ...smallLine(view.footer),
  ...buttonRows(view.buttons),
];

const chartPieces = (view: ChartView): Piece[] => [
  ...header(view.title),
  ...paragraphs(view.lines.join('\n\n')),
];

const listPieces = (view: ListView): Piece[] => [
  ...header(view.title),
  ...view.items.map((item) => listItem([item.title, ...item.lines], item.button)),
  ...smallLine(view.footer),
];

const relayPieces = (view: RelayView): Piece[] => [
  ...smallLine(view.heading),
  ...paragraphs(view.text),
  ...paragraphs(view.attachments.map(attachmentLine).join('\n')),
  ...smallLine(view.footer),
  ...buttonRows(view.buttons),
];

/** A form that cannot be opened now is offered by a button, which asks for it anew. */
const offerPieces = (view: FormView): Piece[] => [
  ...paragraphs(view.intro ?? view.title),
  ...buttonRows([[{ label: view.title, command: view.command }]]),
];

function attachmentLine({ name, sizeBytes }: Attachment): string {
  return sizeBytes === null ? `📎 ${name}` : `📎 ${name} (${sizeText(sizeBytes)})`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
