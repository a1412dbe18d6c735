// A ticket's events as agents read them in its thread.
import type { NoticeView, RelayView, View } from '../../app/view.ts';
import type { EventOf, MessageBody } from '../../domain/events.ts';
import { never } from '../../domain/result.ts';
import { format } from '../format.ts';
import { formatWorkingTime } from '../format-time.ts';
import { correctedView, deletedView } from './corrected.ts';
import { endingForAgents } from './ending.ts';
import type { EventContext } from './for-requester.ts';
import { callForAgents, pageAcknowledgedView, pageView, publicFooter } from './out-of-hours.ts';
import { nameById } from './people.ts';
import { reminderView } from './reminder.ts';
import { sampleForAgents } from './sample.ts';
import { stageForAgents } from './stage.ts';
import { resendButton } from './ticket-buttons.ts';
import { metricWord, severityWord } from './words.ts';

/** What agents read of the event; null where the card says it all. */
export function forAgents(context: EventContext): View | null {
  const { event, ticket, people, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  const name = nameById(event.actorId, { people, language });
  switch (event.type) {
    case 'TicketOpened':
    case 'SlaBreached':
    case 'TargetsChanged':
      return null;
    case 'TicketMarkedSpam':
    case 'TicketMerged':
    case 'DuplicateMerged':
    case 'PriorityIncidentSpent':
    case 'PriorityIncidentRefunded':
      return endingForAgents({ ...context, event });
    case 'StageReached':
      return stageForAgents({ ...context, event });
    case 'SampleIdentified':
      return sampleForAgents({ ...context, event });
    case 'CallLogged':
      return callForAgents({ ...context, event });
    case 'OnCallPaged':
      return pageView({ ...context, event });
    case 'PageAcknowledged':
      return pageAcknowledgedView({ ...context, event });
    case 'TicketClaimed':
      return plain(format(language, 'claimed.agents', { name, reference }));
    case 'TicketAssigned': {
      const owner = nameById(event.assigneeId, { people, language });
      return plain(format(language, 'assigned.agents', { name, reference, owner }));
    }
    case 'TicketUnclaimed':
      return plain(format(language, 'unclaimed.agents', { name, reference }));
    case 'RequesterWrote':
      return relay(format(language, 'written.heading', { name, reference }), event.message, null);
    case 'ReplySent':
      return relay(
        format(language, 'sent.heading', { name, reference }),
        event.message,
        publicFooter(context),
      );
    case 'NoteAdded':
      return relay(
        format(language, 'noted.heading', { name, reference }),
        event.message,
        format(language, 'noted.footer'),
      );
    case 'MessageEdited':
      return correctedView({ ...context, event }, { name, footer: footerOf(context, event) });
    case 'MessageDeleted':
      return deletedView({ ...context, event }, name);
    case 'TicketPended':
      return plain(format(language, 'pended.agents', { name, reference }));
    case 'TicketHeld':
      return plain(format(language, 'held.agents', { name, reference }));
    case 'SeverityChanged':
      return plain(
        format(language, 'severityChanged.agents', {
          name,
          reference,
          severity: severityWord(language, event.severity),
        }),
      );
    case 'PromiseMade':
      return plain(
        format(language, event.metric === 'resolution' ? 'promised.resolution.agents' : 'promised.agents', {
          name,
          reference,
          working: formatWorkingTime(language, event.withinMs),
        }),
      );
    case 'TicketResumed':
      return plain(format(language, 'resumed.agents', { reference }));
    case 'TicketReopened':
      return plain(format(language, 'reopened.agents', { name, reference }));
    case 'TicketClosed':
      return plain(format(language, 'closed.agents', { name, reference }));
    case 'TicketResolved': {
      const heading = format(language, 'resolved.agents', { name, reference });
      return event.comment === null
        ? plain(heading)
        : relay(heading, event.comment, event.actorId === ticket.requesterId ? null : publicFooter(context));
    }
    case 'TicketCancelled':
      return plain(
        format(language, 'cancelled.agents', { name, reference }),
        event.reason === null ? [] : [format(language, 'cancelled.reason', { reason: event.reason })],
      );
    case 'ReplyUndelivered':
      return {
        ...plain(format(language, 'undelivered.reply', { reference, reason: event.reason })),
        tone: 'warning',
        ...resendButton(ticket, event.sequence ?? null, language),
      };
    case 'ReplyResent':
      return plain(format(language, 'resent.agents', { name, reference }));
    case 'SlaReminderSent':
      return reminderView({ ...context, event });
    case 'ReminderAcknowledged':
      return plain(
        format(language, 'acknowledged.agents', {
          name,
          reference,
          metric: metricWord(language, event.metric),
        }),
      );
    default:
      return never(event);
  }
}

/** Who reads the new words besides agents, where that is not plain from whose they are. */
function footerOf(context: EventContext, { saidAs }: EventOf<'MessageEdited'>): string | null {
  if (saidAs === 'reply') return publicFooter(context);
  return saidAs === 'note' ? format(context.reader.language, 'noted.footer') : null;
}

const plain = (text: string, details: readonly string[] = []): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text,
  details,
});

const relay = (heading: string, { text, attachments }: MessageBody, footer: string | null): RelayView => ({
  kind: 'relay',
  heading,
  text,
  attachments,
  footer,
});
