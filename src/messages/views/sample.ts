// What is told of a sample: that it was handed over sealed, and what it is by its hash.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Presenter, Reader } from '../../app/ports.ts';
import { samplePassword } from '../../app/samples.ts';
import type { NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatSize } from '../format-size.ts';
import type { EventContext } from './for-requester.ts';

type Context = EventContext<EventOf<'SampleIdentified'>>;

/** Names no file: clients make links of names such as `invoice.zip`. */
export const sampleCaption: Presenter['sampleCaption'] = ({ reference }, { number, sha256 }, { language }) =>
  format(language, 'sample.caption', { reference, number, sha256, password: samplePassword });

/** As the agents of its queue read it in the thread. */
export function sampleForAgents({ event, ticket, policy, reader }: Context): NoticeView {
  const { language } = reader;
  const { reference } = ticket;
  const text = format(language, 'sample.agents', {
    reference,
    size: sizeOf(event, reader),
    password: samplePassword,
  });
  const typed = otherHashes(policy, ticket, event.sha256);
  return identified(
    { event, reader, text },
    typed.map((each) => format(language, 'sample.differs.agents', { typed: each })),
  );
}

/** As the requester who sent it reads it. */
export function sampleForRequester({ event, ticket, policy, reader }: Context): NoticeView {
  const { language } = reader;
  const { reference } = ticket;
  const queue = policy.queues.get(ticket.queue)?.title[language] ?? ticket.queue;
  const text = format(language, 'sample.requester', { reference, queue, size: sizeOf(event, reader) });
  const typed = otherHashes(policy, ticket, event.sha256);
  return identified(
    { event, reader, text },
    typed.map((each) => format(language, 'sample.differs.requester', { typed: each })),
  );
}

const sizeOf = ({ sizeBytes }: EventOf<'SampleIdentified'>, { language }: Reader): string =>
  formatSize(language, sizeBytes);

function identified(
  { event, reader, text }: Pick<Context, 'event' | 'reader'> & { readonly text: string },
  differences: readonly string[],
): NoticeView {
  const hash = format(reader.language, 'sample.hash', { sha256: event.sha256 });
  return {
    kind: 'notice',
    tone: differences.length === 0 ? 'info' : 'warning',
    text,
    details: [hash, ...differences],
  };
}

const sha256Form = /^[0-9a-f]{64}$/i;

/** The SHA-256 hashes typed in the form that are not this one; one of another kind says nothing about it. */
function otherHashes(policy: DeskPolicy, ticket: Ticket, sha256: string): readonly string[] {
  const fields =
    policy.requestTypes.get(ticket.requestType)?.form.filter(({ type }) => type === 'hash') ?? [];
  const typed = ticket.answers.filter(({ field }) => fields.some(({ name }) => name === field));
  return typed
    .map(({ value }) => value.trim())
    .filter((value) => sha256Form.test(value) && value.toLowerCase() !== sha256);
}
