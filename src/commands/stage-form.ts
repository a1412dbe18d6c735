// What is shown of stages to choose from, and the question for what must be said with one.
import type { StagePolicy } from '../app/policy.ts';
import type { FormView } from '../app/view.ts';
import type { DeskError } from '../domain/errors.ts';
import { format } from '../messages/format.ts';
import { errorView } from '../messages/views/error.ts';
import { stageTitle } from '../messages/views/stage.ts';
import { showTo } from './answers.ts';
import type { Outcome, TicketRequest } from './spec.ts';

/** The stages to choose from by a press. */
export function offer({ ticket, desk, reader }: TicketRequest, stages: readonly StagePolicy[]): Outcome {
  const { language } = reader;
  const { reference } = ticket;
  const now =
    ticket.stage === null ? null : stageTitle(desk.policy, ticket, { stage: ticket.stage, language });
  const text =
    now === null
      ? format(language, 'stage.askFirst', { reference })
      : format(language, 'stage.ask', { reference, stage: now });
  const others = stages.filter(({ name }) => name !== ticket.stage);
  const buttons = others.map(({ name, title }) => [
    { label: title[language], command: `stage ${reference} ${name}` },
  ]);
  return showTo({ kind: 'notice', tone: 'info', text, buttons });
}

/** Beside the question where the form stays open, so that what was typed into it is not lost. */
export function amend({ reader, desk }: TicketRequest, error: DeskError): Outcome {
  const context = { people: new Map(), prefix: desk.policy.prefix };
  return showTo({ ...errorView(reader.language, error, context), field: 'text' });
}

const inputLimit = 3000;

/** Asks for the reason, or for the version of the databases, and for any words. */
export function ask({ ticket, reader }: TicketRequest, { name, title, needsVersion }: StagePolicy): Outcome {
  const { language } = reader;
  const { reference } = ticket;
  const kind = needsVersion ? 'version' : 'reason';
  const form: FormView = {
    kind: 'form',
    command: `stage ${reference} ${name}`,
    title: reference,
    intro: format(language, `stage.form.${kind}`, { reference, stage: title[language] }),
    fields: [
      {
        name: 'text',
        label: format(language, `stage.form.${kind}Label`),
        optional: false,
        input: { type: 'text', multiline: true, maxLength: inputLimit },
      },
    ],
    submit: format(language, 'stage.form.submit'),
    cancel: format(language, 'form.cancel'),
    skip: null,
  };
  return showTo(form);
}
