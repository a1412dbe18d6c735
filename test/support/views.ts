// Reads views as a person would: what they say, and what can be pressed.
import type { Answer } from '../../src/app/inbound.ts';
import type { Button, View } from '../../src/app/view.ts';

/** The leading words of a view. */
export function textOf(view: View): string {
  switch (view.kind) {
    case 'notice':
      return view.text;
    case 'relay':
      return `${view.heading}: ${view.text}`;
    default:
      return view.title;
  }
}

export function buttonsOf(view: View): readonly Button[] {
  switch (view.kind) {
    case 'notice':
    case 'relay':
      return view.buttons?.flat() ?? [];
    case 'card':
      return view.buttons.flat();
    case 'list':
      return view.items.flatMap(({ button }) => button ?? []);
    case 'form':
      return view.skip === null ? [] : [view.skip];
    case 'chart':
      return [];
    default:
      return [];
  }
}

/** What an answer says; null where there is none. */
export const answerText = (answer: Answer | null): string | null =>
  answer === null ? null : textOf(answer.view);
