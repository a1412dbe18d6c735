// Who may ask for something where the desk helps by invitation only.
import { beforeEach, expect, it } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy, globex } from '../builders/contract.ts';
import { contractPolicy as exampleAsShipped } from '../builders/lab.ts';
import { anna, directPlace, groupPlace, ivan, jane } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(async () => {
  desk = deskOnFakes({ policy: contractPolicy({ priorityIncidents: 0 }, { unknownRequesters: 'invite' }) });
  desk.slack.join(slackChannel, anna.userId);
  await desk.store.transaction(async (tx) => {
    await tx.organisations.save(globex);
    await tx.organisations.saveContract(aContract());
  });
});

const refused = format('ru', 'error.notInvited');
const belong = async (): Promise<void> => {
  const { id } = await desk.person(ivan);
  await desk.store.transaction((tx) => tx.organisations.join(id, globex.id, desk.clock.now()));
};
const leave = async (): Promise<void> => {
  const { id } = await desk.person(ivan);
  await desk.store.transaction((tx) => tx.organisations.leave(id, globex.id));
};

it('a stranger’s message is refused with how to get in, and begins nothing', async () => {
  const answer = await desk.message(ivan, 'The server is down');
  expect(answerText(answer)).toBe(refused);
  expect(answer?.view).toMatchObject({
    details: [format('ru', 'error.notInvited.phone', { phone: '+7 495 000-00-00' })],
  });
  const { id } = await desk.person(ivan);
  expect(await desk.store.read((tx) => tx.drafts.openOf(id))).toEqual([]);
  expect(desk.said(ivan)).toEqual([]);
});

it('so is “new”, with words or without, and a form', async () => {
  expect(answerText(await desk.command(ivan, 'new'))).toBe(refused);
  expect(answerText(await desk.command(ivan, 'new The server is down'))).toBe(refused);
  const english = format('en', 'error.notInvited');
  expect(answerText(await desk.command(jane, 'new', { canOpenForm: true }))).toBe(english);
  const values = { severity: 'critical', description: 'Down' };
  expect(answerText(await desk.form(jane, 'new', values))).toBe(english);
  await expect(desk.ticket('ACME-1')).rejects.toThrow();
});

it('so is the button of a draft begun while they still belonged', async () => {
  await belong();
  await desk.message(ivan, 'The server is down');
  await leave();
  expect(answerText(await desk.press(ivan, 'open'))).toBe(refused);
  await expect(desk.ticket('ACME-1')).rejects.toThrow();
});

it('tickets that they have can still be written on, but a closed one opens no other', async () => {
  await belong();
  await desk.message(ivan, 'The server is down', { messageId: 'm1' });
  await desk.press(ivan, 'open');
  await leave();
  await desk.message(ivan, 'It is back');
  expect(await desk.events('ACME-1')).toContain('RequesterWrote');
  await desk.command(ivan, 'close ACME-1');
  expect(answerText(await desk.message(ivan, 'Not quite', { replyTo: 'm1' }))).toBe(refused);
});

it('agents need no invitation', async () => {
  await desk.message(anna, 'My own laptop is broken');
  await desk.press(anna, 'open');
  expect((await desk.ticket('ACME-1')).status).toBe('new');
});

it('who writes in a bound place belongs there', async () => {
  const place = groupPlace({ platform: 'telegram', chat: '-7', thread: null }, 'flat');
  await desk.store.transaction((tx) =>
    tx.organisations.bind({ platform: 'telegram', scope: 'chat', place: '-7', organisationId: globex.id }),
  );
  await desk.message(ivan, 'The server is down', { place, addressed: true });
  await desk.press(ivan, 'open', { place });
  expect((await desk.ticket('ACME-1')).organisationId).toBe(globex.id);
});

it('where all are accepted, the welcome and the help offer every form', async () => {
  const open = deskOnFakes({ policy: exampleAsShipped() });
  const greeting = { kind: 'greeting' as const, eventId: 'e', user: ivan, place: directPlace(ivan), at: 0 };
  const welcome = await open.receive({ ...greeting, canOpenForm: false, payload: null });
  expect(buttonsOf(welcome!.view).map(({ command }) => command)).toEqual(['new signature-change']);
  const help = await open.command(ivan, 'help');
  expect(buttonsOf(help!.view).map(({ command }) => command)).toContain('new signature-change');
});
