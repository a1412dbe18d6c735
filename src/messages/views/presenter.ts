// Puts what the delivery ledger owes into words.
import type { Content } from '../../app/content.ts';
import { fileOf } from '../../app/files.ts';
import type { DeskPolicy } from '../../app/policy.ts';
import type { Facts, Presenter } from '../../app/ports.ts';
import type { View } from '../../app/view.ts';
import { never } from '../../domain/result.ts';
import { format } from '../format.ts';
import { cardView, threadTitle } from './card.ts';
import { editedView } from './corrected.ts';
import { draftView } from './draft.ts';
import { fileCaption, fileLostView } from './file-lost.ts';
import { forAgents } from './for-agents.ts';
import { forRequester } from './for-requester.ts';
import { accountLinkedView } from './linking.ts';
import { byPhoneView } from './out-of-hours.ts';
import { digestView } from './reminder.ts';
import { sampleCaption } from './sample.ts';
import { statementFile, statementView } from './statement.ts';
import { statementSheet, statementTable } from './statement-document.ts';
import { resendButton } from './ticket-buttons.ts';

export function createPresenter(policy: DeskPolicy): Presenter {
  return {
    present: (content, facts) => present(content, facts, policy),
    edited: (facts) => editedView(facts, policy),
    threadTitle,
    fileCaption,
    sampleCaption,
    statementFile,
    statementTable: (statement, language) => statementTable(statement, { language, policy }),
    statementSheet: (statement, language) => statementSheet(statement, { language, policy }),
  };
}

function present(content: Content, facts: Facts, policy: DeskPolicy): View | null {
  const { reader, ticket, event, draft, choices, people } = facts;
  switch (content.kind) {
    case 'card':
      return ticket === null ? null : cardView({ ...facts, ticket, policy });
    case 'event': {
      if (ticket === null || event === null) return null;
      const context = { ticket, event, people, policy, reader, renewsOn: facts.renewsOn, call: facts.call };
      return reader.side === 'requester' ? forRequester(context) : forAgents(context);
    }
    case 'draft':
      return draft === null ? null : draftView({ draft, choices, offer: facts.offer, policy, reader });
    case 'digest': {
      const contexts = facts.reminders.flatMap((each) =>
        each.event.type === 'SlaReminderSent'
          ? [{ ticket: each.ticket, event: each.event, people, policy, reader }]
          : [],
      );
      const queue = policy.queues.get(content.queue)?.title[reader.language] ?? content.queue;
      return digestView(contexts, { queue, more: content.more, reader });
    }
    case 'undelivered': {
      if (ticket === null) return null;
      const { reference } = ticket;
      const reason = facts.failure ?? '';
      return {
        kind: 'notice',
        tone: 'warning',
        text: format(reader.language, 'undelivered.other', { reference, reason }),
        ...resendButton(ticket, facts.failedSequence, reader.language),
      };
    }
    case 'statement':
      return facts.statement === null ? null : statementView(facts.statement, reader);
    case 'byPhone':
      return ticket === null ? null : byPhoneView({ ticket, people, reader });
    case 'accountLinked':
      return accountLinkedView(content, reader.language);
    case 'fileLost': {
      const file = fileOf(event, content.index);
      return ticket === null || file === null ? null : fileLostView(content, { ticket, file, reader });
    }
    case 'file':
    case 'mark':
      return null;
    default:
      return never(content);
  }
}
