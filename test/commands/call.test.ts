// `call` and `acknowledge-page`, and how whoever is on call is looked for, on the desk's own front door.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, PlatformUser } from '../../src/app/inbound.ts';
import { pageJob } from '../../src/app/page-job.ts';
import { pageOnCall } from '../../src/app/paging.ts';
import type { DeskError } from '../../src/domain/errors.ts';
import type { EventOf, TicketEventType } from '../../src/domain/events.ts';
import type { Language } from '../../src/domain/language.ts';
import { errorView } from '../../src/messages/views/error.ts';
import { anna, boris, directPlace, ivan, lead, slackUser, telegramUser } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours, minutes, moscow } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

const first = slackUser('UFIRST', 'Fedor First');
const second = telegramUser('4343', 'Sveta Second', { languageTag: 'en' });
const third = telegramUser('4242', 'Leonid Lead', { languageTag: 'en' });
const accountOf = ({ platform, userId }: PlatformUser) => ({ platform, userId });
const rota = { onCallAt: () => [first, second].map(accountOf) };
const saturday = moscow('2026-02-07 21:40');
const phone = '+74950000000';

let desk: DeskOnFakes;
const inChannel = {
  place: { platform: 'slack', chat: slackChannel, thread: null, kind: 'group', form: 'thread' },
} as const;
const says = (line: string, by = anna): Promise<Answer | null> => desk.command(by, line, inChannel);
const refusal = (error: DeskError, language: Language = 'en'): string =>
  textOf(errorView(language, error, { people: new Map(), prefix: 'ACME' }));

async function onStage(at: number, policy = aPolicy({}, rota)): Promise<void> {
  desk = deskOnFakes({ policy, at });
  desk.slack.join(slackChannel, anna.userId);
  desk.slack.join(slackChannel, boris.userId);
  for (const user of [first, second, third, lead, anna]) await desk.person(user);
  await desk.form(ivan, 'new', { description: 'The server is down', severity: 'critical' });
}

async function eventsOf<T extends TicketEventType>(type: T): Promise<readonly EventOf<T>[]> {
  const { id } = await desk.ticket('ACME-1');
  const all = await desk.store.read(({ tickets }) => tickets.events(id));
  return all.filter((event): event is EventOf<T> => event.type === type);
}
const roundsNow = async () => (await desk.ticket('ACME-1')).paging?.rounds ?? null;
const pagesTo = (user: PlatformUser): number =>
  desk
    .toldTo(user)
    .filter(({ view }) => buttonsOf(view).some(({ command }) => command.startsWith('acknowledge-page')))
    .length;

describe('a call that is logged', () => {
  beforeEach(() => onStage(saturday));

  it('out of hours stands in the log with its number, caller and time, and moves the clock', async () => {
    await desk.pass(minutes(30));
    const answer = await says('call ACME-1 +7 (495) 000-00-00 Anna Petrova at 21:55');
    expect(await eventsOf('CallLogged')).toMatchObject([
      {
        phone,
        caller: 'Anna Petrova',
        calledAt: saturday + minutes(15),
        calendar: 'always',
        needsPaging: true,
      },
    ]);
    const due = saturday + minutes(15) + hours(6);
    expect((await desk.ticket('ACME-1')).timers[0]?.dueAt).toBe(due);
    expect(answer?.view).toMatchObject({ tone: 'success', details: [expect.stringMatching(/03:55/)] });
    expect(desk.said(ivan).at(-1)).toMatch(/Звонок по заявке ACME-1 записан: сегодня, 21:55/);
    const said = (await desk.thread('ACME-1')).map(({ view }) => textOf(view));
    expect(said).toContainEqual(
      expect.stringMatching(
        /Anna Orlova logged a call on ACME-1: Anna Petrova \(\+74950000000\) phoned today 21:55/,
      ),
    );
  });

  it('at a time that is still to come today came yesterday', async () => {
    await says(`call ACME-1 ${phone} at 21:41`);
    const [event] = await eventsOf('CallLogged');
    expect(event?.calledAt).toBe(saturday + minutes(1) - hours(24));
  });

  it('with words keeps them as a note, and both or neither are written', async () => {
    await says(`call ACME-1 ${phone} Anna: the disks are full`);
    expect((await desk.events('ACME-1')).slice(1)).toEqual(['CallLogged', 'NoteAdded', 'OnCallPaged']);
    await says('close ACME-1');
    await says(`call ACME-1 ${phone} Anna: the disks are full`);
    expect(await eventsOf('NoteAdded')).toHaveLength(1);
  });

  it('is asked for in a form, with the time prefilled, or in one line', async () => {
    const form = await desk.command(anna, 'call ACME-1', { ...inChannel, canOpenForm: true });
    expect(form?.view).toMatchObject({
      kind: 'form',
      command: 'call ACME-1',
      fields: [{ name: 'number' }, { name: 'caller' }, { name: 'time', input: { initial: '21:40' } }],
    });
    expect((await says('call ACME-1'))?.view).toMatchObject({ kind: 'form', fields: [{ name: 'text' }] });
    await desk.form(anna, 'call ACME-1', { number: phone, caller: 'Anna', time: '21:30' }, inChannel);
    const [event] = await eventsOf('CallLogged');
    expect(event).toMatchObject({ phone, caller: 'Anna', calledAt: saturday - minutes(10) });
  });

  it.each<[string, DeskError]>([
    ['call ACME-1 Anna', { code: 'phoneUnknown', input: 'Anna' }],
    [`call ACME-1 ${phone} at 25:00`, { code: 'timeUnknown', input: '25:00' }],
  ])('as “%s” is refused', async (line, error) => {
    expect(answerText(await says(line))).toBe(refusal(error));
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('is not the requester’s to log', async () => {
    const answer = await desk.command(ivan, `call ACME-1 ${phone}`);
    expect(answerText(answer)).toBe(refusal({ code: 'notAllowed', verb: 'call' }, 'ru'));
  });

  it('counts once however often the platform repeats it', async () => {
    await desk.command(anna, `call ACME-1 ${phone}`, { ...inChannel, eventId: 'e' });
    await desk.command(anna, `call ACME-1 ${phone}`, { ...inChannel, eventId: 'e' });
    expect(await eventsOf('CallLogged')).toHaveLength(1);
  });
});

describe('a call in hours', () => {
  it('pages nobody and leaves the clock alone where the answer is due before closing', async () => {
    await onStage(monday10);
    await says(`call ACME-1 ${phone} Anna`);
    expect(await eventsOf('CallLogged')).toMatchObject([{ calendar: null, needsPaging: false }]);
    expect((await desk.ticket('ACME-1')).timers[0]?.dueAt).toBe(monday10 + hours(6));
    expect(await roundsNow()).toBeNull();
    const { view } = (await desk.thread('ACME-1')).at(-1) ?? {};
    expect(view).toMatchObject({
      details: expect.arrayContaining([expect.stringMatching(/nobody is paged/)]),
    });
  });

  it('pages where the desk closes before the answer is due', async () => {
    await onStage(moscow('2026-02-02 17:00'));
    await says(`call ACME-1 ${phone} Anna`);
    expect(await eventsOf('CallLogged')).toMatchObject([{ calendar: 'always', needsPaging: true }]);
    expect(await roundsNow()).toEqual([[accountOf(first)]]);
  });
});

describe('whoever is on call', () => {
  beforeEach(() => onStage(saturday));
  const leads = [accountOf(lead), accountOf(third)];

  it('is paged one after the other, then the leads together, four times in all, and then nobody', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[accountOf(first)]]);
    await desk.pass(minutes(9));
    expect(await roundsNow()).toHaveLength(1);
    await desk.pass(minutes(1));
    expect(await roundsNow()).toEqual([[accountOf(first)], [accountOf(second)]]);
    await desk.pass(minutes(10));
    expect((await roundsNow())?.slice(2)).toEqual([leads]);
    await desk.pass(hours(5));
    expect((await roundsNow())?.slice(2)).toEqual([leads, leads, leads, leads, []]);
    expect([first, second, lead, third].map(pagesTo)).toEqual([1, 1, 4, 4]);
    const said = (await desk.thread('ACME-1')).map(({ view }) => textOf(view));
    expect(said).toContainEqual(expect.stringMatching(/Nobody has answered the page about ACME-1/));
  });

  it('is told who phoned from where, what about, and by when', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    const page = desk.toldTo(first).at(-1)?.view;
    expect(page).toMatchObject({
      text: expect.stringMatching(/ACME-1, severity critical/),
      details: expect.arrayContaining([
        expect.stringMatching(/Anna \(\+74950000000\) phoned today 21:40/),
        'The server is down',
        expect.stringMatching(/due by tomorrow 03:40/),
      ]),
      buttons: [[{ command: 'acknowledge-page ACME-1' }]],
    });
  });

  it('ends the search from their direct messages, and the others are told', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    await desk.pass(minutes(10));
    const answer = await desk.press(second, 'acknowledge-page');
    expect(answerText(answer)).toMatch(/ACME-1 is yours to see to/);
    await desk.pass(hours(3));
    expect(await roundsNow()).toHaveLength(2);
    expect(desk.said(first).at(-1)).toMatch(/Sveta Second has answered the page about ACME-1/);
    expect(desk.said(second).filter((text) => /has answered/.test(text))).toEqual([]);
    const said = (await desk.thread('ACME-1')).map(({ view }) => textOf(view));
    expect(said).toContainEqual(expect.stringMatching(/Sveta Second has answered the page/));
    const late = await desk.press(first, 'acknowledge-page');
    expect(answerText(late)).toBe(refusal({ code: 'pageOver', reference: 'ACME-1' }));
  });

  it('may be any agent of the queue, and is nobody else', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    const stranger = slackUser('USTRANGE', 'Some Body');
    const refused = await desk.command(stranger, 'acknowledge-page ACME-1');
    expect(answerText(refused)).toBe(refusal({ code: 'pageNotYours', reference: 'ACME-1' }));
    await desk.command(boris, 'acknowledge-page ACME-1', { place: directPlace(boris) });
    expect(await eventsOf('PageAcknowledged')).toHaveLength(1);
  });

  it.each(['claim ACME-1', 'reply ACME-1 We are on it'])(
    'is found by “%s”, and the paged hear of it',
    async (line) => {
      await says(`call ACME-1 ${phone} Anna`);
      await says(line);
      await desk.pass(hours(3));
      expect(await roundsNow()).toHaveLength(1);
      expect(desk.toldTo(first)).toHaveLength(2);
    },
  );

  it('is paged once by a desk that slept through several rounds', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    desk.sleep(hours(2));
    await desk.settle();
    expect(await roundsNow()).toHaveLength(2);
    await desk.pass(minutes(10));
    expect(await roundsNow()).toHaveLength(3);
  });

  it('is not paged twice by a job that is repeated', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    const { id } = await desk.ticket('ACME-1');
    await pageOnCall(desk.parts, pageJob(id, 0));
    expect(await roundsNow()).toHaveLength(1);
    await pageOnCall(desk.parts, pageJob('no such ticket', 0));
  });

  it('is passed over at once where they cannot be reached', async () => {
    desk.slack.refuse({ kind: 'blocked', reason: 'they left' }, { chat: first.userId });
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[accountOf(first)], [accountOf(second)]]);
    await desk.pass(minutes(9));
    expect(await roundsNow()).toHaveLength(2);
  });

  it('is not passed over because the agents’ thread could not be told', async () => {
    const { chat } = await desk.threadOf('ACME-1');
    desk.slack.refuse({ kind: 'failed', reason: 'archived' }, { times: 9, act: 'post', chat });
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[accountOf(first)]]);
  });

  it('is not passed over by the late failure of an earlier page', async () => {
    desk.slack.refuse({ kind: 'retry', reason: 'busy', afterMs: minutes(12) }, { chat: first.userId });
    await says(`call ACME-1 ${phone} Anna`);
    await desk.pass(minutes(11));
    expect(await roundsNow()).toHaveLength(2);
    desk.slack.refuse({ kind: 'blocked', reason: 'they left' }, { chat: first.userId });
    await desk.pass(minutes(5));
    expect(await roundsNow()).toHaveLength(2);
  });

  it('is looked for anew by a call after the ticket was resolved unanswered and taken up again', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    await says('resolve ACME-1 -');
    await desk.pass(hours(1));
    expect((await eventsOf('OnCallPaged')).length, 'nobody is paged for what is over').toBe(1);
    await desk.command(ivan, 'reopen ACME-1');
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[accountOf(first)]]);
    expect(pagesTo(first)).toBe(2);
  });

  it('is joined in the search by a second call', async () => {
    await says(`call ACME-1 ${phone} Anna`);
    await desk.pass(minutes(5));
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toHaveLength(1);
    await desk.pass(minutes(5));
    expect(await roundsNow()).toHaveLength(2);
  });
});

describe('where there is no rota', () => {
  it('the leads are paged at once', async () => {
    await onStage(saturday, aPolicy());
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[accountOf(lead), accountOf(third)]]);
  });

  it('nor leads, the thread is told that there is nobody', async () => {
    await onStage(saturday, aPolicy({}, { leads: [] }));
    await says(`call ACME-1 ${phone} Anna`);
    expect(await roundsNow()).toEqual([[]]);
    await desk.pass(hours(3));
    expect(await roundsNow()).toEqual([[]]);
  });
});

describe('somebody who phones without a ticket', () => {
  beforeEach(() => onStage(saturday));
  const requesterOf = async (reference: string) => {
    const { requesterId } = await desk.ticket(reference);
    return desk.store.read(({ people }) => people.get(requesterId));
  };

  it('gets one from an agent, critical unless said otherwise, with the call on it', async () => {
    const answer = await says(`call ${phone} Pavel at 21:30: the scanner stops`);
    expect(answerText(answer)).toMatch(/ACME-2 is open for Pavel \(\+74950000000\)/);
    expect(await desk.ticket('ACME-2')).toMatchObject({
      severity: 'critical',
      description: 'the scanner stops',
      requestedAt: saturday - minutes(10),
    });
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'CallLogged', 'OnCallPaged']);
    expect(await requesterOf('ACME-2')).toMatchObject({
      name: 'Pavel',
      identities: [{ platform: 'phone', userId: phone }],
    });
    await says(`call new ${phone}: low: a question`);
    expect(await desk.ticket('ACME-3')).toMatchObject({ severity: 'low', description: 'a question' });
    expect((await requesterOf('ACME-3'))?.name).toBe('Pavel');
  });

  it('is recognised by the number in a contract', async () => {
    await desk.store.transaction(async (tx) => {
      await tx.organisations.save({ id: 'o1', key: 'globex', name: 'Globex' });
      await tx.organisations.saveContract({
        id: 'c1',
        organisationId: 'o1',
        plan: 'standard',
        startsOn: '2026-01-01',
        endsOn: null,
        contacts: [{ name: 'Pavel Globexov', phone, email: null }],
      });
    });
    await says('call 8 495 000-00-00: the scanner stops');
    expect(await desk.ticket('ACME-2')).toMatchObject({ organisationId: 'o1', contractId: 'c1' });
    expect((await requesterOf('ACME-2'))?.name).toBe('Pavel Globexov');
  });

  it('in a ticket’s thread needs the word “new”', async () => {
    const place = await desk.threadOf('ACME-1');
    await desk.command(anna, `call new ${phone} Pavel: another matter`, { place });
    expect(await desk.events('ACME-2')).toContain('CallLogged');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('is asked about in a form', async () => {
    const form = await desk.command(anna, 'call', { ...inChannel, canOpenForm: true });
    expect(form?.view).toMatchObject({ kind: 'form', command: 'call new' });
    const values = {
      number: phone,
      caller: 'Pavel',
      time: '',
      severity: 'high',
      description: 'low: it stops',
    };
    await desk.form(anna, 'call new', values, inChannel);
    expect(await desk.ticket('ACME-2')).toMatchObject({ severity: 'high', description: 'low: it stops' });
  });

  it.each<[string, DeskError]>([
    [`call ${phone} Pavel`, { code: 'callWithoutText' }],
    [`call ${phone} Pavel: high:`, { code: 'callWithoutText' }],
    ['call Pavel: it stops', { code: 'phoneUnknown', input: 'Pavel: it stops' }],
  ])('by “%s” is not understood', async (line, error) => {
    expect(answerText(await says(line))).toBe(refusal(error));
  });

  it('is not opened for by strangers, nor away from the agents', async () => {
    const jane = slackUser('UX', 'Jane X');
    expect(answerText(await says(`call ${phone}: it stops`, jane))).toBe(
      refusal({ code: 'notAllowed', verb: 'call' }),
    );
    const elsewhere = { place: { ...inChannel.place, chat: 'C0OTHER' } };
    expect(answerText(await desk.command(anna, `call ${phone}: it stops`, elsewhere))).toBe(
      refusal({ code: 'callElsewhere' }),
    );
  });

  it('is answered by phone: the agents are told so, and the answer counts', async () => {
    await says(`call ${phone} Pavel: the scanner stops`);
    const answer = await says('reply ACME-2 Restart the service');
    expect(answerText(answer)).toMatch(/said by phone on ACME-2.*\+74950000000/);
    const thread = (await desk.thread('ACME-2')).map(({ view }) => view);
    expect(thread.map(textOf)).toContainEqual(
      expect.stringMatching(/tell them about ACME-2 by phone: \+74950000000/),
    );
    expect(
      thread.some((view) => view.kind === 'relay' && /sent to the requester/.test(view.footer ?? '')),
    ).toBe(false);
    expect((await desk.ticket('ACME-2')).timers[0]?.metAt).not.toBeNull();
  });
});
