// Which calls to its platform a delivery is about to make, so that no more is taken of a budget than is used.
import { never } from '../domain/result.ts';
import type { Work } from './delivery-work.ts';
import type { PlannedCall, Presenter } from './ports.ts';
import { lacksCard } from './send-delivery.ts';
import { fileToSend } from './send-file.ts';

type Planned = Pick<Work, 'delivery' | 'conversation' | 'facts' | 'view'>;

/** In their order; none for a delivery that has nothing to say any more. */
export function plannedCalls(presenter: Presenter, work: Planned): readonly PlannedCall[] {
  const { content } = work.delivery;
  const first = lacksCard(work) ? presenter.present({ kind: 'card' }, work.facts) : null;
  if (first === null) return ownCalls(work, false);
  const card = { kind: 'post', view: first, opensThread: isNowhere(work) } as const;
  return content.kind === 'card' ? [card] : [card, ...ownCalls(work, true)];
}

const isNowhere = ({ conversation }: Planned): boolean =>
  conversation.form === 'thread' && conversation.thread === null;

function ownCalls(work: Planned, hasThread: boolean): readonly PlannedCall[] {
  const { conversation, delivery, facts, view } = work;
  const { content } = delivery;
  switch (content.kind) {
    case 'card':
      return view === null || conversation.cardMessageId === null ? [] : [{ kind: 'edit' }];
    case 'mark':
      return [{ kind: 'mark' }];
    case 'file':
      return facts.ticket === null || fileToSend(work, content) === null ? [] : [{ kind: 'file' }];
    case 'draft':
      if (facts.draft !== null && facts.draft.promptMessageId !== null) return [{ kind: 'edit' }];
      break;
    case 'statement':
      if (content.format !== 'message') return facts.statement === null ? [] : [{ kind: 'file' }];
      break;
    case 'event':
    case 'byPhone':
    case 'fileLost':
    case 'digest':
    case 'undelivered':
    case 'accountLinked':
      break;
    default:
      return never(content);
  }
  if (view === null) return [];
  return [{ kind: 'post', view, opensThread: !hasThread && isNowhere(work) }];
}
