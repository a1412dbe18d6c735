// The question that a draft waits on, and what became of it.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Draft, Reader } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import { severities, type Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatDuration } from '../format-time.ts';
import { threadTitle } from './card.ts';
import { severityChoice, severityWord } from './words.ts';

interface DraftContext {
  readonly draft: Draft;
  /** The tickets to choose from; of a draft that is done, the one it went to. */
  readonly choices: readonly Ticket[];
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** The draft's question with its buttons, or once answered, the answer without them. */
export function draftView(context: DraftContext): NoticeView {
  const { draft, reader } = context;
  if (draft.state === 'done') return doneView(context);
  if (draft.question === 'ticket') return whichView(context);
  if (draft.messages.length === 0) return notice(format(reader.language, 'draft.describe'));
  return severityView(context);
}

const notice = (text: string, buttons?: readonly (readonly Button[])[]): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text,
  ...(buttons === undefined ? {} : { buttons }),
});

function severityView({ draft, policy, reader: { language } }: DraftContext): NoticeView {
  const severity = severityWord(language, policy.defaultSeverity);
  const wait = formatDuration(language, policy.draftMs);
  return notice(
    format(language, 'draft.severity', { severity, wait }),
    severities.map((each) => [
      { label: severityChoice(language, each), command: `open ${draft.id} ${each}` },
    ]),
  );
}

/** As much of a title as a button shows. */
const labelLength = 60;

function whichView({ draft, choices, reader: { language } }: DraftContext): NoticeView {
  const labelOf = (ticket: Ticket) => [...threadTitle(ticket)].slice(0, labelLength).join('');
  return notice(format(language, 'draft.which'), [
    ...choices.map((ticket) => [
      { label: labelOf(ticket), command: `attach ${draft.id} ${ticket.reference}` },
    ]),
    [{ label: format(language, 'draft.new'), command: `attach ${draft.id} new` }],
  ]);
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
