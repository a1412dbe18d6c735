// Organisations, contracts and people: leads keep them in chat, and customers come in by invitation or by where they write.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { format } from '../../../src/messages/format.ts';
import { severityChoice } from '../../../src/messages/views/words.ts';
import { type Customer, customerOn, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { leadOf } from '../../support/lead.ts';
import { inScene, type Scene, slackBotToken } from '../../support/scene.ts';
import { slackPerson, slackPersonWith } from '../../support/slack-people.ts';

const at = '2026-11-23T10:00:00+03:00';

const underInvitation = (file: string): string =>
  file.replace('unknownRequesters: accept', 'unknownRequesters: invite');

async function openedUnder(scene: Scene, reference: string) {
  await scene.settled();
  return scene.store().read(async ({ tickets, organisations }) => {
    const ticket = await tickets.find({ reference });
    const organisation = ticket?.organisationId ? await organisations.get(ticket.organisationId) : null;
    return { plan: ticket?.plan, organisation: organisation?.key ?? null };
  });
}

test('a lead adds an organisation and its contract; its people come in by link and by button, and ask under its plan', () =>
  inScene({ database: embeddedDatabase, at, contract: true }, async (scene) => {
    const olga = leadOf(scene);
    await olga.does('org add globex Globex Ltd', /Globex Ltd has been added/);
    await olga.does(
      'contract globex msa-start 2026-01-01 31.12.2026',
      /MSA Start, 1 January 2026 – 31 December 2026/,
    );
    await olga.does(
      'contract globex contact Homer, +7 495 000-00-00, homer@globex.example',
      /Homer is now a contact/,
    );

    const invitation = await olga.does('invite globex', /An invitation to Globex Ltd, good for 1 person/);
    const [, username, code = ''] = /https:\/\/t\.me\/(\w+)\?start=([\w-]+)/.exec(invitation) ?? [];
    expect(username).toBe(scene.telegram.bot.username);
    const ivan = await customerOn(scene, 'telegram');
    await scene.telegram.as(Number(ivan.id)).start(code);
    const welcome = await ivan.reads('Теперь вы относитесь к организации «Globex Ltd»');
    expect(welcome.text).toContain('План: MSA Start, действует до 31 декабря 2026');

    const jane = await customerOn(scene, 'slack');
    const channel = scene.slack.addChannel({ name: 'globex', members: [olga.id, jane.id] });
    await olga.invites('globex', 5, channel);
    await olga.pressesPrivately('Post a Join button here');
    const janes = slackPersonWith(scene, jane.id).channel(channel);
    await janes.reads(/Do you work at Globex Ltd\?/);
    await janes.presses('Join');
    await jane.reads('You now belong to Globex Ltd');

    await ivan.opens('Сервер упал', 'high', 'without');
    await ivan.reads('ACME-1');
    expect(await openedUnder(scene, 'ACME-1')).toEqual({ plan: 'msa-start', organisation: 'globex' });
    await jane.opens('The scanner stops', 'high', 'without');
    await jane.reads('ACME-2');
    expect(await openedUnder(scene, 'ACME-2')).toEqual({ plan: 'msa-start', organisation: 'globex' });

    const shown = await olga.does('org globex', /Globex Ltd \(globex\)/);
    expect(shown).toMatch(/in force[\s\S]*Homer, \+74950000000[\s\S]*6 of 6[\s\S]*Иван[\s\S]*Jane/);
    await olga.does('org remove globex @jane', /Jane no longer belongs to Globex Ltd/);
  }));

test.each(stages)(
  'where the desk helps by invitation only, a stranger on $from is told how to get in, and gets in',
  ({ from }) =>
    inScene({ database: embeddedDatabase, at, contract: underInvitation }, async (scene) => {
      const olga = leadOf(scene);
      await olga.does('org add globex Globex Ltd', /added/);
      const customer = await customerOn(scene, from);
      const { language } = customer;
      await customer.commands('new Nothing works');
      await customer.reads(format(language, 'error.notInvited'));
      const code = await olga.invites('globex');
      await customer.commands(`join ${code}`);
      await customer.reads('Globex Ltd');
      await customer.opens('Nothing works', 'high');
      await customer.reads('ACME-1');
      expect(await openedUnder(scene, 'ACME-1')).toEqual({ plan: 'standard', organisation: 'globex' });
    }),
);

test.each(stages)(
  'on $from, a contract that has expired falls to the default plan, and says so',
  ({ from }) =>
    inScene({ database: embeddedDatabase, at, contract: true }, async (scene) => {
      const olga = leadOf(scene);
      await olga.does('org add globex Globex Ltd', /added/);
      await olga.does('contract globex msa-start 2025-01-01 2025-12-31', /new contract/);
      const customer = await customerOn(scene, from);
      const date = customer.language === 'ru' ? '31 декабря 2025' : '31 December 2025';
      await customer.commands(`join ${await olga.invites('globex')}`);
      expect((await customer.reads('Globex Ltd')).text).toContain(date);
      await customer.opens('Nothing works', 'high');
      expect((await customer.reads(date)).text).toMatch(/ACME-1/);
      expect(await openedUnder(scene, 'ACME-1')).toEqual({ plan: 'standard', organisation: 'globex' });
    }),
);

/** The workspace of a user, as Slack tells the desk. */
async function teamOf({ slack }: Scene, user: string): Promise<string> {
  const headers = { authorization: `Bearer ${slackBotToken}` };
  const answer = await fetch(`${slack.apiUrl}users.info?user=${user}`, { headers });
  return z.object({ user: z.object({ team_id: z.string() }) }).parse(await answer.json()).user.team_id;
}

test.each(['channel', 'workspace'] as const)(
  'whoever writes in a Slack Connect channel belongs, by the %s that a lead has bound',
  (bound) =>
    inScene({ database: embeddedDatabase, at, contract: true }, async (scene) => {
      const olga = leadOf(scene);
      const homer = slackPerson(scene, { name: 'homer', realName: 'Homer', locale: 'en-US', team: 'Globex' });
      const channel = scene.slack.addChannel({ name: 'globex', shared: true, members: [olga.id, homer.id] });
      await olga.does('org add globex Globex Ltd', /added/);
      await olga.does('contract globex msa-start 2026-01-01', /new contract/);
      const teamId = await teamOf(scene, homer.id);
      if (bound === 'channel') await olga.channel(channel).mentions('org bind globex');
      else await olga.commands(`org bind globex team ${teamId}`, channel);
      await olga.privately.reads(bound === 'channel' ? /Bound: Slack chat/ : /Bound: Slack workspace/);

      const asked = await homer.channel(channel).mentions('The scanner stops at 99 %');
      const thread = homer.threadOf(asked, channel);
      await thread.presses(severityChoice('en', 'high'));
      await thread.presses('Go on without');
      await thread.reads(/ACME-1/);
      expect(await openedUnder(scene, 'ACME-1')).toEqual({ plan: 'msa-start', organisation: 'globex' });
      const shown = await olga.does('org globex', /Globex Ltd \(globex\)/);
      expect(shown).toMatch(/People[\s\S]*Homer[\s\S]*Bound places/);
      expect(shown).not.toContain('Olga');
    }),
);

test('a Telegram group that a lead has bound makes members of those who write there', () =>
  inScene({ database: embeddedDatabase, at, contract: true, agentsIn: 'telegram' }, async (scene) => {
    const ivan = scene.telegram.addUser({ firstName: 'Иван', languageCode: 'ru' });
    const lead = scene.telegram.as(4242);
    const group = scene.telegram.addGroup({ title: 'Globex', members: [ivan.id], admins: [4242] });
    await leadOf(scene).does('org add globex Globex Ltd', /added/);
    await lead.send(group.id, '/org bind globex');
    const answered = () =>
      scene.telegram.messages(group.id).some(({ text }) => /Bound: Telegram chat/.test(text ?? ''));
    await scene.telegram.waitFor(answered, { withinMs: 15_000, what: 'the answer' });
    await ivan.send(group.id, `/new@${scene.telegram.bot.username} Сервер упал`);
    await scene.settled();
    const members = await scene.store().read(async ({ organisations, people }) => {
      const globex = await organisations.byKey('globex');
      const ids = globex === null ? [] : await organisations.membersOf(globex.id);
      return Promise.all(ids.map(async (id) => (await people.get(id))?.name));
    });
    expect(members).toEqual(['Иван']);
  }));

/** A command where only the desk and the person are, on either platform. */
async function directly(scene: Scene, { platform, id }: Customer, line: string): Promise<void> {
  if (platform === 'telegram') {
    await scene.telegram.as(Number(id)).send('dm', `/${line.replace('link-account', 'link_account')}`);
    return;
  }
  const person = scene.slack.as(id);
  const { channel } = await person.dm(`join ${'A'.repeat(22)}`);
  await person.slash(channel, '/ticket', line);
}

test.each(stages)(
  'a code from $from links the account on the other platform: both are told, and tickets are the same from then on',
  ({ from }) =>
    inScene({ database: embeddedDatabase, at, contract: true }, async (scene) => {
      const one = await customerOn(scene, from);
      const other = await customerOn(scene, from === 'slack' ? 'telegram' : 'slack', 'Jan');
      await other.opens('Nothing works', 'high');
      await other.reads('ACME-1');

      await one.commands('link-account');
      if (one.platform === 'slack') await one.reads(format(one.language, 'error.linkInGroup'));
      else await one.reads('link-account');
      await directly(scene, one, 'link-account');
      const code = /link-account ([\w-]{22})/.exec((await one.reads('link-account ')).text)?.[1] ?? '';
      await directly(scene, other, `link-account ${code}`);
      await other.reads(`${one.name} (${one.platform === 'slack' ? 'Slack' : 'Telegram'})`);
      await one.reads(`Jan (${other.platform === 'slack' ? 'Slack' : 'Telegram'})`);
      await one.commands('list');
      await one.reads('ACME-1');
    }),
);
