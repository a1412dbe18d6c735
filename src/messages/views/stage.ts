// What is told of the stages that a request reaches.
import type { DeskPolicy, StagePolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import type { View } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import type { Language } from '../language.ts';
import type { EventContext } from './for-requester.ts';
import { agentName, nameById } from './people.ts';
import { instantFor } from './timer-words.ts';

type Context = EventContext<EventOf<'StageReached'>>;

/** The stages of the ticket's kind; none where the configuration has that kind no more. */
export const stagesOf = (
  policy: DeskPolicy,
  { requestType }: Pick<Ticket, 'requestType'>,
): readonly StagePolicy[] => policy.requestTypes.get(requestType)?.stages ?? [];

/** What a stage of the ticket is called; its bare name where the configuration has it no more. */
export function stageTitle(
  policy: DeskPolicy,
  ticket: Pick<Ticket, 'requestType'>,
  { stage, language }: { readonly stage: string; readonly language: Language },
): string {
  const found = stagesOf(policy, ticket).find(({ name }) => name === stage);
  return found?.title[language] ?? stage;
}

/** What the requester is told of it at the opening: where it stands, and by when what is urgent will be done. */
export function alongStages(
  ticket: Ticket,
  { policy, reader }: { readonly policy: DeskPolicy; readonly reader: Reader },
): readonly string[] {
  const { language } = reader;
  if (ticket.stage === null) return [];
  const stage = stageTitle(policy, ticket, { stage: ticket.stage, language });
  const dueAt = ticket.timers.find(({ metric }) => metric === 'resolution')?.dueAt ?? null;
  return [
    format(language, 'opened.stage', { stage }),
    ...(ticket.isUrgent && dueAt !== null
      ? [format(language, 'opened.urgent', { due: instantFor(reader, dueAt) })]
      : []),
  ];
}

/** As the agents read it in the thread. */
export function stageForAgents(context: Context): View {
  const { event, ticket, people, policy, reader } = context;
  const { language } = reader;
  const name = nameById(event.actorId, { people, language });
  const stage = stageTitle(policy, ticket, { stage: event.stage, language });
  const text = format(language, 'stage.agents', { name, reference: ticket.reference, stage });
  const { databaseVersion } = event;
  const version =
    databaseVersion === null ? [] : [format(language, 'stage.version', { version: databaseVersion })];
  if (event.comment === null || isVersionAlone(event))
    return { kind: 'notice', tone: 'info', text, details: version };
  const footer = [...version, format(language, 'sent.footer')].join(' · ');
  const { text: words, attachments } = event.comment;
  return { kind: 'relay', heading: text, text: words, attachments, footer };
}

/** As the requester reads it, with what to do now. */
export function stageForRequester(context: Context): View {
  const { event, ticket, people, policy, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  const stage = stageTitle(policy, ticket, { stage: event.stage, language });
  const { databaseVersion } = event;
  const update =
    databaseVersion === null ? [] : [format(language, 'stage.update', { version: databaseVersion })];
  if (event.comment === null || isVersionAlone(event)) {
    const tone = event.isFinal ? 'success' : 'info';
    return {
      kind: 'notice',
      tone,
      text: format(language, 'stage.requester', { reference, stage }),
      details: update,
    };
  }
  const actor = event.actorId === null ? undefined : people.get(event.actorId);
  const name = actor === undefined ? format(language, 'people.desk') : agentName(actor, policy, language);
  const heading = [format(language, 'stage.heading', { name, reference, stage }), ...update].join('. ');
  const { text, attachments } = event.comment;
  return { kind: 'relay', heading, text, attachments, footer: null };
}

/** Where the agent said nothing but the version, the desk says what to do with it. */
const isVersionAlone = ({ comment, databaseVersion }: EventOf<'StageReached'>): boolean =>
  comment !== null && comment.text === databaseVersion && comment.attachments.length === 0;
