// Measures and colours of the timeline: light, and told apart without colour by lightness and pattern.
import type { TimerState } from '../../../domain/sla/timers.ts';
import type { PieceKind } from './pieces.ts';

/** In pixels of an 800 wide picture, which a telephone shows at less than half of that. */
export const frame = {
  width: 800,
  height: 264,
  /** Where there is no bar to draw. */
  headHeight: 108,
  margin: 24,
  barTop: 112,
  barHeight: 52,
  clockLine: 191,
  dateLine: 214,
  legendLine: 248,
} as const;

export const letters = { bar: 21, clock: 21, date: 19, legend: 20 } as const;

export const ink = { strong: '#1f2937', soft: '#6b7280', line: '#9ca3af' } as const;

export interface Paint {
  readonly fill: string;
  /** Of what is written on it. */
  readonly text: string;
  /** Of the slanting lines over it; none where it is plain. */
  readonly hatch?: string;
}

export const paints: Readonly<Record<PieceKind, Paint>> = {
  worked: { fill: '#1d4ed8', text: '#ffffff' },
  left: { fill: '#bfdbfe', text: '#1e3a8a' },
  closed: { fill: '#eceff3', text: '#6b7280' },
  holiday: { fill: '#fde9b3', text: '#7c4a03' },
  exception: { fill: '#fff4d6', text: '#7c4a03', hatch: '#f0cf7a' },
  paused: { fill: '#ede9fe', text: '#5b21b6', hatch: '#c4b5fd' },
  owed: { fill: '#f8fafc', text: '#6b7280', hatch: '#d5dbe3' },
  rest: { fill: '#dbeafe', text: '#1e3a8a', hatch: '#93c5fd' },
  late: { fill: '#dc2626', text: '#ffffff' },
};

export const stateColours: Readonly<Record<TimerState, string>> = {
  owed: '#d97706',
  running: '#1d4ed8',
  paused: '#7c3aed',
  met: '#15803d',
  breached: '#dc2626',
  unmet: '#6b7280',
  cancelled: '#6b7280',
};
