// `stage`: which stage is meant, what has to be said with it, and who is told.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLatestDatabases } from '../../src/app/databases.ts';
import type { Answer } from '../../src/app/inbound.ts';
import type { StagePolicy } from '../../src/app/policy.ts';
import { chooseStage } from '../../src/commands/stage-choice.ts';
import { askForChange, contractPolicy, deskWithLab, inChannel, urgentContract } from '../builders/lab.ts';
import { anna, boris, ivan, jane } from '../builders/people.ts';
import type { DeskOnFakes } from '../support/desk-on-fakes.ts';
import { labChannel, supportChannel } from '../support/scene-config.ts';
import { buttonsOf, textOf } from '../support/views.ts';

const stages = contractPolicy().requestTypes.get('signature-change')?.stages ?? [];

describe('a stage', () => {
  const chosen = (text: string): readonly [string, string] | null => {
    const choice = chooseStage(stages, text);
    return choice === null ? null : [choice.stage.name, choice.rest];
  };

  it.each([
    ['by its name', 'update-prepared', ['update-prepared', '']],
    ['by its title in English', 'Update prepared thank you', ['update-prepared', 'thank you']],
    ['by its title in Russian', 'обновление подготовлено', ['update-prepared', '']],
    ['by a beginning', 'ana we look', ['analysing', 'we look']],
    ['by a beginning of its title', 'анал смотрим', ['analysing', 'смотрим']],
    ['before a colon', 'rejected: a clean file', ['rejected', 'a clean file']],
    [
      'with the words after it as they are',
      'analysing  Line one\n\nline two',
      ['analysing', 'Line one\n\nline two'],
    ],
  ])('is known %s', (_, text, expected) => {
    expect(chosen(text)).toEqual(expected);
  });

  it.each(['re', 'finished', ''])('is not known by “%s”', (text) => {
    expect(chosen(text)).toBeNull();
  });

  it('is known by its whole name where that begins another’s', () => {
    const named = (name: string): StagePolicy => ({
      name,
      title: { en: name, ru: name },
      isFinal: false,
      needsReason: false,
      needsVersion: false,
    });
    expect(chooseStage([named('sent-back'), named('sent')], 'sent')?.stage.name).toBe('sent');
  });
});

let desk: DeskOnFakes;

beforeEach(async () => {
  desk = deskWithLab();
  await askForChange(desk);
});

async function says(line: string, canOpenForm = false): Promise<Answer | null> {
  return desk.command(anna, line, { place: await desk.threadOf('ACME-1'), canOpenForm });
}

const textIn = (answer: Answer | null): string => (answer === null ? '' : textOf(answer.view));

describe('stage', () => {
  it('tells the agents and the requester, each in their language', async () => {
    expect(textIn(await says('stage analysing'))).toBe(
      'ACME-1 has reached the stage “Being analysed”. The requester is told.',
    );
    expect(desk.said(ivan).at(-1)).toBe('Заявка ACME-1 теперь на стадии «Анализируется».');
    const thread = (await desk.thread('ACME-1')).map(({ view }) => textOf(view));
    expect(thread).toContain('Anna Orlova: ACME-1 has reached the stage “Being analysed”.');
    expect((await desk.ticket('ACME-1')).stage).toBe('analysing');
  });

  it('relays the words that came with it as the agent’s', async () => {
    await says('stage analysing We see the same here');
    expect(desk.toldTo(ivan).at(-1)?.view).toMatchObject({
      kind: 'relay',
      heading: 'Anna Orlova по заявке ACME-1: Анализируется',
      text: 'We see the same here',
    });
  });

  it('is offered by a button on the agents’ card, as long as the work goes on', async () => {
    const onCard = async () => {
      const [card] = await desk.thread('ACME-1');
      return card === undefined ? [] : buttonsOf(card.view).map(({ command }) => command);
    };
    expect(await onCard()).toContain('stage ACME-1');
    await says('stage rejected It is clean');
    expect(await onCard()).not.toContain('stage ACME-1');
  });

  it('without a stage offers the others to press', async () => {
    const answer = await says('stage');
    const offered = answer === null ? [] : buttonsOf(answer.view);
    expect(textIn(answer)).toBe('ACME-1 is at the stage “Received”. Which one has it reached?');
    expect(offered.map(({ command }) => command)).toEqual([
      'stage ACME-1 analysing',
      'stage ACME-1 update-prepared',
      'stage ACME-1 released',
      'stage ACME-1 rejected',
    ]);
  });

  it('names the choices where it does not know the stage', async () => {
    expect(textIn(await says('stage finished'))).toContain(
      'Received, Being analysed, Update prepared, Released, Rejected',
    );
  });

  it('says so where the ticket is at it already', async () => {
    expect(textIn(await says('stage received'))).toBe('ACME-1 is at the stage “Received” already.');
  });

  it('says so where the kind of request has none', async () => {
    await askForChange(desk, { requestType: 'incident' });
    const place = inChannel(supportChannel);
    expect(textIn(await desk.command(boris, 'stage ACME-2 analysing', { place }))).toContain(
      'without stages',
    );
  });
});

describe('a release', () => {
  it('asks for the version of the databases where it was not given', async () => {
    const answer = await says('stage released', true);
    expect(answer?.view).toMatchObject({ kind: 'form', command: 'stage ACME-1 released' });
    expect((await desk.ticket('ACME-1')).stage).toBe('received');
  });

  it('tells the requester to which version to update, and ends the work as answered', async () => {
    await says('stage released 2026.11.22.1200');
    const [stage, resolved] = desk
      .toldTo(ivan)
      .slice(-2)
      .map(({ view }) => view);
    expect(stage).toMatchObject({
      text: 'Заявка ACME-1 теперь на стадии «Выпущено».',
      details: ['Пожалуйста, обновите антивирусные базы до версии 2026.11.22.1200 или новее.'],
    });
    expect(resolved && textOf(resolved)).toContain('ACME-1');
    expect(await desk.ticket('ACME-1')).toMatchObject({ status: 'resolved', stage: 'released' });
  });

  it('answers by the version alone, in time', async () => {
    const organisationId = await urgentContract(desk);
    await askForChange(desk, { organisationId, by: jane });
    await desk.command(anna, 'stage ACME-2 released 2026.11.22.1200', { place: inChannel(labChannel) });
    const { timers } = await desk.ticket('ACME-2');
    expect(timers.map(({ metric, metAt }) => [metric, metAt])).toEqual([
      ['firstResponse', desk.clock.now()],
      ['resolution', desk.clock.now()],
    ]);
  });

  it('relays further words beside what to update to', async () => {
    await says('stage released 2026.11.22.1200 Thank you for the sample');
    expect(desk.toldTo(ivan).find(({ view }) => view.kind === 'relay')?.view).toMatchObject({
      heading: expect.stringContaining('до версии 2026.11.22.1200 или новее'),
      text: 'Thank you for the sample',
    });
  });

  it('by its form takes the version and words in one answer', async () => {
    const place = await desk.threadOf('ACME-1');
    await desk.form(anna, 'stage ACME-1 released', { text: '2026.11.22.1200 Thank you' }, { place });
    expect((await desk.ticket('ACME-1')).stage).toBe('released');
  });

  it('refuses what is no version, beside the question where a form is open', async () => {
    expect(textIn(await says('stage released soon'))).toContain('“soon” is not a version');
    const place = await desk.threadOf('ACME-1');
    const answer = await desk.form(anna, 'stage ACME-1 released', { text: 'soon' }, { place });
    expect(answer?.view).toMatchObject({ tone: 'error', field: 'text' });
    expect((await desk.ticket('ACME-1')).stage).toBe('received');
  });

  it('suggests to ask for newer databases from now on, and not for older ones', async () => {
    const suggestion = async (version: string) => {
      const answer = await says(`stage update-prepared`);
      expect(answer).not.toBeNull();
      const done = await says(`stage released ${version}`);
      await says('reopen');
      return JSON.stringify(done?.view).includes(`databases set ${version}`);
    };
    expect(await suggestion('2026.11.22.1200')).toBe(true);
    await desk.store.transaction((tx) =>
      setLatestDatabases(tx, { version: '2026.11.22.1200', at: 0, by: null, force: false }),
    );
    expect(await suggestion('2026.11.22.1100')).toBe(false);
    expect(await suggestion('2026.11.22.1300')).toBe(true);
  });
});

describe('a rejection', () => {
  it('asks for the reason where none was given, and sends none without', async () => {
    expect((await says('stage rejected'))?.view).toMatchObject({ kind: 'form' });
    const place = await desk.threadOf('ACME-1');
    const empty = await desk.form(anna, 'stage ACME-1 rejected', { text: ' ' }, { place });
    expect(empty?.view).toMatchObject({ tone: 'error', field: 'text' });
    expect((await desk.ticket('ACME-1')).stage).toBe('received');
  });

  it('tells the requester the reason, and counts as the answer', async () => {
    await desk.ticket('ACME-1');
    await says('stage отклонено The file is clean');
    expect(desk.toldTo(ivan).find(({ view }) => view.kind === 'relay')?.view).toMatchObject({
      heading: 'Anna Orlova по заявке ACME-1: Отклонено',
      text: 'The file is clean',
    });
    expect(await desk.ticket('ACME-1')).toMatchObject({ status: 'resolved', outcome: 'resolved' });
    expect((await desk.ticket('ACME-1')).replyIds).toHaveLength(1);
  });

  it('that does not reach the requester is taken back as an answer, and the agents hear of it', async () => {
    desk.telegram.refuse(
      { kind: 'blocked', reason: 'blocked by the user' },
      { act: 'post', chat: ivan.userId },
    );
    await says('stage rejected The file is clean');
    expect((await desk.ticket('ACME-1')).replyIds).toEqual([]);
    expect(await desk.events('ACME-1')).toContain('ReplyUndelivered');
  });
});

describe('agents of another queue', () => {
  const onFrontLine = { place: inChannel(supportChannel) };

  it.each(['show ACME-1', 'why ACME-1'])('may %s', async (line) => {
    const answer = await desk.command(boris, line, onFrontLine);
    expect(JSON.stringify(answer?.view)).toContain('ACME-1');
    expect(answer?.view).not.toMatchObject({ tone: 'error' });
  });

  it('see no button on what they may not act on', async () => {
    const answer = await desk.command(boris, 'show ACME-1', onFrontLine);
    expect(answer && buttonsOf(answer.view)).toEqual([]);
  });

  it.each([
    'claim',
    'reply',
    'note',
    'stage',
    'resolve',
    'severity',
    'promise',
    'pending',
    'close',
    'cancel',
  ])('may not %s, and are told whose ticket it is', async (verb) => {
    const answer = await desk.command(boris, `${verb} ACME-1 high`, onFrontLine);
    expect(textIn(answer)).toContain('ACME-1 belongs to “Virus laboratory”');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('know of nothing in direct messages, where they write as anybody', async () => {
    expect(textIn(await desk.command(boris, 'show ACME-1'))).toContain('There is no ticket ACME-1');
  });

  it('act on tickets of their own queue as ever', async () => {
    await askForChange(desk, { requestType: 'incident' });
    await desk.command(boris, 'claim ACME-2', onFrontLine);
    expect((await desk.ticket('ACME-2')).assigneeId).not.toBeNull();
  });

  it('are not made of somebody in the laboratory’s channel who has left it', async () => {
    desk.slack.leave(labChannel, anna.userId);
    const answer = await desk.command(anna, 'show ACME-1', { place: inChannel(labChannel) });
    expect(textIn(answer)).toContain('There is no ticket ACME-1');
  });
});
