// The commands that need no ticket: new, list, lang, help, and the menus made of them all.
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue, findCommand } from '../../src/commands/catalogue.ts';
import { menu } from '../../src/commands/menu.ts';
import { parseLine } from '../../src/commands/parse.ts';
import { format } from '../../src/messages/format.ts';
import { anna, boris, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const place = groupPlace({ platform: 'slack', chat: slackChannel, thread: null });

beforeEach(() => {
  desk = deskOnFakes();
  for (const { userId } of [anna, boris]) desk.slack.join(slackChannel, userId);
});

const open = async (text: string): Promise<void> => {
  await desk.command(ivan, `new ${text}`);
  await desk.press(ivan, 'open');
};
const itemsOf = (answer: Awaited<ReturnType<DeskOnFakes['command']>>) =>
  answer?.view.kind === 'list' ? answer.view.items : [];

describe('new', () => {
  it('asks by a form where there can be one, with what was typed already in it', async () => {
    const answer = await desk.command(jane, 'new My screen is dark', { canOpenForm: true });
    expect(answer?.view).toMatchObject({
      kind: 'form',
      command: 'new',
      fields: [
        { name: 'severity', input: { initial: 'medium' } },
        { name: 'description', input: { initial: 'My screen is dark' } },
      ],
    });
  });

  it('opens what the form says, in direct messages, wherever it was asked for', async () => {
    const values = { severity: 'critical', description: ' My screen is dark ' };
    const answer = await desk.form(jane, 'new', values, {
      place: groupPlace({ ...place, chat: 'C0CUSTOMER' }),
    });
    expect(answerText(answer)).toBe(format('en', 'new.done', { reference: 'ACME-1' }));
    expect(await desk.ticket('ACME-1')).toMatchObject({
      severity: 'critical',
      description: 'My screen is dark',
    });
    expect(desk.said(jane)).toEqual([
      format('en', 'opened.title', { reference: 'ACME-1', severity: format('en', 'severity.critical') }),
    ]);
  });

  it('gives every ticket opened by a form a thread of its own', async () => {
    for (const description of ['one', 'two']) await desk.form(jane, 'new', { severity: 'low', description });
    const threads = desk.toldTo(jane).map(({ thread }) => thread);
    expect(new Set(threads).size).toBe(2);
  });

  it('refuses a form without words or with a severity that there is not', async () => {
    expect(answerText(await desk.form(jane, 'new', { severity: 'low', description: ' ' }))).toBe(
      format('en', 'error.textMissing', { verb: 'new' }),
    );
    const wrong = await desk.form(jane, 'new', { severity: 'dire', description: 'x' });
    expect(answerText(wrong)).toContain('dire');
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });

  it('asked for in a ticket’s thread by an agent opens theirs in their direct messages, and leaves that thread alone', async () => {
    await open('The server is down');
    const thread = await desk.threadOf('ACME-1');
    await desk.message(anna, 'new My own laptop is broken', { place: thread, addressed: true });
    await desk.press(anna, 'open');
    expect((await desk.ticket('ACME-2')).requesterId).toBe((await desk.person(anna)).id);
    const [card] = await desk.thread('ACME-1');
    expect(card && textOf(card.view)).toContain('ACME-1');
    expect(await desk.thread('ACME-1')).toHaveLength(1);
  });

  it('in a group begins a draft there', async () => {
    const group = groupPlace({ platform: 'telegram', chat: '-77', thread: null }, 'flat');
    await desk.command(ivan, 'new The lift is stuck', { place: group });
    await desk.press(ivan, 'open', { place: group });
    expect((await desk.ticket('ACME-1')).description).toBe('The lift is stuck');
    expect(
      desk.telegram
        .messages('-77')
        .map(({ view }) => textOf(view))
        .at(-1),
    ).toContain('ACME-1');
  });
});

describe('list', () => {
  it('shows somebody their own open tickets, each with a button', async () => {
    await open('one');
    await open('two');
    await open('three');
    await desk.command(ivan, 'close ACME-2');
    await desk.message(olga, 'not theirs');
    await desk.press(olga, 'open');
    const answer = await desk.command(ivan, 'list');
    expect(answerText(answer)).toBe(format('ru', 'list.own', { count: 2 }));
    expect(itemsOf(answer).map(({ title }) => title)).toEqual(['ACME-1 · one', 'ACME-3 · three']);
    expect(answer && buttonsOf(answer.view).map(({ command }) => command)).toEqual([
      'show ACME-1',
      'show ACME-3',
    ]);
  });

  it('shows agents the queue in its chat, and what is theirs if they ask', async () => {
    await open('one');
    await open('two');
    await desk.command(anna, 'claim ACME-2', { place });
    const queue = await desk.command(boris, 'list', { place });
    expect(answerText(queue)).toBe(format('en', 'list.queue', { count: 2 }));
    const mine = await desk.command(anna, 'list mine', { place });
    expect(answerText(mine)).toBe(format('en', 'list.assigned', { count: 1 }));
    expect(itemsOf(mine).map(({ title }) => title)).toEqual(['ACME-2 · two']);
    expect(itemsOf(await desk.command(boris, 'list mine', { place }))).toEqual([]);
  });

  it('shows an agent in direct messages their own, as any requester', async () => {
    await open('one');
    await desk.command(anna, 'claim ACME-1', { place });
    for (const line of ['list', 'list mine'])
      expect(answerText(await desk.command(anna, line))).toBe(format('en', 'list.own', { count: 0 }));
  });

  it('shows the queue to nobody who is not of it, also in its chat', async () => {
    await open('one');
    expect(answerText(await desk.command(jane, 'list', { place }))).toBe(
      format('en', 'list.own', { count: 0 }),
    );
  });

  it('says what to do where there is none, and that there are more than it shows', async () => {
    expect((await desk.command(ivan, 'list'))?.view).toMatchObject({
      items: [],
      footer: format('ru', 'list.none'),
    });
    for (let count = 0; count < 16; count += 1) await open(`matter ${count}`);
    const answer = await desk.command(ivan, 'list');
    expect(itemsOf(answer)).toHaveLength(15);
    expect(answer?.view).toMatchObject({ footer: format('ru', 'list.more', { count: 15 }) });
  });
});

describe('lang', () => {
  it('is spoken from then on, also in what is said later', async () => {
    expect(answerText(await desk.command(ivan, 'lang en'))).toBe(format('en', 'lang.done'));
    await open('one');
    expect(desk.said(ivan).at(-1)).toBe(
      format('en', 'opened.title', { reference: 'ACME-1', severity: format('en', 'severity.critical') }),
    );
    expect(answerText(await desk.command(ivan, 'lang RU'))).toBe(format('ru', 'lang.done'));
  });

  it.each(['', 'fr', 'english'])('knows no “%s”', async (input) => {
    expect(answerText(await desk.command(olga, `lang ${input}`))).toBe(
      format('en', 'error.languageUnknown', { input, choices: 'en, ru' }),
    );
  });
});

describe('help', () => {
  it('shows requesters what is theirs, and agents everything', async () => {
    const verbsOf = async (user: typeof anna) =>
      itemsOf(await desk.command(user, 'help')).map(({ title }) => title.split(' ')[0]);
    const shown = catalogue.filter(({ isHidden }) => !isHidden);
    expect(await verbsOf(anna)).toEqual(shown.map(({ verb }) => verb));
    expect(await verbsOf(ivan)).toEqual(
      shown.filter(({ audience }) => audience === 'everyone').map(({ verb }) => verb),
    );
  });

  it('tells requesters nothing of what only agents and leads can say after a verb', async () => {
    const titlesOf = async (user: typeof anna) =>
      itemsOf(await desk.command(user, 'help')).map(({ title }) => title);
    expect(await titlesOf(ivan)).toEqual(expect.arrayContaining(['contract', 'priority [REF]']));
    expect(await titlesOf(anna)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^contract \[KEY/), 'priority [REF] [off]']),
    );
  });

  it('offers requesters what the design says and nothing else', async () => {
    const verbs = itemsOf(await desk.command(ivan, 'help')).map(({ title }) => title.split(' ')[0] ?? '');
    expect(verbs.toSorted()).toEqual(
      [
        'new',
        'list',
        'show',
        'reply',
        'resolve',
        'reopen',
        'cancel',
        'close',
        'why',
        'priority',
        'quota',
        'contract',
        'statement',
        'join',
        'link-account',
        'lang',
        'help',
      ].toSorted(),
    );
  });
});

describe('the catalogue', () => {
  it('knows each verb once, and each example by its own command', () => {
    const verbs = catalogue.map(({ verb }) => verb);
    expect(new Set(verbs).size).toBe(verbs.length);
    for (const command of catalogue) {
      expect(findCommand(command.verb)).toBe(command);
      for (const example of command.examples) expect(parseLine(example).verb).toBe(command.verb);
    }
  });

  it('fills the menus: everything for agents, what is for everyone for requesters, nothing hidden', () => {
    const shown = catalogue.filter(({ isHidden }) => !isHidden);
    const scoped = (scope: string) => menu().filter((entry) => entry.scope === scope);
    expect(scoped('agents').map(({ verb }) => verb)).toEqual(shown.map(({ verb }) => verb));
    expect(scoped('requesters').map(({ verb }) => verb)).toEqual(
      shown.filter(({ audience }) => audience === 'everyone').map(({ verb }) => verb),
    );
    for (const { verb, description } of menu()) {
      const { summary } = findCommand(verb)!;
      expect(description).toEqual({ en: format('en', summary), ru: format('ru', summary) });
    }
  });
});
