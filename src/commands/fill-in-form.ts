// `form`: what the buttons send by which a form is filled in by conversation.
import { z } from 'zod';
import { dropDraft } from '../app/drafts.ts';
import { askStep, currentStep, goBack, goOn, leaveOut, stepsFor } from '../app/form-draft.ts';
import type { Draft, Repositories } from '../app/ports.ts';
import { sendForm } from '../app/send-form.ts';
import { choose } from '../app/take-answer.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Question } from '../domain/request-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { draftAnswer, onDraftToOpen, onOwnDraft } from './draft-answer.ts';
import { openFromDraftForm } from './draft-by-form.ts';
import { deskCommand, type Request } from './spec.ts';

const acts = ['pick', 'back', 'skip', 'keep', 'edit', 'again', 'send', 'submit', 'drop', 'continue'] as const;

/** The act; the question's place in the form, so that a press on an old message is known for one; the option's. */
interface FormAct {
  readonly act: (typeof acts)[number];
  readonly step: number;
  readonly option: number;
}

const formAct: z.ZodType<FormAct, string> = z
  .string()
  .transform((text) => {
    const [act, step = '-1', option = '-1'] = text.split(' ');
    return { act, step: Number(step), option: Number(option) };
  })
  .pipe(z.object({ act: z.enum(acts), step: z.int(), option: z.int() }));

export const fillInForm = deskCommand({
  verb: 'form',
  isHidden: true,
  audience: 'everyone',
  usage: 'DRAFT ACT [STEP] [OPTION]',
  summary: 'help.new',
  examples: ['form 018f… pick 2 1', 'form 018f… send'],
  arguments: draftAnswer(formAct),
  problem: () => ({ code: 'draftGone' }),
  run(request, { draftId, answer }) {
    const isToOpen = answer.act === 'send' || answer.act === 'submit';
    const go = isToOpen ? onDraftToOpen : onOwnDraft;
    return go(request, draftId, (tx, draft) => act(tx, request, draft, answer));
  },
});

async function act(
  tx: Repositories,
  request: Request,
  draft: Draft,
  given: FormAct,
): Promise<Result<unknown, DeskError>> {
  const { desk, at } = request;
  const isBeingFilledIn = draft.question === 'form' || draft.question === 'review';
  if (!isBeingFilledIn) return fail({ code: 'draftGone' });
  switch (given.act) {
    case 'drop':
      return ok(await dropDraft(tx, desk, draft));
    case 'send':
      return currentStep(desk.policy, draft) === null
        ? sendForm(tx, desk, draft, at)
        : fail({ code: 'draftGone' });
    case 'submit':
      return request.values.description === undefined
        ? fail({ code: 'draftGone' })
        : openFromDraftForm(tx, request, draft);
    case 'continue': {
      const step = draft.question === 'review' ? null : draft.choices.step;
      return ok(await askStep(tx, desk, draft, { step, shown: 'below' }));
    }
    case 'edit':
    case 'again': {
      const question = stepsFor(desk.policy, draft)[given.step];
      if (question === undefined || (given.act === 'edit' && currentStep(desk.policy, draft) !== null))
        return fail({ code: 'draftGone' });
      const shown = given.act === 'edit' ? 'inPlace' : 'below';
      return ok(await askStep(tx, desk, draft, { step: question.name, shown }));
    }
    default:
      return actOnStep(tx, request, draft, { ...given, act: given.act });
  }
}

/** What is done to the question that is asked now; a press on an earlier one's message does nothing. */
async function actOnStep(
  tx: Repositories,
  { desk }: Request,
  draft: Draft,
  given: FormAct & { readonly act: 'pick' | 'back' | 'skip' | 'keep' },
): Promise<Result<unknown, DeskError>> {
  const question = currentStep(desk.policy, draft);
  const isCurrent = question !== null && stepsFor(desk.policy, draft)[given.step]?.name === question.name;
  if (!isCurrent) return fail({ code: 'draftGone' });
  switch (given.act) {
    case 'pick': {
      const value = optionsOf(question)[given.option];
      return value === undefined ? fail({ code: 'draftGone' }) : choose(tx, desk, draft, { question, value });
    }
    case 'back':
      return ok(await goBack(tx, desk, draft));
    case 'skip':
      return leaveOut(tx, desk, draft, question);
    case 'keep':
      return ok(await goOn(tx, desk, draft, 'inPlace'));
  }
}

const optionsOf = ({ type, options }: Question): readonly string[] =>
  type === 'checkbox' ? ['yes', 'no'] : options.map(({ value }) => value);
