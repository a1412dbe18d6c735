// The question that a draft waits on, and what became of it.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Draft, DraftOffer, Reader } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import { never } from '../../domain/result.ts';
import { severities, type Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatDuration } from '../format-time.ts';
import { threadTitle } from './card.ts';
import { formView } from './draft-form.ts';
import { severityChoice, severityWord } from './words.ts';

export interface DraftContext {
  readonly draft: Draft;
  /** The tickets to choose from; of a draft that is done, the one it went to. */
  readonly choices: readonly Ticket[];
  readonly offer: DraftOffer;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** The draft's question with its buttons, or once answered, the answer without them. */
export function draftView(context: DraftContext): NoticeView {
  const { draft, reader } = context;
  if (draft.state === 'done') return doneView(context);
  switch (draft.question) {
    case 'ticket':
      return whichView(context);
    case 'organisation':
      return organisationView(context);
    case 'form':
    case 'review':
      return formView(context);
    case 'severity':
      return draft.messages.length === 0
        ? notice(format(reader.language, 'draft.describe'), typeRows(context))
        : severityView(context);
    case 'priority':
      return priorityView(context);
    default:
      return never(draft.question);
  }
}

const notice = (text: string, buttons?: readonly (readonly Button[])[], details?: string): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text,
  ...(details === undefined ? {} : { details: [details] }),
  ...(buttons === undefined || buttons.length === 0 ? {} : { buttons }),
});

function severityView(context: DraftContext): NoticeView {
  const { draft, policy, reader } = context;
  const { language } = reader;
  const severity = severityWord(language, policy.defaultSeverity);
  const wait = formatDuration(language, policy.draftMs);
  return notice(format(language, 'draft.severity', { severity, wait }), [
    ...severities.map((each) => [
      { label: severityChoice(language, each), command: `open ${draft.id} ${each}` },
    ]),
    ...typeRows(context),
  ]);
}

/** What else may be asked for, by its place among the request types: their keys may be longer than a button's room. */
const typeRows = ({ draft, policy, reader: { language } }: DraftContext): readonly (readonly Button[])[] =>
  [...policy.requestTypes.values()].flatMap(({ key, title }, index) =>
    key === draft.choices.requestType
      ? []
      : [[{ label: shortened(title[language]), command: `choose ${draft.id} type ${index}` }]],
  );

/** As much of a title as a button shows. */
const labelLength = 60;
const shortened = (text: string): string => [...text].slice(0, labelLength).join('');

function whichView({ draft, choices, reader: { language } }: DraftContext): NoticeView {
  return notice(format(language, 'draft.which'), [
    ...choices.map((ticket) => [
      { label: shortened(threadTitle(ticket)), command: `attach ${draft.id} ${ticket.reference}` },
    ]),
    [{ label: format(language, 'draft.new'), command: `attach ${draft.id} new` }],
  ]);
}

/** A button has room for the end of an id only. */
const endLength = 12;

function organisationView({ draft, offer, reader: { language } }: DraftContext): NoticeView {
  return notice(
    format(language, 'draft.organisation'),
    offer.organisations.map(({ id, name }) => [
      { label: shortened(name), command: `choose ${draft.id} org ${id.slice(-endLength)}` },
    ]),
  );
}

function priorityView({ draft, offer, policy, reader: { language } }: DraftContext): NoticeView {
  const left = offer.priorityLeft ?? 0;
  const choose = (answer: 'yes' | 'no'): string => `choose ${draft.id} priority ${answer}`;
  const wait = formatDuration(language, policy.draftMs);
  return notice(
    format(language, 'draft.priority', { left }),
    [
      [{ label: format(language, 'draft.priority.use', { left }), command: choose('yes') }],
      [{ label: format(language, 'draft.priority.without'), command: choose('no') }],
    ],
    format(language, 'draft.priority.wait', { wait }),
  );
}

function doneView({ draft, choices, reader: { language } }: DraftContext): NoticeView {
  const [ticket] = choices;
  if (ticket === undefined) return notice(format(language, 'draft.dropped'));
  const { reference } = ticket;
  const severity = severityWord(language, ticket.severity);
  return notice(
    draft.question === 'ticket'
      ? format(language, 'draft.attached', { reference })
      : format(language, 'draft.opened', { reference, severity }),
  );
}
