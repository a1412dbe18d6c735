// The timeline's bar: each piece in its colour with what it stands for, the present and the answer marked on it.
import type { Language } from '../../../app/ports.ts';
import type { Instant } from '../../../domain/instant.ts';
import { format } from '../../format.ts';
import { formatCounted } from '../../format-span.ts';
import { group, shape, textLine, textWidth } from '../../svg.ts';
import { frame, ink, letters, type Paint, paints } from './design.ts';
import type { Piece, PieceKind } from './pieces.ts';

export interface Drawn {
  readonly pieces: readonly Piece[];
  readonly scale: (at: Instant) => number;
  readonly marks: { readonly nowAt: Instant | null; readonly answerAt: Instant | null };
  readonly language: Language;
}

const { barTop, barHeight, margin, width } = frame;

export function bar(drawn: Drawn): string[] {
  const { pieces, scale, marks } = drawn;
  const outline = { x: margin, y: barTop, width: width - 2 * margin, height: barHeight, rx: 10 };
  const clip = group('clipPath', { id: 'bar' }, [shape('rect', outline)]);
  return [
    group('defs', {}, [
      clip,
      ...pieces
        .map(({ kind }) => kind)
        .filter(isFirst)
        .flatMap(hatching),
    ]),
    group(
      'g',
      { 'clip-path': 'url(#bar)' },
      pieces.flatMap((piece) => filled(piece, drawn)),
    ),
    ...pieces.flatMap((piece) => labelled(piece, drawn)),
    ...(marks.nowAt === null ? [] : presentAt(scale(marks.nowAt))),
    ...(marks.answerAt === null ? [] : answerAt(scale(marks.answerAt))),
  ];
}

const isFirst = <T>(value: T, index: number, all: readonly T[]): boolean => all.indexOf(value) === index;

const hatchId = (kind: PieceKind): string => `hatch-${kind}`;

/** Slanting lines in the kind's own colours. */
export function hatching(kind: PieceKind): string[] {
  const { fill, hatch }: Paint = paints[kind];
  if (hatch === undefined) return [];
  const tile = { id: hatchId(kind), width: 10, height: 10, patternUnits: 'userSpaceOnUse' };
  return [
    group('pattern', { ...tile, patternTransform: 'rotate(45)' }, [
      shape('rect', { width: 10, height: 10, fill }),
      shape('rect', { width: 4, height: 10, fill: hatch }),
    ]),
  ];
}

/** What the kind is filled with: its pattern, where it has one. */
export const fillOf = (kind: PieceKind): string =>
  paints[kind].hatch === undefined ? paints[kind].fill : `url(#${hatchId(kind)})`;

function filled({ kind, fromAt, toAt }: Piece, { scale }: Drawn): string[] {
  const x = scale(fromAt);
  return [shape('rect', { x, y: barTop, width: scale(toAt) - x, height: barHeight, fill: fillOf(kind) })];
}

/** The counted time where time was counted, else what the piece is; null where there is no room for it. */
export function labelOf({ kind, fromAt, toAt, countedMs }: Piece, { scale, language }: Drawn): string | null {
  const label = countedMs > 0 ? formatCounted(language, countedMs) : format(language, `why.chart.${kind}`);
  return textWidth(label, letters.bar) + 8 <= scale(toAt) - scale(fromAt) ? label : null;
}

function labelled(piece: Piece, drawn: Drawn): string[] {
  const label = labelOf(piece, drawn);
  if (label === null) return [];
  const x = (drawn.scale(piece.fromAt) + drawn.scale(piece.toAt)) / 2;
  const y = barTop + barHeight / 2 + letters.bar / 3;
  const weight = piece.countedMs > 0 ? 700 : 400;
  const { fill, text, hatch } = paints[piece.kind];
  const plate = { x: x - textWidth(label, letters.bar) / 2 - 2, y: y - letters.bar, rx: 5 };
  const size = { width: textWidth(label, letters.bar) + 4, height: letters.bar + 8 };
  const ground = hatch === undefined ? [] : [shape('rect', { ...plate, ...size, fill })];
  return [...ground, textLine(label, { x, y, size: letters.bar, fill: text, weight, anchor: 'middle' })];
}

function presentAt(x: number): string[] {
  const line = { x1: x, x2: x, y1: barTop - 4, y2: barTop + barHeight + 4 };
  return [
    shape('line', { ...line, stroke: ink.strong, 'stroke-width': 3 }),
    shape('path', { d: `M${x - 9} ${barTop - 15}h18l-9 12z`, fill: ink.strong }),
  ];
}

/** A tick on a green disc, over the bar's upper edge. */
export const tickMark = (x: number, y: number): string[] => [
  shape('circle', { cx: x, cy: y, r: 12, fill: '#15803d', stroke: '#ffffff', 'stroke-width': 3 }),
  shape('path', {
    d: `M${x - 5} ${y}l4 4l7 -8`,
    fill: 'none',
    stroke: '#ffffff',
    'stroke-width': 2.5,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }),
];

function answerAt(x: number): string[] {
  const line = { x1: x, x2: x, y1: barTop, y2: barTop + barHeight + 4 };
  return [shape('line', { ...line, stroke: '#15803d', 'stroke-width': 3 }), ...tickMark(x, barTop)];
}
