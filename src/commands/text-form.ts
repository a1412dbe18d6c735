// The form that asks for the words of a command which was given none.
import type { FormView } from '../app/view.ts';
import { timerToPromise } from '../domain/ticket-timers.ts';
import { format } from '../messages/format.ts';
import { showTo } from './answers.ts';
import type { Outcome, TicketRequest } from './spec.ts';

type Verb = 'reply' | 'note' | 'resolve' | 'promise';

/** Longest text that both platforms' inputs take. */
const inputLimit = 3000;

/** Asks for the text of `verb`; what ends a ticket may go without, which is said with `-`. */
export function askForText(request: TicketRequest, verb: Verb): Outcome {
  const { language } = request.reader;
  const { reference } = request.ticket;
  const command = `${verb} ${reference}`;
  const form: FormView = {
    kind: 'form',
    command,
    title: reference,
    intro: format(language, introOf(request, verb), { reference }),
    fields: [
      {
        name: 'text',
        label: format(language, `${verb}.form.label`),
        optional: verb === 'resolve',
        input: { type: 'text', multiline: verb !== 'promise', maxLength: inputLimit },
      },
    ],
    submit: format(language, `${verb}.form.submit`),
    cancel: format(language, 'form.cancel'),
    skip:
      verb === 'resolve' ? { label: format(language, 'resolve.form.skip'), command: `${command} -` } : null,
  };
  return showTo(form);
}

function introOf({ ticket }: TicketRequest, verb: Verb) {
  const isOfResolution = verb === 'promise' && timerToPromise(ticket)?.metric === 'resolution';
  return isOfResolution ? 'promise.resolution.form.intro' : (`${verb}.form.intro` as const);
}
