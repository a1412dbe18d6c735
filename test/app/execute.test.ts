// The one write path: what an event changes and what follows from it are written together, or not at all.
import { beforeEach, describe, expect, it } from 'vitest';
import { execute } from '../../src/app/execute.ts';
import type { Person, Repositories } from '../../src/app/ports.ts';
import { format } from '../../src/messages/format.ts';
import { anna, boris, ivan, jane } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

let desk: DeskOnFakes;
let agent: Person;
const inChannel = {
  platform: 'slack',
  chat: slackChannel,
  thread: null,
  kind: 'group',
  form: 'thread',
} as const;

beforeEach(async () => {
  desk = deskOnFakes();
  for (const { userId } of [anna, boris]) desk.slack.join(slackChannel, userId);
  agent = await desk.person(anna);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const claimIn = async (tx: Repositories, ticketId: string) =>
  execute(tx, desk.parts, { ticketId, actor: { id: agent.id, role: 'agent' }, command: { type: 'claim' } });

describe('a command that is carried out', () => {
  it('leaves event, ticket, deliveries and jobs together', async () => {
    const { id } = await desk.ticket('ACME-1');
    const executed = await desk.store.transaction((tx) => claimIn(tx, id));
    expect(executed).toMatchObject({ ok: true, value: { ticket: { assigneeId: agent.id, version: 2 } } });
    expect(await desk.ticket('ACME-1')).toMatchObject({ assigneeId: agent.id, version: 2 });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'TicketClaimed']);
    expect(
      desk.store
        .enqueuedJobs()
        .map(({ queue }) => queue)
        .sort(),
    ).toEqual(['remind']);
  });

  it('leaves nothing of it when the transaction fails', async () => {
    const { id } = await desk.ticket('ACME-1');
    const before = desk.store.enqueuedJobs();
    const failing = desk.store.transaction(async (tx) => {
      await claimIn(tx, id);
      throw new Error('the database went away');
    });
    await expect(failing).rejects.toThrow('went away');
    expect(await desk.ticket('ACME-1')).toMatchObject({ assigneeId: null, version: 1 });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    expect(desk.store.enqueuedJobs()).toEqual(before);
  });

  it('that changes nothing writes nothing', async () => {
    await desk.command(anna, 'assign ACME-1 me', { place: inChannel });
    const { version } = await desk.ticket('ACME-1');
    await desk.command(anna, 'assign ACME-1 me', { place: inChannel });
    expect((await desk.ticket('ACME-1')).version).toBe(version);
  });
});

describe('a command that is refused', () => {
  it('writes nothing', async () => {
    const { id } = await desk.ticket('ACME-1');
    const refused = await desk.store.transaction((tx) =>
      execute(tx, desk.parts, {
        ticketId: id,
        actor: { id: agent.id, role: 'agent' },
        command: { type: 'reopen' },
      }),
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'wrongStatus' } });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('is so for a ticket that does not exist', async () => {
    const refused = await desk.store.transaction((tx) => claimIn(tx, desk.ids.next()));
    expect(refused).toEqual({ ok: false, error: { code: 'ticketNotFound', reference: null } });
  });
});

describe('two claims at once', () => {
  it('one wins, and the other is told who has it', async () => {
    const claim = (user: typeof anna, eventId: string) =>
      desk.core.receive({
        kind: 'command',
        eventId,
        user,
        place: inChannel,
        at: monday10,
        canOpenForm: false,
        line: 'claim ACME-1',
        source: 'button',
        messageId: null,
        replyTo: null,
        attachments: [],
      });
    const answers = (await Promise.all([claim(anna, 'a'), claim(boris, 'b')])).map(answerText);
    const owner = (await desk.ticket('ACME-1')).assigneeId === agent.id ? anna : boris;
    expect(answers.toSorted()).toEqual(
      [
        format('en', 'claim.done', { reference: 'ACME-1' }),
        format('en', 'error.alreadyClaimed', { reference: 'ACME-1', owner: owner.name }),
      ].toSorted(),
    );
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'TicketClaimed']);
  });
});

describe('references', () => {
  it('follow each other without gaps, also after one that was refused', async () => {
    await desk.form(jane, 'new', { severity: 'low', description: 'x'.repeat(20_001) });
    await desk.form(jane, 'new', { severity: 'low', description: 'My screen is dark' });
    expect((await desk.ticket('ACME-2')).description).toBe('My screen is dark');
    await expect(desk.ticket('ACME-3')).rejects.toThrow();
  });
});

describe('the reminder job', () => {
  const remindAt = () => desk.store.enqueuedJobs().find(({ queue }) => queue === 'remind')?.runAt;

  it('is one a ticket, at its next step, and goes when nobody waits any more', async () => {
    expect(remindAt()).toBe(monday10 + hours(3) + 1);
    await desk.command(anna, 'claim ACME-1', { place: inChannel });
    expect(remindAt()).toBe(monday10 + hours(3) + 1);
    expect(desk.store.enqueuedJobs()).toHaveLength(1);
    await desk.command(anna, 'reply ACME-1 Looking', { place: inChannel });
    expect(desk.store.enqueuedJobs()).toEqual([]);
  });
});

describe('the same event of a platform, twice', () => {
  const twice = { place: inChannel, eventId: 'the-same', messageId: 'the-same' };

  it.each([
    'claim ACME-1',
    'reply ACME-1 Looking',
    'note ACME-1 hm',
    'resolve ACME-1 Fixed',
    'assign ACME-1 me',
  ])('changes nothing the second time: “%s”', async (line) => {
    await desk.command(anna, line, twice);
    const before = { ticket: await desk.ticket('ACME-1'), calls: desk.slack.calls.length };
    expect(await desk.command(anna, line, twice)).toBeNull();
    expect({ ticket: await desk.ticket('ACME-1'), calls: desk.slack.calls.length }).toEqual(before);
  });

  it('opens one ticket, by a form, a message or a draft', async () => {
    for (const description of ['one', 'one'])
      await desk.form(jane, 'new', { severity: 'low', description }, { eventId: 'form' });
    await expect(desk.ticket('ACME-3')).rejects.toThrow();
    for (const text of ['two', 'two']) await desk.message(anna, text, { eventId: 'words', messageId: 'w' });
    await desk.press(anna, 'open');
    expect((await desk.ticket('ACME-3')).description).toBe('two');
  });

  it('is written once on a ticket', async () => {
    for (const text of ['Hello?', 'Hello?']) await desk.message(ivan, text, { eventId: 'words' });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote']);
  });
});
