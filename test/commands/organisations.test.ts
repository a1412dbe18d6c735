// `org`, `contract` and `invite`: what leads keep, and what everybody else is told.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import {
  anna,
  directPlace,
  groupPlace,
  ivan,
  jane,
  lead,
  slackUser,
  telegramUser,
} from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf } from '../support/views.ts';

const customers = groupPlace({ platform: 'slack', chat: 'CGLOBEX', thread: null });
const customersOnTelegram = groupPlace({ platform: 'telegram', chat: '-100777', thread: null }, 'flat');
const telegramLead = telegramUser('4242', 'Лена');

function lines(answer: Answer | null): readonly string[] {
  const view = answer?.view;
  switch (view?.kind) {
    case 'list':
      return [view.title, ...view.items.flatMap((item) => [item.title, ...item.lines]), view.footer ?? ''];
    case 'notice':
      return [view.text, ...(view.details ?? [])];
    default:
      return [];
  }
}

const tone = (answer: Answer | null): string | null =>
  answer?.view.kind === 'notice' ? answer.view.tone : null;
const buttons = (answer: Answer | null) => (answer === null ? [] : buttonsOf(answer.view));
const codeIn = (answer: Answer | null): string =>
  /join ([\w-]{22})$/m.exec(lines(answer).join('\n'))?.[1] ?? '';

let desk: DeskOnFakes;

beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, 'UANNA');
  await desk.command(lead, 'org add globex Globex Ltd');
});

const membersOf = (key: string) =>
  desk.store.read(async ({ organisations, people }) => {
    const found = await organisations.byKey(key);
    const ids = found === null ? [] : await organisations.membersOf(found.id);
    return Promise.all(ids.map(async (id) => (await people.get(id))?.name));
  });

describe('leads alone', () => {
  test.each([
    'org',
    'org add acme Acme',
    'org globex',
    'contract globex standard 2026-01-01',
    'invite globex',
    'org bind globex',
  ])('may say “%s”', async (line) => {
    for (const user of [jane, anna]) {
      const answer = await desk.command(user, line);
      expect(answerText(answer)).toContain('is for the leads');
    }
  });

  test('are not outdone by a mistake: one who is none is told so, not how to write it', async () => {
    expect(answerText(await desk.command(jane, 'org add'))).toContain('is for the leads');
    expect(answerText(await desk.command(lead, 'org add'))).toContain('org add KEY NAME');
  });

  test('are told of customers only where nobody else reads it', async () => {
    const open = await desk.command(telegramLead, 'org globex', { place: customersOnTelegram });
    expect(answerText(open)).toMatch(/прочитают и другие/);
    const whispered = await desk.command(lead, 'org globex', { place: customers });
    expect(whispered).toMatchObject({ isPrivate: true, view: { kind: 'list' } });
  });
});

describe('org', () => {
  test('lists organisations with what they are handled under, and shows one by its button', async () => {
    await desk.command(lead, 'org add acme Acme');
    const answer = await desk.command(lead, 'org');
    expect(lines(answer).slice(0, 3)).toEqual([
      '2 organisations',
      'Acme (acme)',
      'No contract yet; requests are handled under the plan “Standard”.',
    ]);
    expect(buttons(answer).map(({ command }) => command)).toEqual(['org acme', 'org globex']);
  });

  test('shows contracts, people and places of one', async () => {
    await desk.command(lead, 'contract globex standard 2026-01-01 31.12.2026');
    await desk.command(lead, 'contract globex contact Homer, +7 495 000-00-00, homer@globex.example');
    await desk.command(lead, 'org bind globex', { place: customers });
    await desk.message(jane, 'hello', { place: customers });
    const shown = lines(await desk.command(lead, 'org GLOBEX'));
    expect(shown).toEqual(
      expect.arrayContaining([
        'Globex Ltd (globex)',
        'Standard, 1 January 2026 – 31 December 2026 (in force)',
        'contact: Homer, +74950000000, homer@globex.example',
        'Jane Doe',
        'Slack chat CGLOBEX',
      ]),
    );
  });

  test('adds once however often the platform repeats it, and never two of one key', async () => {
    await desk.command(lead, 'org add acme Acme', { eventId: 'same' });
    expect(await desk.command(lead, 'org add acme Acme', { eventId: 'same' })).toBeNull();
    expect(answerText(await desk.command(lead, 'org add acme Other'))).toContain('already');
    expect(answerText(await desk.command(lead, 'org add Bad_Key Name'))).toContain('cannot be a key');
    expect(answerText(await desk.command(lead, `org add long ${'x'.repeat(121)}`))).toContain('121');
  });

  test('renames, and suggests the key that was meant', async () => {
    expect(answerText(await desk.command(lead, 'org rename globex Globex GmbH'))).toContain('Globex GmbH');
    expect(answerText(await desk.command(lead, 'org globx'))).toContain('Did you mean “globex”');
    expect(answerText(await desk.command(lead, 'org nowhere'))).toContain('“org” shows those there are');
  });

  test('removes a person by name, and says who does not belong', async () => {
    await desk.command(lead, 'org bind globex', { place: customers });
    await desk.message(jane, 'hello', { place: customers });
    const removed = await desk.command(lead, 'org remove globex @jane');
    expect(lines(removed)).toEqual([
      'Jane Doe no longer belongs to Globex Ltd.',
      expect.stringContaining('joins again'),
    ]);
    expect(await membersOf('globex')).toEqual([]);
    expect(answerText(await desk.command(lead, 'org remove globex @jane'))).toContain('does not belong');
    expect(answerText(await desk.command(lead, 'org remove globex @nobody'))).toContain('@nobody');
  });
});

describe('a bound chat', () => {
  test('lets whoever writes there belong, but none of the desk’s own agents', async () => {
    await desk.command(lead, 'org bind globex', { place: customers });
    await desk.message(jane, 'just talking', { place: customers });
    await desk.message(anna, 'hello there', { place: customers });
    expect(await membersOf('globex')).toEqual(['Jane Doe']);
  });

  test('is let go again, and those who joined stay', async () => {
    await desk.command(lead, 'org bind globex', { place: customers });
    await desk.message(jane, 'hello', { place: customers });
    expect(answerText(await desk.command(lead, 'org unbind', { place: customers }))).toContain('CGLOBEX');
    await desk.message(slackUser('UHOMER', 'Homer'), 'hello', { place: customers });
    expect(await membersOf('globex')).toEqual(['Jane Doe']);
    expect(answerText(await desk.command(lead, 'org unbind', { place: customers }))).toContain('not bound');
  });

  test('is neither a direct message nor the agents’ own', async () => {
    expect(answerText(await desk.command(lead, 'org bind globex'))).toContain(
      'in the chat that is to be bound',
    );
    const own = groupPlace({ platform: 'slack', chat: slackChannel, thread: null });
    expect(answerText(await desk.command(lead, 'org bind globex', { place: own }))).toContain('desk’s own');
  });

  test('moves to another organisation, and says so', async () => {
    await desk.command(lead, 'org add acme Acme');
    await desk.command(lead, 'org bind globex', { place: customers });
    const moved = await desk.command(lead, 'org bind acme', { place: customers });
    expect(lines(moved)).toEqual([expect.stringContaining('Acme'), expect.stringContaining('Globex Ltd')]);
  });

  test('of a directory that does not answer joins nobody yet, and loses no words', async () => {
    await desk.command(lead, 'org bind globex', { place: customers });
    const { isMember } = desk.slack.directory;
    Object.assign(desk.slack.directory, { isMember: () => Promise.reject(new Error('down')) });
    await desk.message(jane, 'hello', { place: customers });
    Object.assign(desk.slack.directory, { isMember });
    expect(await membersOf('globex')).toEqual([]);
    await desk.message(jane, 'hello again', { place: customers });
    expect(await membersOf('globex')).toEqual(['Jane Doe']);
  });
});

describe('a bound workspace', () => {
  const homer = slackUser('UHOMER', 'Homer', { team: 'T0GLOBEX' });
  const inTeam = { ...lead, team: 'T0DESK' };

  test('lets everybody from there belong, wherever they write', async () => {
    const answer = await desk.command(inTeam, 'org bind globex team t0globex', { place: customers });
    expect(answerText(answer)).toContain('Slack workspace T0GLOBEX');
    await desk.message(homer, 'our scanner fails');
    await desk.message({ ...jane, team: 'T0DESK' }, 'mine too');
    expect(await membersOf('globex')).toEqual(['Homer']);
  });

  test('is named by its id, where there are workspaces', async () => {
    expect(answerText(await desk.command(inTeam, 'org bind globex team', { place: customers }))).toContain(
      'T0123ABCD',
    );
    const none = await desk.command(telegramLead, 'org bind globex team T0GLOBEX', {
      place: customersOnTelegram,
    });
    expect(answerText(none)).toContain('T0123ABCD');
    expect(answerText(await desk.command(inTeam, 'org bind globex tim', { place: customers }))).toContain(
      'org bind',
    );
  });
});

describe('contract', () => {
  test.each([
    ['contract globex standart 2026-01-01', 'Did you mean “standard”'],
    ['contract globex gold 2026-01-01', 'Choose one of: standard'],
    ['contract globex standard tomorrow', '“tomorrow” is no date'],
    ['contract globex standard 2026-02-30', 'is no date'],
    ['contract globex standard 2026-12-31 2026-01-01', 'before it begins'],
    ['contract globex standard', 'KEY PLAN FROM'],
    ['contract globx standard 2026-01-01', 'Did you mean “globex”'],
    ['contract globex end 2026-01-01', 'no contract that is in force'],
    ['contract globex contact Homer, what', 'do not understand the contact'],
  ])('“%s” is answered with what to do', async (line, words) => {
    const answer = await desk.command(lead, line);
    expect(tone(answer)).toBe('error');
    expect(answerText(answer)).toContain(words);
  });

  test('is refused where one of the same plan is in force on a day of it', async () => {
    await desk.command(lead, 'contract globex standard 2026-01-01 2026-12-31');
    const answer = await desk.command(lead, 'contract globex standard 2026-12-31 2027-12-31');
    expect(answerText(answer)).toContain('it begins on 1 January 2026');
    expect(tone(await desk.command(lead, 'contract globex standard 2027-01-01'))).toBe('success');
  });

  test('is ended on a day, the one that is in force before those to come', async () => {
    await desk.command(lead, 'contract globex standard 2026-01-01 2026-12-31');
    await desk.command(lead, 'contract globex standard 2027-01-01');
    expect(answerText(await desk.command(lead, 'contract globex end 30.06.2026'))).toContain(
      '1 January 2026 – 30 June 2026',
    );
    expect(answerText(await desk.command(lead, 'contract globex end 2025-06-30'))).toContain(
      'before it begins',
    );
  });

  test('of a requester is shown to them', async () => {
    expect(lines(await desk.command(jane, 'contract')).join('\n')).toContain('Standard');
  });
});

describe('an invitation', () => {
  test('lets one in by its code, once, and tells them what they have', async () => {
    await desk.command(lead, 'contract globex standard 2026-01-01 2026-12-31');
    const code = codeIn(await desk.command(lead, 'invite globex'));
    const joined = await desk.command(jane, `join ${code}`);
    expect(lines(joined).slice(0, 2)).toEqual([
      'Welcome to Acme Support! You now belong to Globex Ltd.',
      'Plan: Standard, until 31 December 2026.',
    ]);
    expect(await membersOf('globex')).toEqual(['Jane Doe']);
    expect(answerText(await desk.command(ivan, `join ${code}`))).toContain('Это приглашение не действует');
  });

  test('is not used up by somebody who belongs already', async () => {
    const code = codeIn(await desk.command(lead, 'invite globex 2'));
    await desk.command(jane, `join ${code}`);
    expect(answerText(await desk.command(jane, `join ${code}`))).toContain('already');
    expect(answerText(await desk.command(ivan, `join ${code}`))).toContain('Теперь вы относитесь');
  });

  test('is good for a week', async () => {
    const code = codeIn(await desk.command(lead, 'invite globex'));
    desk.sleep(7 * 24 * 3_600_000);
    expect(answerText(await desk.command(jane, `join ${code}`))).toContain('not good');
  });

  test('is followed by a link, and any other link is but a welcome', async () => {
    const code = codeIn(await desk.command(lead, 'invite globex'));
    const greet = (payload: string | null, eventId: string) =>
      desk.receive({
        kind: 'greeting',
        eventId,
        user: ivan,
        place: directPlace(ivan),
        at: monday10,
        canOpenForm: false,
        payload,
      });
    expect(answerText(await greet('newsletter', 'e1'))).toContain('Здравствуйте');
    expect(answerText(await greet(code, 'e2'))).toContain('Globex Ltd');
    expect(answerText(await greet(code, 'e3'))).toContain('уже относитесь');
  });

  test('is understood when its line is simply written to the desk', async () => {
    const code = codeIn(await desk.command(lead, 'invite globex'));
    expect(answerText(await desk.message(jane, `join ${code}`))).toContain('You now belong');
    expect(desk.said(jane)).toEqual([]);
  });

  test('shows the link of each platform that has one', async () => {
    const invitation = await desk.command(lead, 'invite globex');
    expect(lines(invitation).join('\n')).toContain(`https://t.me/fake_bot?start=${codeIn(invitation)}`);
    expect(buttons(invitation)).toEqual([]);
  });

  test('is posted as a button where customers are, by the lead who made it alone', async () => {
    const invitation = await desk.command(lead, 'invite globex 5', { place: customers });
    expect(invitation?.isPrivate).toBe(true);
    const [button] = buttons(invitation);
    expect(button?.command).toBe(`invite-here ${codeIn(invitation)}`);
    expect(tone(await desk.command(jane, button?.command ?? '', { place: customers }))).toBe('error');
    const posted = await desk.command(lead, button?.command ?? '', { place: customers });
    expect(posted).toMatchObject({ isPrivate: false, view: { text: expect.stringContaining('Globex Ltd') } });
    const [join] = buttons(posted);
    expect(answerText(await desk.command(jane, join?.command ?? '', { place: customers }))).toContain(
      'now belong',
    );
  });

  test('is but a button where everybody would read its code', async () => {
    const posted = await desk.command(telegramLead, 'invite globex 5', { place: customersOnTelegram });
    expect(posted?.isPrivate).toBe(false);
    expect(lines(posted).join(' ')).not.toMatch(/[\w-]{22}/);
  });

  test.each([
    ['invite', 'Write: invite KEY'],
    ['invite globex 0', '1 to 100'],
    ['invite globex 101', '1 to 100'],
    ['invite globex many', '“many”'],
    ['invite nowhere', '“org” shows'],
    ['join', 'not good'],
    ['join abc', 'not good'],
  ])('“%s” is answered with what to do', async (line, words) => {
    expect(answerText(await desk.command(lead, line))).toContain(words);
  });

  test('is a customer’s word only when it cannot be anything else', async () => {
    const mentioned = { place: { ...customers, thread: 'm1' }, addressed: true, messageId: 'm1' };
    expect(await desk.message(jane, 'contract ended, what now?', mentioned)).toBeNull();
    const byLead = { ...mentioned, place: { ...customers, thread: 'm2' }, messageId: 'm2' };
    expect(answerText(await desk.message(lead, 'org bind globex', byLead))).toContain('Bound');
  });
});
