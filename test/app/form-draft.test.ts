// A request form filled in by conversation: every answer is checked, can be changed, and none is lost.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLatestDatabases } from '../../src/app/databases.ts';
import type { RequestTypePolicy } from '../../src/app/policy.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { contractPolicy } from '../builders/lab.ts';
import { ivan, jane, olga } from '../builders/people.ts';
import { aFile } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskOnFakes({ policy: contractPolicy() });
});

const md5 = 'ab'.repeat(16);
const last = () => desk.toldTo(ivan).at(-1)!;
const asked = () => textOf(last().view);
const details = () => {
  const { view } = last();
  return view.kind === 'notice' ? (view.details ?? []).join('\n') : '';
};
const buttons = () => buttonsOf(last().view).map(({ command }) => command.replace(/[0-9a-f-]{36}/, 'DRAFT'));
const labels = () => buttonsOf(last().view).map(({ label }) => label);
/** Presses the button whose label begins so. */
function press(beginning: string) {
  const found = buttonsOf(last().view).find(({ label }) => label.startsWith(beginning));
  return desk.press(ivan, found?.label ?? beginning);
}
const begin = (words = '') => desk.command(ivan, `new signature-change ${words}`.trim());

/** Answers everything up to the sample. */
async function upToSample(): Promise<void> {
  await begin();
  await press('3 · ');
  await press('Чистый файл считается заражённым');
  await desk.message(ivan, 'Workstation 5.1');
  await desk.message(ivan, '2026.02.09.0900');
}

/** Answers everything there is. */
async function upToReview(): Promise<void> {
  await upToSample();
  await press('Пропустить');
  await desk.message(ivan, md5);
  await desk.message(ivan, 'It is our own installer', { messageId: 'words' });
}

describe('a form', () => {
  it('asks one question a message, each with its place, and the choices as buttons', async () => {
    await begin();
    expect(asked()).toMatch(/^1\/8 · /);
    expect(buttons().slice(0, 2)).toEqual(['form DRAFT pick 0 0', 'form DRAFT pick 0 1']);
    await press('3 · ');
    expect(asked()).toBe('2/8 · Что произошло');
    expect(labels()).toContain('Чистый файл считается заражённым');
    expect(desk.said(ivan)).toHaveLength(1);
  });

  it('asks below what was typed, and says what is expected', async () => {
    await upToSample();
    expect(desk.said(ivan).length).toBeGreaterThan(1);
    expect(asked()).toBe('5/8 · Образец файлом');
    expect(labels()).toEqual(['Назад', 'Пропустить', format('ru', 'form.cancel')]);
  });

  it('opens the ticket when it is sent, with all its answers, in the queue of its type', async () => {
    await upToReview();
    expect(details()).toContain(`Хеш образца: ${md5} (MD5)`);
    await press('Отправить');
    expect(await desk.ticket('ACME-1')).toMatchObject({
      queue: 'virus-lab',
      requestType: 'signature-change',
      severity: 'medium',
      stage: 'received',
      description: 'It is our own installer',
      answers: [
        { field: 'kind', value: 'false-positive' },
        { field: 'product', value: 'Workstation 5.1' },
        { field: 'databaseVersion', value: '2026.02.09.0900' },
        { field: 'sampleHash', value: md5 },
      ],
    });
  });

  it('is asked for when it is sent, not when it was begun', async () => {
    await upToReview();
    await desk.pass(3 * HOUR_MS);
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).requestedAt).toBe(desk.clock.now());
  });

  it('keeps its buttons in sight however long the answers are', async () => {
    await upToSample();
    await press('Пропустить');
    await desk.message(ivan, md5);
    await desk.message(ivan, 'Слово '.repeat(3_300));
    const index = buttons().indexOf('form DRAFT edit 7');
    await press(labels()[index] ?? '');
    expect(buttons()).toContain('form DRAFT keep 7');
    await press(format('ru', 'form.keep'));
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).description).toHaveLength(6 * 3_300);
  });

  it('is continued by answering what was written for it', async () => {
    await upToReview();
    await press('Отправить');
    await desk.command(ivan, 'new Something else');
    await press('1 · ');
    await desk.message(ivan, 'Any news?', { replyTo: 'words' });
    expect(await desk.events('ACME-1')).toContain('RequesterWrote');
  });

  it('without a description opens with what it is about', async () => {
    await upToSample();
    await press('Пропустить');
    await desk.message(ivan, md5);
    await press('Пропустить');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).description).toBe(
      'Change of antivirus signatures: A safe file is taken as infected',
    );
  });

  it('takes its choices typed as well, in any language and by level', async () => {
    await begin();
    await desk.message(ivan, format('ru', 'severity.critical').toUpperCase());
    await desk.message(ivan, 'a safe file is taken as infected');
    expect(asked()).toMatch(/^3\/8/);
    expect(answerText(await desk.message(ivan, '-'.repeat(400)))).toBe(
      format('ru', 'answer.tooLong', { length: 400, limit: 300 }),
    );
  });

  it('begun with words keeps them as its description', async () => {
    await begin('The installer is taken for a virus');
    await press('3 · ');
    expect(asked()).toMatch(/^2\/8/);
    await press('Чистый');
    await desk.message(ivan, 'Workstation 5.1');
    await desk.message(ivan, '2026.02.09');
    await press('Пропустить');
    await desk.message(ivan, md5);
    expect(details()).toContain('The installer is taken for a virus');
    expect(labels()).toContain('Отправить');
  });
});

describe('a wrong answer', () => {
  it('is told with what to do, and leaves the question where it is', async () => {
    await upToSample();
    await press('Пропустить');
    const before = last();
    expect(answerText(await desk.message(ivan, 'abc'))).toBe(format('ru', 'answer.notAHash'));
    expect(last()).toEqual(before);
    await desk.message(ivan, md5);
    expect(asked()).toMatch(/^8\/8/);
  });

  it('among the choices is told as well', async () => {
    await begin();
    await press('3 · ');
    expect(answerText(await desk.message(ivan, 'neither'))).toBe(format('ru', 'answer.notAChoice'));
  });

  it('in words where a file is asked for does not pass, nor does the last sample get skipped', async () => {
    await upToSample();
    expect(answerText(await desk.message(ivan, 'later'))).toBe(format('ru', 'answer.fileMissing'));
    await press('Пропустить');
    await press('Пропустить');
    expect(asked()).toBe('7/8 · Адрес образца');
    expect(labels()).not.toContain('Пропустить');
    const draft = buttonsOf(last().view)[0]!.command.split(' ')[1];
    expect(answerText(await desk.command(ivan, `form ${draft} skip 6`))).toBe(
      format('ru', 'error.draftGone'),
    );
  });

  it('that is a file where words are asked for is kept with the request', async () => {
    await begin();
    await press('3 · ');
    await press('Чистый');
    expect(answerText(await desk.message(ivan, '', { attachments: [aFile] }))).toBe(
      format('ru', 'answer.wordsMissing'),
    );
    await desk.message(ivan, 'Workstation 5.1');
    await desk.message(ivan, '2026.02.09');
    await press('Пропустить');
    await desk.message(ivan, md5);
    await press('Пропустить');
    await press('Отправить');
    expect(await openingFiles()).toEqual([{ ...aFile, isSample: true }]);
  });
});

async function openingFiles(reference = 'ACME-1') {
  const { id } = await desk.ticket(reference);
  const [opened] = await desk.store.read(({ tickets }) => tickets.events(id));
  return opened?.type === 'TicketOpened' ? opened.opening.attachments : null;
}

describe('a sample as a file', () => {
  it('is kept as one that may be malware, and its password with it', async () => {
    await upToSample();
    await desk.message(ivan, 'password: infected', { attachments: [aFile] });
    expect(asked()).toMatch(/проверьте/);
    expect(details()).toContain(`Образец файлом: ${aFile.name}`);
    await press('Отправить');
    expect(await openingFiles()).toEqual([{ ...aFile, isSample: true }]);
    expect((await desk.ticket('ACME-1')).description).toBe('password: infected');
  });

  it('given anew takes the place of the former one', async () => {
    await upToSample();
    await desk.message(ivan, '', { attachments: [aFile] });
    await press('Назад');
    await desk.message(ivan, '', { attachments: [{ ...aFile, fileId: 'F2', name: 'other.zip' }] });
    await press('Пропустить');
    await press('Отправить');
    expect(await openingFiles()).toEqual([{ ...aFile, fileId: 'F2', name: 'other.zip', isSample: true }]);
    expect((await desk.ticket('ACME-1')).answers).toContainEqual({ field: 'sampleFile', value: 'other.zip' });
  });

  it('sent a question later is still taken as the file', async () => {
    await upToSample();
    await press('Пропустить');
    await desk.message(ivan, '', { attachments: [aFile] });
    expect(asked()).toMatch(/^8\/8/);
  });
});

describe('the way back', () => {
  it('asks the question before again, with its answer, which can be left as it is', async () => {
    await upToSample();
    await press('Назад');
    expect(asked()).toMatch(/^4\/8/);
    expect(details()).toContain('2026.02.09.0900');
    await press('Оставить');
    expect(asked()).toMatch(/^5\/8/);
  });

  it('is not offered at the beginning', async () => {
    await begin();
    expect(labels()).not.toContain('Назад');
  });

  it('leads from the answers to any of them, and from there to the answers again', async () => {
    await upToReview();
    await press('Изменить: Продукт');
    expect(asked()).toMatch(/^3\/8/);
    await desk.message(ivan, 'Server 6');
    expect(details()).toContain('Server 6');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).answers).toContainEqual({ field: 'product', value: 'Server 6' });
  });

  it('takes a new description in place of the former', async () => {
    await upToReview();
    await press('Изменить: Описание');
    await desk.message(ivan, 'It is not ours');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).description).toBe('It is not ours');
  });
});

describe('a press on an earlier question’s message', () => {
  it('changes nothing', async () => {
    await begin();
    await press('3 · ');
    const [, draft] = buttonsOf(last().view)[0]!.command.split(' ');
    await press('Чистый');
    for (const stale of [`pick 1 0`, `back 1`, `skip 1`, `send`, `edit 1`, `pick 99 0`, `pick 2 5`])
      expect(answerText(await desk.command(ivan, `form ${draft} ${stale}`)), stale).toBe(
        format('ru', 'error.draftGone'),
      );
    expect(asked()).toMatch(/^3\/8/);
  });

  it('of somebody else does nothing either', async () => {
    await upToReview();
    const [, draft] = buttonsOf(last().view)[0]!.command.split(' ');
    expect(answerText(await desk.command(olga, `form ${draft} send`))).toBe(format('en', 'error.draftGone'));
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });
});

describe('meanwhile', () => {
  it('commands work, and what is typed after them is still the answer', async () => {
    await upToSample();
    await press('Пропустить');
    expect(answerText(await desk.command(ivan, 'list'))).toBe(format('ru', 'list.own', { count: 0 }));
    await desk.message(ivan, md5);
    expect(asked()).toMatch(/^8\/8/);
  });

  it('“cancel” is meant for the form, not for an open ticket', async () => {
    await desk.message(ivan, 'The server is down');
    await press('1 · ');
    await upToSample();
    await desk.command(ivan, 'cancel');
    expect(asked()).toBe(format('ru', 'draft.dropped'));
    expect((await desk.ticket('ACME-1')).status).toBe('new');
  });

  it('words at the end add to the description', async () => {
    await upToReview();
    await desk.message(ivan, 'And it is signed');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).description).toBe('It is our own installer\n\nAnd it is signed');
  });

  it('cancelling drops it', async () => {
    await upToReview();
    await press(format('ru', 'form.cancel'));
    expect(asked()).toBe(format('ru', 'draft.dropped'));
    await desk.pass(2 * DAY_MS);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });
});

describe('a form that nobody goes on with', () => {
  it('is never sent by itself, but put aside after a day, and goes on where it was', async () => {
    await upToSample();
    await desk.pass(DAY_MS - MINUTE_MS);
    expect(asked()).toMatch(/^5\/8/);
    await desk.pass(MINUTE_MS);
    expect(labels()).toEqual(['Продолжить', format('ru', 'form.cancel')]);
    await desk.pass(30 * DAY_MS);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
    await press('Продолжить');
    expect(asked()).toMatch(/^5\/8/);
    await desk.message(ivan, '', { attachments: [aFile] });
    expect(asked()).toMatch(/^8\/8/);
  });

  it('takes in no words any more: they are a new matter', async () => {
    await upToSample();
    await desk.pass(DAY_MS);
    await desk.message(ivan, 'The server is down');
    await press('1 · ');
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down');
  });

  it('makes way for a new matter, and both can be finished', async () => {
    await upToReview();
    await desk.command(ivan, 'new The server is down');
    const aside = desk
      .toldTo(ivan)
      .find(({ view }) => buttonsOf(view).some(({ label }) => label === 'Продолжить'));
    expect(textOf(aside!.view)).toBe(
      format('ru', 'form.aside', { title: 'Изменение антивирусных сигнатур' }),
    );
    await press('1 · ');
    const [resume] = buttonsOf(aside!.view);
    await desk.command(ivan, resume!.command);
    await press('Отправить');
    expect(await desk.ticket('ACME-1')).toMatchObject({ requestType: 'incident' });
    expect(await desk.ticket('ACME-2')).toMatchObject({ requestType: 'signature-change' });
  });
});

describe('a form whose questions are changed in the configuration while it waits', () => {
  const change = (edit: (form: RequestTypePolicy['form']) => RequestTypePolicy['form']): void => {
    const types = desk.policy.requestTypes as Map<string, RequestTypePolicy>;
    const type = types.get('signature-change')!;
    types.set(type.key, { ...type, form: edit(type.form) });
  };

  it('asks what was added before it is sent', async () => {
    await upToReview();
    change((form) => [...form, { ...form[1]!, name: 'system', label: { en: 'System', ru: 'Система' } }]);
    await press('Отправить');
    expect(asked()).toBe('8/9 · Система');
    await desk.message(ivan, 'Linux');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).answers).toContainEqual({ field: 'system', value: 'Linux' });
  });

  it('goes on without one that is gone, and loses no words', async () => {
    await upToReview();
    await press('Изменить: Хеш');
    change((form) => form.filter(({ oneOf }) => oneOf === null));
    await desk.message(ivan, 'Does it matter?');
    expect(labels()).toContain('Отправить');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).description).toContain('Does it matter?');
  });
});

describe('a message that turns out to ask for a form', () => {
  it('offers it below the severities and becomes its description', async () => {
    await desk.message(ivan, 'The installer is taken for a virus', { attachments: [aFile] });
    expect(labels().at(-1)).toBe('Изменение антивирусных сигнатур');
    await press('Изменение антивирусных сигнатур');
    expect(asked()).toMatch(/^1\/8/);
    await press('2 · ');
    await press('Чистый');
    await desk.message(ivan, 'Workstation 5.1');
    await desk.message(ivan, '2026.02.09');
    expect(details()).toContain(`Образец файлом: ${aFile.name}`);
    await press('Отправить');
    expect(await desk.ticket('ACME-1')).toMatchObject({
      severity: 'high',
      description: 'The installer is taken for a virus',
    });
    expect(await openingFiles()).toEqual([{ ...aFile, isSample: true }]);
  });

  it('does so in a thread as well', async () => {
    await desk.message(jane, 'The installer is taken for a virus');
    const title = 'Change of antivirus signatures';
    const told = () => desk.toldTo(jane).at(-1)!;
    await desk.press(jane, title);
    expect(textOf(told().view)).toMatch(/^1\/8/);
  });
});

describe('with databases that are not the latest', () => {
  const refusal = 'Сначала обновите антивирусные базы; возможно, в последних проблема уже решена.';
  const setLatest = (version: string) =>
    desk.store.transaction((tx) =>
      setLatestDatabases(tx, { version, at: desk.clock.now(), by: null, force: false }),
    );

  it('the answer is refused with the latest version, and the question asked again', async () => {
    await setLatest('2026.02.09.1000');
    await begin();
    await press('3 · ');
    await press('Чистый');
    await desk.message(ivan, 'Workstation 5.1');
    const answer = await desk.message(ivan, '2026.02.09.0900');
    expect(answerText(answer)).toBe(refusal);
    expect(answer?.view).toMatchObject({
      details: [
        format('ru', 'error.databasesOutdated', { given: '2026.02.09.0900', latest: '2026.02.09.1000' }),
      ],
    });
    const [again] = buttonsOf(answer!.view);
    expect(again?.label).toBe('Попробовать ещё раз');
    await desk.command(ivan, again!.command);
    expect(asked()).toMatch(/^4\/8/);
    await desk.message(ivan, '2026.02.09.1000');
    expect(asked()).toMatch(/^5\/8/);
  });

  it('a file that came with the refused answer is kept with the request', async () => {
    await setLatest('2026.02.09.1000');
    await begin();
    await press('3 · ');
    await press('Чистый');
    await desk.message(ivan, 'Workstation 5.1');
    await desk.message(ivan, '2026.02.09.0900', { attachments: [aFile] });
    await desk.message(ivan, '2026.02.09.1000');
    await press('Пропустить');
    await desk.message(ivan, md5);
    await press('Пропустить');
    await press('Отправить');
    expect(await openingFiles()).toEqual([{ ...aFile, isSample: true }]);
  });

  it('the form is refused when newer ones have come out before it is sent; nothing is lost', async () => {
    await setLatest('2026.02.09.0900');
    await upToReview();
    await setLatest('2026.02.09.1200');
    const answer = await press('Отправить');
    expect(answerText(answer)).toBe(refusal);
    await desk.command(ivan, buttonsOf(answer!.view)[0]!.command);
    await desk.message(ivan, '2026.02.09.1200');
    await press('Отправить');
    expect((await desk.ticket('ACME-1')).answers).toContainEqual({ field: 'sampleHash', value: md5 });
  });
});
