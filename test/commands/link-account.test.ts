// `link-account`: one person's accounts on two platforms become one.
import { expect, test } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import { groupPlace, ivan, jane, telegramUser } from '../builders/people.ts';
import { deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

function codeIn(answer: Answer | null): string {
  const details = answer?.view.kind === 'notice' ? (answer.view.details ?? []) : [];
  return /link-account ([\w-]{22})/.exec(details.join('\n'))?.[1] ?? '';
}

const janeElsewhere = telegramUser('77', 'Jane on the phone', { languageTag: 'en' });

test('a code from one account, written from the other, makes one person of both, and both are told', async () => {
  const desk = deskOnFakes();
  await desk.command(jane, 'lang ru');
  const code = codeIn(await desk.command(jane, 'link-account'));
  const linked = await desk.command(janeElsewhere, `link-account ${code}`);
  expect(answerText(linked)).toContain('Jane Doe (Slack)');
  expect(desk.said(jane)).toEqual([expect.stringContaining('Jane on the phone (Telegram)')]);
  const [one, other] = [await desk.person(jane), await desk.person(janeElsewhere)];
  expect(one.id).toBe(other.id);
  expect(other).toMatchObject({ chosenLanguage: 'ru' });
  expect(other.identities.map(({ platform }) => platform).toSorted()).toEqual(['slack', 'telegram']);
});

test('a simple message that holds the line is enough, and opens no ticket', async () => {
  const desk = deskOnFakes();
  const code = codeIn(await desk.command(ivan, 'link-account'));
  expect(answerText(await desk.message(jane, `link-account ${code}`))).toContain('Иван Петров (Telegram)');
  expect(desk.said(jane)).toEqual([]);
});

test('the code works once', async () => {
  const desk = deskOnFakes();
  const code = codeIn(await desk.command(jane, 'link-account'));
  await desk.command(janeElsewhere, `link-account ${code}`, { eventId: 'same' });
  expect(await desk.command(janeElsewhere, `link-account ${code}`, { eventId: 'same' })).toBeNull();
  expect(answerText(await desk.command(ivan, `link-account ${code}`))).toContain('Этот код не действует');
  expect((await desk.person(ivan)).id).not.toBe((await desk.person(jane)).id);
});

test('the code works for ten minutes', async () => {
  const desk = deskOnFakes();
  const code = codeIn(await desk.command(jane, 'link-account'));
  desk.sleep(10 * 60_000);
  expect(answerText(await desk.command(janeElsewhere, `link-account ${code}`))).toContain('not good');
});

test('the account that the code came from is told that it is the wrong one, and the code stays good', async () => {
  const desk = deskOnFakes();
  const code = codeIn(await desk.command(jane, 'link-account'));
  expect(answerText(await desk.command(jane, `link-account ${code}`))).toContain(
    'the account that the code came from',
  );
  expect(answerText(await desk.command(janeElsewhere, `link-account ${code}`))).toContain('Linked');
});

test('nothing of it happens where others read along', async () => {
  const desk = deskOnFakes();
  const place = groupPlace({ platform: 'slack', chat: 'CGLOBEX', thread: null });
  expect(answerText(await desk.command(jane, 'link-account', { place }))).toContain('read along');
  expect(answerText(await desk.command(jane, 'link-account nonsense', { place }))).toContain('read along');
  expect(answerText(await desk.command(jane, 'link-account nonsense'))).toContain('not good');
  expect(answerText(await desk.command(jane, `link-account ${'A'.repeat(22)}`))).toContain('not good');
});

test('a linking code lets nobody into an organisation', async () => {
  const desk = deskOnFakes();
  const code = codeIn(await desk.command(jane, 'link-account'));
  expect(answerText(await desk.command(ivan, `join ${code}`))).toContain('приглашение не действует');
  expect(answerText(await desk.command(janeElsewhere, `link-account ${code}`))).toContain('Linked');
});
