// Forms as Telegram can show them: a question to be answered as a reply.
import type { PlatformUser } from '../../../app/inbound.ts';
import type { FormField, FormView } from '../../../app/view.ts';
import { formIntro, type RenderedMessage, render } from './render.ts';
import { codePoints, joined, plain, type RichText, toHtml } from './rich-text.ts';

export interface RenderedPrompt {
  /** Shown first where the form can be skipped: a message has room for buttons or for a forced reply, not for both. */
  readonly skipMessage: RenderedMessage | null;
  readonly html: string;
  /** What stands in the field where the answer is typed. */
  readonly placeholder: string;
}

const PLACEHOLDER_LIMIT = 64;

/**
 * Asks for the form's first text field. `mentioned` is addressed by name, for when the prompt answers no message of
 * theirs. Throws for a form without a text field, which cannot be asked this way: the caller's bug.
 */
export function renderPrompt(view: FormView, mentioned: PlatformUser | null): RenderedPrompt {
  const field = view.fields.find(({ input }) => input.type === 'text');
  if (field === undefined) throw new Error(`the form of "${view.command}" has no text field to ask for`);
  const intro = view.skip === null ? formIntro(view) : [];
  const name = mentioned === null ? [] : [{ text: mentioned.name, userId: mentioned.userId }];
  return {
    skipMessage: view.skip === null ? null : render(view)[0],
    html: toHtml(joined([intro, name, question(field)], '\n')),
    placeholder: codePoints(field.label).slice(0, PLACEHOLDER_LIMIT).join(''),
  };
}

function question({ label, hint }: FormField): RichText {
  return joined([[plain(label)], [plain(hint ?? '')]], '\n');
}
