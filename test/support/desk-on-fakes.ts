// The whole core, from the desk's front door to its workers, on fakes: its tests read as conversations.
import { documents } from '../../src/adapters/documents/documents.ts';
import { sealSample } from '../../src/adapters/seal-sample.ts';
import { drainConversation } from '../../src/app/deliver.ts';
import { createDrains } from '../../src/app/drains.ts';
import type { Answer, Inbound, InboundForm, Place, PlatformUser } from '../../src/app/inbound.ts';
import type { DeskPolicy } from '../../src/app/policy.ts';
import type { Person, Platform } from '../../src/app/ports.ts';
import { remindOf } from '../../src/app/remind.ts';
import type { Button } from '../../src/app/view.ts';
import { wakeOwing, workersOf } from '../../src/app/workers.ts';
import { createDesk } from '../../src/commands/receive.ts';
import type { Attachment, TicketEvent } from '../../src/domain/events.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { languageOf } from '../../src/messages/language.ts';
import { createPresenter } from '../../src/messages/views/presenter.ts';
import { directPlace, groupPlace } from '../builders/people.ts';
import { aPolicy } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { fakeClock } from '../fakes/clock.ts';
import { fakeLogger } from '../fakes/logger.ts';
import { fakePlatform, type PostedMessage } from '../fakes/platform.ts';
import { countingIds, createMemoryStore } from '../fakes/store.ts';
import { fitsEverywhere } from './fits.ts';
import { buttonsOf, textOf } from './views.ts';

/** How somebody says something, where it is not simply in their direct messages. */
export interface Saying {
  readonly place?: Place;
  readonly replyTo?: string;
  readonly addressed?: boolean;
  readonly attachments?: readonly Attachment[];
  readonly canOpenForm?: boolean;
  readonly eventId?: string;
  readonly messageId?: string;
  readonly at?: Instant;
}

export type DeskOnFakes = ReturnType<typeof deskOnFakes>;

export function deskOnFakes({
  policy = aPolicy(),
  at = monday10,
  isPaced = false,
}: {
  policy?: DeskPolicy;
  at?: Instant;
  isPaced?: boolean;
} = {}) {
  const clock = fakeClock(at);
  const ids = countingIds();
  const store = createMemoryStore(ids);
  const logger = fakeLogger();
  const slack = fakePlatform('slack');
  const telegram = fakePlatform('telegram');
  const platforms = new Map<string, Platform>([
    ['slack', slack],
    ['telegram', telegram],
  ]);
  const parts = { store, clock, ids, logger, policy, platforms, languageOf };
  const core = createDesk(parts);
  const deliverParts = {
    ...parts,
    presenter: createPresenter(policy),
    sealSample,
    documents,
    random: () => 0,
    // Whoever waits with a signal waits for something to end; nothing takes time here.
    wait: (ms: number, signal?: AbortSignal): Promise<void> =>
      signal === undefined
        ? Promise.resolve(clock.advance(ms))
        : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    isPaced,
  };
  const drains = createDrains({
    drain: (id) => drainConversation(deliverParts, id),
    onError: (error) => {
      throw error;
    },
    wait: deliverParts.wait,
    limit: 1,
  });
  const woken = new Set<string>();
  store.onOwed((id) => woken.add(id));
  const workers = workersOf(deliverParts);
  let events = 0;

  const originOf = (user: PlatformUser | null, saying: Saying, place: Place) => {
    events += 1;
    return {
      eventId: saying.eventId ?? `event-${events}`,
      user,
      place,
      at: saying.at ?? clock.now(),
      canOpenForm: saying.canOpenForm ?? false,
    };
  };
  const placeOf = (user: PlatformUser, { place }: Saying): Place => place ?? directPlace(user);

  /** Hands over one event and runs what became due by it. */
  async function receive(inbound: Inbound): Promise<Answer | null> {
    const answer = await core.receive(inbound);
    if (answer !== null) fitsEverywhere(answer.view);
    await settle();
    return answer;
  }

  /** Delivers what can go out, and runs the jobs due now, until nothing is left. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 500; round += 1) {
      for (const id of woken) drains.wake(id);
      woken.clear();
      await wakeOwing(deliverParts, drains);
      await drains.idle();
      const jobs = await store.takeDueJobs(clock.now());
      if (jobs.length === 0 && woken.size === 0 && store.nextDeliveryAt() > clock.now()) return;
      for (const { queue, id } of jobs) {
        if (queue === 'remind') await remindOf(deliverParts, id);
        else await workers[queue].handle(id);
      }
    }
    throw new Error('the jobs never come to rest');
  }

  const nextJobAt = (): Instant =>
    Math.min(...store.enqueuedJobs().map(({ runAt }) => runAt ?? clock.now()), store.nextDeliveryAt());

  const platformOf = ({ platform }: Pick<PlatformUser, 'platform'>) =>
    platform === 'slack' ? slack : telegram;

  const messageId = (saying: Saying): string => saying.messageId ?? `written-${events + 1}`;

  return {
    clock,
    store,
    ids,
    logger,
    slack,
    telegram,
    policy,
    platforms,
    core,
    parts: deliverParts,
    drains,
    receive,
    settle,

    /** Something written; in direct messages always for the desk. On Slack it begins a thread of its own there. */
    message(user: PlatformUser | null, text: string, saying: Saying = {}): Promise<Answer | null> {
      const id = messageId(saying);
      const direct = user === null ? null : directPlace(user, user.platform === 'slack' ? id : null);
      const place = saying.place ?? direct;
      if (place === null) throw new Error('nobody writes nowhere');
      return receive({
        kind: 'message',
        ...originOf(user, saying, place),
        messageId: id,
        replyTo: saying.replyTo ?? null,
        addressed: saying.addressed ?? place.kind === 'direct',
        text,
        attachments: saying.attachments ?? [],
      });
    },

    /** A command typed with its prefix. */
    command(user: PlatformUser, line: string, saying: Saying = {}): Promise<Answer | null> {
      const id = messageId(saying);
      return receive({
        kind: 'command',
        ...originOf(user, saying, placeOf(user, saying)),
        line,
        source: 'typed',
        messageId: id,
        replyTo: saying.replyTo ?? null,
        attachments: saying.attachments ?? [],
      });
    },

    /** Presses the button whose command begins so, on the latest of the desk's messages there that has one. */
    press(user: PlatformUser, beginning: string, saying: Saying = {}): Promise<Answer | null> {
      const place = placeOf(user, saying);
      const messages = platformOf(place).messages(place.chat);
      const isMeant = ({ command, label }: Button) => command.startsWith(beginning) || label === beginning;
      const carrier = messages.findLast(({ view }) => buttonsOf(view).some(isMeant));
      const found = carrier && buttonsOf(carrier.view).find(isMeant);
      if (carrier === undefined || found === undefined)
        throw new Error(`no button “${beginning}” among ${JSON.stringify(messages.map(({ view }) => view))}`);
      return receive({
        kind: 'command',
        ...originOf(user, saying, { ...place, thread: place.thread ?? carrier.thread }),
        line: found.command,
        source: 'button',
        messageId: carrier.messageId,
        replyTo: null,
        attachments: [],
      });
    },

    form(
      user: PlatformUser,
      command: string,
      values: Readonly<Record<string, string>>,
      { files = {}, formId, ...saying }: Saying & Pick<Partial<InboundForm>, 'files' | 'formId'> = {},
    ): Promise<Answer | null> {
      const origin = originOf(user, saying, placeOf(user, saying));
      const form = { formId: formId ?? `form of ${origin.eventId}`, command, values, files };
      return receive({ kind: 'form', ...origin, ...form });
    },

    /** Moves the clock, running each job when it falls due. */
    async pass(ms: number): Promise<void> {
      const until = clock.now() + ms;
      while (nextJobAt() <= until) {
        clock.set(Math.max(clock.now(), nextJobAt()));
        await settle();
      }
      clock.set(until);
      await settle();
    },

    /** Moves the clock while no worker runs, as when the desk is down. */
    sleep: (ms: number): void => clock.advance(ms),

    /** The desk's messages in somebody's direct messages, as they stand now. */
    toldTo: (user: PlatformUser): readonly PostedMessage[] =>
      platformOf(user).messages(directPlace(user).chat),

    /** The first line of each of these. */
    said(user: PlatformUser): readonly string[] {
      return platformOf(user)
        .messages(directPlace(user).chat)
        .map(({ view }) => textOf(view));
    },

    /** What was posted in the agents' thread of a ticket, its card first. */
    async thread(reference: string, platform = 'slack'): Promise<readonly PostedMessage[]> {
      const place = await threadOf(reference, platform);
      return platformOf(place)
        .messages(place.chat)
        .filter(({ thread }) => thread === place.thread);
    },

    threadOf,
    ticket,

    async events(reference: string): Promise<readonly TicketEvent['type'][]> {
      const { id } = await ticket(reference);
      return (await store.read(({ tickets }) => tickets.events(id))).map(({ type }) => type);
    },

    person: (user: PlatformUser): Promise<Person> => store.transaction((tx) => tx.people.identify(user)),
  };

  async function ticket(reference: string): Promise<Ticket> {
    const found = await store.read(({ tickets }) => tickets.find({ reference }));
    if (found === null) throw new Error(`no ticket ${reference}`);
    return found;
  }

  /** The agents' thread of a ticket as a place to write in. */
  async function threadOf(reference: string, platform = 'slack'): Promise<Place> {
    const { id } = await ticket(reference);
    const conversations = await store.read((repositories) => repositories.conversations.ofTicket(id));
    const found = conversations.find((each) => each.side === 'agents' && each.platform === platform);
    if (found === undefined) throw new Error(`${reference} has no agents' thread there`);
    return groupPlace(found);
  }
}
