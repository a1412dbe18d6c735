// The clock times and dates below the timeline's bar: those that matter most, as far as there is room.
import type { Reader } from '../../../app/ports.ts';
import type { Instant } from '../../../domain/instant.ts';
import { clockOf, shortDate } from '../../format-span.ts';
import { shape, textLine, textWidth } from '../../svg.ts';
import { frame, ink, letters } from './design.ts';
import type { Piece } from './pieces.ts';

interface Axis {
  readonly pieces: readonly Piece[];
  readonly scale: (at: Instant) => number;
  readonly dueAt: Instant | null;
  readonly reader: Reader;
}

interface Label {
  readonly at: Instant;
  readonly x: number;
  readonly clock: string;
  readonly date: string;
  readonly isDue: boolean;
}

const { margin, width, barTop, barHeight, clockLine, dateLine } = frame;
const gap = 14;
/** With more pieces than these, days are told instead of hours. */
const mostByClock = 16;

export function axisLabels(axis: Axis): string[] {
  const { pieces, scale, dueAt, reader } = axis;
  const { language, timezone: timeZone, now } = reader;
  const label = (at: Instant): Label => ({
    at,
    x: scale(at),
    clock: clockOf(language, at, { timeZone }),
    date: shortDate(language, at, { timeZone, now }),
    isDue: at === dueAt,
  });
  const ends = [pieces[0]?.fromAt, pieces.at(-1)?.toAt, dueAt].filter(isInstant);
  return pieces.length > mostByClock
    ? byDate([...ends, ...afterStandstills(pieces)].map(label), ends)
    : byClock([...ends, ...borders(pieces)].map(label));
}

const isInstant = (at: Instant | null | undefined): at is Instant => at !== undefined && at !== null;

/** Clock times, and below them each date under the first instant on it. */
function byClock(labels: readonly Label[]): string[] {
  const kept = keptApart(labels, 'clock').sort((a, b) => a.at - b.at);
  const [first, ...others] = kept.filter(({ date }, index) => kept[index - 1]?.date !== date);
  const last = others.pop();
  const dated = keptApart(
    [first, last, ...others].filter((each) => each !== undefined),
    'date',
  );
  return [
    ...kept.flatMap((each) => [tick(each), written(each, 'clock', clockLine)]),
    ...dated.map((each) => written(each, 'date', dateLine)),
  ];
}

/** Dates, and below them the clock times of the ends alone: with so many days no others are of interest. */
function byDate(labels: readonly Label[], ends: readonly Instant[]): string[] {
  const kept = keptApart(labels, 'date');
  return [
    ...kept.flatMap((each) => [tick(each), written(each, 'date', clockLine)]),
    ...kept.filter(({ at }) => ends.includes(at)).map((each) => written(each, 'clock', dateLine)),
  ];
}

const standstillMs = ({ countedMs, fromAt, toAt }: Piece): number => (countedMs > 0 ? 0 : toAt - fromAt);

/** Where a piece ends and the next begins, beside the longest standstills first; the present is marked elsewhere. */
function borders(pieces: readonly Piece[]): readonly Instant[] {
  return pieces
    .slice(1)
    .map((piece, index) => ({ piece, before: pieces[index] ?? piece }))
    .filter(({ piece, before }) => !(before.kind === 'worked' && piece.kind === 'left'))
    .map(({ piece, before }) => ({
      at: piece.fromAt,
      weightMs: standstillMs(before) + standstillMs(piece) / 2,
    }))
    .sort((a, b) => b.weightMs - a.weightMs)
    .map(({ at }) => at);
}

/** Where work goes on, after the longest standstills first. */
function afterStandstills(pieces: readonly Piece[]): readonly Instant[] {
  return pieces
    .slice(0, -1)
    .filter((piece, index) => standstillMs(piece) > 0 && (pieces[index + 1]?.countedMs ?? 0) > 0)
    .sort((a, b) => standstillMs(b) - standstillMs(a))
    .map(({ toAt }) => toAt);
}

/** Keeps each label whose text does not run into that of one before it. */
function keptApart(labels: readonly Label[], key: 'clock' | 'date'): Label[] {
  const kept: Label[] = [];
  for (const label of labels) {
    if (kept.every((other) => areApart(spanOf(label, key), spanOf(other, key)))) kept.push(label);
  }
  return kept;
}

const areApart = (a: Span, b: Span): boolean => a.to + gap <= b.from || b.to + gap <= a.from;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** From where to where a text under its instant goes: centred, but for the picture's edges. */
function spanOf({ x, ...label }: Label, key: 'clock' | 'date'): Span {
  const length = textWidth(label[key], letters[key]);
  const right = width - margin;
  if (x - length / 2 < margin) return { from: margin, to: margin + length, anchor: 'start' };
  if (x + length / 2 > right) return { from: right - length, to: right, anchor: 'end' };
  return { from: x - length / 2, to: x + length / 2, anchor: 'middle' };
}

function tick({ x, isDue }: Label): string {
  const line = { x1: x, x2: x, y1: barTop + barHeight, y2: barTop + barHeight + 7 };
  return shape('line', { ...line, stroke: isDue ? ink.strong : ink.line, 'stroke-width': isDue ? 3 : 2 });
}

function written(label: Label, key: 'clock' | 'date', y: number): string {
  const { from, to, anchor } = spanOf(label, key);
  const x = { start: from, middle: (from + to) / 2, end: to }[anchor];
  const isFirstLine = y === clockLine;
  const weight = label.isDue && isFirstLine ? 700 : 400;
  const fill = isFirstLine ? ink.strong : ink.soft;
  return textLine(label[key], { x, y, size: letters[key], fill, weight, anchor });
}
