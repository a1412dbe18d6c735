// Views as Telegram messages: HTML text with inline keyboards.
import type {
  CardView,
  ChartView,
  FormView,
  ListView,
  Mention,
  NoticeView,
  RelayView,
  View,
} from '../../../app/view.ts';
import type { Attachment } from '../../../domain/events.ts';
import { PLATFORM } from '../place.ts';
import { type InlineKeyboard, inRows, keyboard } from './keyboard.ts';
import { bold, joined, lengthOf, plain, quoted, type RichText, toHtml } from './rich-text.ts';
import { cutWithin, MESSAGE_LIMIT, split } from './split.ts';

export interface RenderedMessage {
  readonly html: string;
  readonly keyboard: InlineKeyboard | null;
}

/** One message, or several where the text is too long for one. */
export type Rendered = readonly [RenderedMessage, ...RenderedMessage[]];

const TONES = { info: '', success: '✅ ', warning: '⚠️ ', error: '⛔ ' } as const;

/**
 * The messages that show a view. Buttons stand under the last, except for a card: its first message stays the card,
 * since that one is edited, and the rest of a long body follows it.
 */
export function render(view: View): Rendered {
  switch (view.kind) {
    case 'card':
      return card(view);
    case 'notice':
      return buttonsLast(notice(view), keyboard(view.buttons));
    case 'list':
      return buttonsLast(list(view), keyboard(inRows(view.items.flatMap(({ button }) => button ?? []))));
    case 'relay':
      return buttonsLast(relay(view), keyboard(view.buttons));
    case 'form':
      return buttonsLast(formIntro(view), keyboard(view.skip === null ? [] : [[view.skip]]));
    case 'chart':
      return buttonsLast(chart(view), null);
    default:
      return view satisfies never;
  }
}

/** What a form says before it asks. */
export function formIntro(view: FormView): RichText {
  return joined([[bold(view.title)], [plain(view.intro ?? '')]], '\n');
}

function buttonsLast(text: RichText, buttons: InlineKeyboard | null): Rendered {
  const parts = split(text);
  return messages(parts, parts.length - 1, buttons);
}

function messages(parts: readonly RichText[], buttonsAt: number, buttons: InlineKeyboard | null): Rendered {
  const [first, ...rest] = parts.map((part, index) => ({
    html: toHtml(part),
    keyboard: index === buttonsAt ? buttons : null,
  }));
  if (first === undefined) throw new RangeError('a view without any text cannot be shown');
  return [first, ...rest];
}

function card({ title, facts, body, footer, buttons }: CardView): Rendered {
  const lines = facts.map(({ label, value }) => [plain(`${label}: `), bold(value)]);
  const head = joined([[bold(title)], ...lines], '\n');
  const tail = [plain(footer ?? '')];
  const room = MESSAGE_LIMIT - lengthOf(head) - lengthOf(tail) - SEPARATORS;
  const [shown, rest] = cutWithin([quoted(body)], Math.max(1, room));
  const ellipsis = rest.length === 0 ? [] : [quoted('…')];
  const face = joined([head, [...shown, ...ellipsis], tail], '\n');
  return messages([face, ...split(rest)], 0, keyboard(buttons));
}

/** Room for the line ends around a card's body and for the ellipsis. */
const SEPARATORS = 3;

function notice({ tone, text, details = [], mentions = [] }: NoticeView): RichText {
  const paragraphs = details.map((detail) => [plain(detail)]);
  return joined([[plain(TONES[tone] + text)], ...paragraphs, mentionLine(mentions)], '\n\n');
}

function mentionLine(mentions: readonly Mention[]): RichText {
  const names = mentions.map(({ platform, userId, name }) =>
    platform === PLATFORM ? [{ text: name, userId }] : [plain(name)],
  );
  return joined(names, ', ');
}

/** A chart in words, to stand under its picture or alone. */
export function chart({ title, lines }: ChartView): RichText {
  return joined([[bold(title)], ...lines.map((line) => [plain(line)])], '\n\n');
}

function list({ title, items, footer }: ListView): RichText {
  const entries = items.map((item) =>
    joined([[bold(item.title)], ...item.lines.map((line) => [plain(line)])], '\n'),
  );
  return joined([[bold(title)], ...entries, [plain(footer ?? '')]], '\n\n');
}

function relay({ heading, text, attachments, footer }: RelayView): RichText {
  const files = joined(
    attachments.map((attachment) => [plain(fileLine(attachment))]),
    '\n',
  );
  return joined([[bold(heading)], [plain(text)], files, [plain(footer ?? '')]], '\n\n');
}

function fileLine({ name, sizeBytes }: Attachment): string {
  return sizeBytes === null ? `📎 ${name}` : `📎 ${name} · ${readableSize(sizeBytes)}`;
}

/** In decimal units, as file managers and Telegram's own limits count. */
function readableSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
