// The row of the reference contract on ways in, for the priority phone line: an agent logs the call.
import { describe, expect, test } from 'vitest';
import { signs } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { slackAgent } from '../../support/slack-people.ts';

const monday = '2026-11-16T10:00:00+03:00';
const stage = { database: embeddedDatabase, at: monday, contract: true } as const;
const pavel = { name: 'Pavel Globexov', phone: '+79160000000', email: null };

/** What an agent logs on each platform, in the agent's own language. */
const agents = [
  {
    who: 'an agent on Slack, in English',
    agentsIn: 'slack',
    language: 'en',
    line: 'call 8 (916) 000-00-00 Pavel at 09:40: critical: The server is down',
  },
  {
    who: 'an agent on Telegram, in Russian',
    agentsIn: 'telegram',
    language: 'ru',
    line: 'call 8 (916) 000-00-00 Павел в 09:40: critical: The server is down',
  },
] as const;

const opened = (scene: Scene) =>
  scene.store().read(async ({ tickets, organisations }) => {
    const ticket = await tickets.find({ reference: 'ACME-1' });
    const organisation = ticket?.organisationId ? await organisations.get(ticket.organisationId) : null;
    return { ticket, organisation: organisation?.key };
  });

describe('Submit by the priority phone line.', () => {
  test.each(agents)('$who', ({ agentsIn, language, line }) =>
    inScene({ ...stage, agentsIn }, async (scene) => {
      await signs(scene, [], { contacts: [pavel] });
      const anna = await frontLine(scene, agentsIn, { language });
      await anna.commands(line);
      await anna.hears(/ACME-1/);
      await anna.reads('ACME-1', /globex[\s\S]*MSA Start[\s\S]*The server is down/);
      const { ticket, organisation } = await opened(scene);
      expect(organisation).toBe('globex');
      expect(ticket).toMatchObject({
        plan: 'msa-start',
        severity: 'critical',
        description: 'The server is down',
        timers: [{ dueAt: Date.parse('2026-11-16T15:40:00+03:00') }],
      });

      await anna.says('ACME-1', 'reply Restart the service');
      await anna.reads('ACME-1', /by phone: 89160000000/);
      await anna.reads('ACME-1', /First response\W+given/);
    }),
  );

  test('an agent on Slack who fills in the form', () =>
    inScene({ ...stage, agentsIn: 'slack' }, async (scene) => {
      await signs(scene, [], { contacts: [pavel] });
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna', locale: 'en-US' });
      await anna.commands('call');
      const form = await anna.form(/Log a call/);
      expect(form.content).toContain('From which number?');
      await anna.submits({
        'From which number?': '8 (916) 000-00-00',
        'How severe is it?': 'critical',
        'What is the matter?': 'The server is down',
      });
      await (await anna.thread('ACME-1')).reads(/Pavel Globexov[\s\S]*MSA Start/);
      expect(await opened(scene)).toMatchObject({ organisation: 'globex', ticket: { plan: 'msa-start' } });
    }));
});
