// The line below the timeline that says what its colours and marks stand for.
import { format } from '../../format.ts';
import { shape, textLine, textWidth } from '../../svg.ts';
import { type Drawn, fillOf, labelOf, tickMark } from './bar.ts';
import { frame, ink, letters } from './design.ts';
import type { PieceKind } from './pieces.ts';

interface Entry {
  readonly words: string;
  readonly mark: (x: number, y: number) => string[];
}

const swatch = 18;
const afterMark = 8;
const betweenEntries = 22;

/** What is not written on the bar itself, as far as the line goes. */
export function legend(drawn: Drawn): string[] {
  const { margin, width, legendLine } = frame;
  let x: number = margin;
  return entriesOf(drawn).flatMap(({ words, mark }) => {
    const from = x;
    const textX = from + swatch + afterMark;
    x = textX + textWidth(words, letters.legend) + betweenEntries;
    if (x - betweenEntries > width - margin) return [];
    const style = { x: textX, y: legendLine, size: letters.legend, fill: ink.soft };
    return [...mark(from + swatch / 2, legendLine - swatch / 2 + 2), textLine(words, style)];
  });
}

function entriesOf(drawn: Drawn): readonly Entry[] {
  const { pieces, marks, language } = drawn;
  const isPresent = (kind: PieceKind): boolean => pieces.some((piece) => piece.kind === kind);
  const isUnnamed = (kind: PieceKind): boolean =>
    pieces.some((piece) => piece.kind === kind && (piece.countedMs > 0 || labelOf(piece, drawn) === null));
  const kinds: readonly PieceKind[] = [
    'worked',
    'left',
    'late',
    'paused',
    'holiday',
    'exception',
    'owed',
    'rest',
    'closed',
  ];
  const named = kinds.filter((kind) => isPresent(kind) && isUnnamed(kind));
  // Once there is an answer, nothing is left to be counted: what the answer did not need is spare.
  const nameOf = (kind: PieceKind) => (kind === 'left' && marks.answerAt !== null ? 'spare' : kind);
  const entry = (key: PieceKind | 'now' | 'answer' | 'spare', mark: Entry['mark']): Entry => ({
    words: format(language, `why.chart.${key}`),
    mark,
  });
  return [
    ...(marks.nowAt === null ? [] : [entry('now', arrow)]),
    ...(marks.answerAt === null ? [] : [entry('answer', tickMark)]),
    ...named.map((kind) => entry(nameOf(kind), (x, y) => [square(kind, x, y)])),
  ];
}

const arrow = (x: number, y: number): string[] => [
  shape('path', { d: `M${x - 9} ${y - 6}h18l-9 12z`, fill: ink.strong }),
];

const square = (kind: PieceKind, x: number, y: number): string =>
  shape('rect', {
    x: x - swatch / 2,
    y: y - swatch / 2,
    width: swatch,
    height: swatch,
    rx: 4,
    fill: fillOf(kind),
    stroke: ink.line,
    'stroke-width': 1,
  });
