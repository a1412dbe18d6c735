// A timer's time as a picture: a bar of what was worked, closed and paused, with the instants that matter below it.
import type { Reader } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Explanation } from '../../domain/sla/explain.ts';
import { type SlaTimer, type TimerState, timerState } from '../../domain/sla/timers.ts';
import { format } from '../format.ts';
import { formatWorkingTime } from '../format-time.ts';
import { fitting, shape, svgDocument, textLine, textWidth } from '../svg.ts';
import { timelineScale } from './timeline-scale.ts';
import { instantFor } from './timer-words.ts';
import { axisLabels } from './why-chart/axis.ts';
import { bar } from './why-chart/bar.ts';
import { frame, ink, stateColours } from './why-chart/design.ts';
import { legend } from './why-chart/legend.ts';
import { piecesOf } from './why-chart/pieces.ts';
import { metricWord } from './words.ts';

export interface WhyChart {
  readonly reference: string;
  readonly timer: SlaTimer;
  readonly explanation: Explanation;
  /** How the timer stands, in words. */
  readonly state: string;
  readonly reader: Reader;
}

/** An SVG document of 800 × 264 pixels whose smallest letters are still read on a telephone. */
export function whyChart(chart: WhyChart): string {
  const { reference, timer, explanation, reader } = chart;
  const { language, now } = reader;
  const metric = metricWord(language, timer.metric);
  const title = format(language, 'why.chart.title', { reference, metric });
  const head = headline(title, subtitle(chart), timerState(timer, now));
  const pieces = piecesOf(timer, explanation, now);
  if (pieces.length === 0) return svgDocument(frame.width, frame.headHeight, head);
  const scale = timelineScale(pieces, { left: frame.margin, width: frame.width - 2 * frame.margin });
  const marks = marksOf(timer, pieces, now);
  return svgDocument(frame.width, frame.height, [
    ...head,
    ...bar({ pieces, scale, marks, language }),
    ...axisLabels({ pieces, scale, dueAt: timer.dueAt, reader }),
    ...legend({ pieces, scale, marks, language }),
  ]);
}

/** A late answer by its own time alone: the due instant stands below the bar. */
function subtitle({ timer, explanation: { withinMs }, state, reader }: WhyChart): string {
  const { language, now } = reader;
  const answer = timer.answers[0];
  const isLate = answer !== undefined && timerState(timer, now) === 'breached';
  const stands = isLate
    ? format(language, 'why.chart.answeredLate', { at: instantFor(reader, answer.at) })
    : state;
  if (withinMs === null) return stands;
  const working = formatWorkingTime(language, withinMs);
  return format(language, 'why.chart.subtitle', { working, state: stands });
}

function headline(title: string, below: string, state: TimerState): string[] {
  const { margin, width } = frame;
  const textX = margin + 26;
  const room = width - margin - textX;
  const size = Math.max(18, Math.min(23, (23 * room) / textWidth(below, 23)));
  return [
    textLine(title, { x: margin, y: 44, size: 30, fill: ink.strong, weight: 700 }),
    shape('circle', { cx: margin + 8, cy: 74, r: 8, fill: stateColours[state] }),
    textLine(fitting(below, size, room), { x: textX, y: 82, size, fill: ink.strong }),
  ];
}

/** The present and the answer, where they lie on the bar. */
function marksOf(
  timer: SlaTimer,
  pieces: readonly { readonly fromAt: Instant; readonly toAt: Instant }[],
  now: Instant,
): { readonly nowAt: Instant | null; readonly answerAt: Instant | null } {
  const answerAt = timer.answers[0]?.at ?? null;
  const endAt = pieces.at(-1)?.toAt ?? now;
  const isOver = answerAt !== null || timer.cancelledAt !== null || timer.closedAt !== null;
  return { nowAt: isOver || now > endAt ? null : now, answerAt };
}
