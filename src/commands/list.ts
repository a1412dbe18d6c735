// `list`: the open tickets of a person, or of the queue in whose chat it is asked.
import { isAgentOf, queueAt } from '../app/agents.ts';
import type { TicketFilter } from '../app/ports.ts';
import type { ListView } from '../app/view.ts';
import { sharedOrganisations } from '../app/visibility.ts';
import { format } from '../messages/format.ts';
import { ticketLines } from '../messages/views/ticket-lines.ts';
import { showTo } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { peopleOf } from './people-of.ts';
import { deskCommand, type Request } from './spec.ts';

/** As many as one message shows well; `list` says when there are more. */
const listLimit = 15;

const unfinished = ['new', 'open', 'pending', 'on_hold'] as const;

export const list = deskCommand({
  verb: 'list',
  audience: 'everyone',
  usage: '[mine]',
  summary: 'help.list',
  examples: ['list', 'list mine'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const { desk, reader, person } = request;
    const { language } = reader;
    const { title, filter, side } = await scopeOf(request, text.toLowerCase());
    const found = await desk.store.read(({ tickets }) => tickets.list({ ...filter, limit: listLimit + 1 }));
    const tickets = found.slice(0, listLimit);
    const people = await peopleOf(
      desk,
      tickets.flatMap(({ requesterId, assigneeId }) => [requesterId, assigneeId]),
    );
    const context = { people, policy: desk.policy, reader: { ...reader, side } };
    const more = found.length > listLimit ? format(language, 'list.more', { count: listLimit }) : null;
    return showTo({
      kind: 'list',
      title: format(language, title, { count: tickets.length }),
      items: tickets.map((ticket) => ({
        ...ticketLines(ticket, context, person.id),
        button: { label: format(language, 'list.show'), command: `show ${ticket.reference}` },
      })),
      footer: tickets.length === 0 ? format(language, 'list.none') : more,
    } satisfies ListView);
  },
});

interface Scope {
  readonly title: 'list.queue' | 'list.assigned' | 'list.own' | 'list.shared';
  readonly filter: Omit<TicketFilter, 'limit'>;
  readonly side: 'agents' | 'requester';
}

async function scopeOf({ desk, person, place }: Request, word: string): Promise<Scope> {
  const queue = queueAt(desk.policy, place.platform, place.chat);
  const isAgent = queue !== null && (await isAgentOf(desk, person, queue));
  if (isAgent) {
    const filter = { queues: [queue], statuses: unfinished };
    return word === 'mine'
      ? { title: 'list.assigned', side: 'agents', filter: { ...filter, assigneeId: person.id } }
      : { title: 'list.queue', side: 'agents', filter };
  }
  const organisationIds = await desk.store.read((repositories) =>
    sharedOrganisations(repositories, desk.policy, person.id, desk.clock.now()),
  );
  const own = { requesterId: person.id, statuses: unfinished };
  return organisationIds.length === 0
    ? { title: 'list.own', side: 'requester', filter: own }
    : { title: 'list.shared', side: 'requester', filter: { ...own, organisationIds } };
}
