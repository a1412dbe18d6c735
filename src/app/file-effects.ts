// Which files go where: behind the words they came with, wherever those are told.
import type { TicketEvent } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Effect, Origin } from './effects.ts';
import { messageOf } from './files.ts';
import type { DeskPolicy } from './policy.ts';
import type { Conversation } from './ports.ts';
import { isSample } from './samples.ts';

/** An event's effects, followed by those that send its files; the conversation where they were sent has them. */
export function withFiles(
  effects: readonly Effect[],
  happening: {
    readonly event: TicketEvent;
    readonly sequence: number;
    readonly conversations: readonly Conversation[];
    readonly origin: Origin | null;
    readonly ticket: Ticket;
    readonly policy: DeskPolicy;
  },
): readonly Effect[] {
  const { event, sequence, origin, conversations } = happening;
  const attachments = messageOf(event)?.attachments ?? [];
  const files = readers(effects, happening)
    .filter((conversationId) => conversationId !== origin?.conversationId)
    .flatMap((conversationId) =>
      attachments.flatMap((file, index): readonly Effect[] =>
        isSample(file, event, happening) && !isAmongAgents(conversations, conversationId)
          ? []
          : [{ kind: 'tell', conversationId, content: { kind: 'file', sequence, index } }],
      ),
    );
  return [...effects, ...files];
}

/** Samples go to nobody but the agents, whose conversations of a ticket are those of its queue. */
const isAmongAgents = (conversations: readonly Conversation[], id: string): boolean =>
  conversations.some((conversation) => conversation.id === id && conversation.side === 'agents');

/** The conversations that read the message; a ticket's opening words agents read on its card. */
function readers(
  effects: readonly Effect[],
  { event, conversations }: { event: TicketEvent; conversations: readonly Conversation[] },
): readonly string[] {
  if (event.type === 'TicketOpened') {
    return conversations.filter(({ side }) => side === 'agents').map(({ id }) => id);
  }
  return effects.flatMap((effect) =>
    effect.kind === 'tell' && effect.content.kind === 'event' ? [effect.conversationId] : [],
  );
}
