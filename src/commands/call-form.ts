// The form that asks for a call's number, caller and time, and for a new ticket what it was about.
import type { FormField, FormView } from '../app/view.ts';
import { severities, type Ticket } from '../domain/ticket.ts';
import { timeOfDayAt } from '../domain/time-of-day.ts';
import type { MessageKey } from '../messages/catalogue.ts';
import { format } from '../messages/format.ts';
import { severityChoice } from '../messages/views/words.ts';
import { showTo } from './answers.ts';
import type { Outcome, Request } from './spec.ts';
import { zoneOf } from './zone-of.ts';

const inputLimit = 3000;
const lineLimit = 200;

/** Asks for the call: in a form where one can be shown, else in one line. `ticket` is null for one to be opened. */
export function askForCall(request: Request, ticket: Pick<Ticket, 'reference'> | null): Outcome {
  const { language } = request.reader;
  const form: FormView = {
    kind: 'form',
    command: `call ${ticket?.reference ?? 'new'}`,
    title: format(language, 'call.form.title'),
    intro:
      ticket === null
        ? format(language, 'call.form.introNew')
        : format(language, 'call.form.intro', { reference: ticket.reference }),
    fields: request.canOpenForm ? fieldsOf(request, ticket === null) : [oneLine(request, ticket === null)],
    submit: format(language, 'call.form.submit'),
    cancel: format(language, 'form.cancel'),
    skip: null,
  };
  return showTo(form);
}

const oneLine = ({ reader: { language } }: Request, isNew: boolean): FormField => ({
  name: 'text',
  label: format(language, isNew ? 'call.form.labelNew' : 'call.form.label'),
  optional: false,
  input: { type: 'text', multiline: isNew, maxLength: inputLimit },
});

function fieldsOf(request: Request, isNew: boolean): readonly FormField[] {
  const { language } = request.reader;
  const line = (name: string, label: PlainKey, optional: boolean): FormField => ({
    name,
    label: format(language, label),
    optional,
    input: { type: 'text', multiline: false, maxLength: lineLimit },
  });
  const now = timeOfDayAt(request.at, zoneOf(request));
  return [
    line('number', 'call.form.number', false),
    line('caller', 'call.form.caller', true),
    {
      ...line('time', 'call.form.time', true),
      hint: format(language, 'call.form.timeHint'),
      input: { type: 'text', multiline: false, maxLength: 5, initial: now },
    },
    ...(isNew ? matterFields(request) : []),
  ];
}

type PlainKey = Extract<MessageKey, 'call.form.number' | 'call.form.caller' | 'call.form.time'>;

/** As for any new ticket, except that whoever phones out of hours mostly has something critical. */
function matterFields({ reader: { language } }: Request): readonly FormField[] {
  const options = severities.map((severity) => ({
    value: severity,
    label: severityChoice(language, severity),
  }));
  return [
    {
      name: 'severity',
      label: format(language, 'new.form.severity'),
      optional: false,
      input: { type: 'choice', options, initial: 'critical' },
    },
    {
      name: 'description',
      label: format(language, 'new.form.description'),
      optional: false,
      input: { type: 'text', multiline: true, maxLength: inputLimit },
    },
  ];
}
