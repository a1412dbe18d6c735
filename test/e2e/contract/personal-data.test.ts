// Personal data: words go when their time is over, from the desk and from the agents' chats; figures stay.
import { describe, expect, test } from 'vitest';
import { forget, pseudonymOf } from '../../../src/app/forget.ts';
import { erasedText } from '../../../src/domain/erasure.ts';
import { isFinished, type Ticket } from '../../../src/domain/ticket.ts';
import { format } from '../../../src/messages/format.ts';
import { type Customer, customerOn, isOpen, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { type AgentsIn, supportChannel, supportGroup } from '../../support/scene-config.ts';

const day = 24 * 3_600_000;
const stage = {
  database: embeddedDatabase,
  at: '2026-11-16T10:00:00+03:00',
  contract: true,
} as const;

const ticketIn = async (scene: Scene): Promise<Ticket> => {
  const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference: 'ACME-1' }));
  if (ticket === null) throw new Error('there is no ACME-1');
  return ticket;
};

const logOf = async (scene: Scene, { id }: Ticket): Promise<string> =>
  JSON.stringify(await scene.store().read(({ tickets }) => tickets.events(id)));

/** What stands in the agents' chat now, and what its topics are called. */
function inAgentsChat({ slack, telegram }: Scene, agentsIn: AgentsIn): string {
  if (agentsIn === 'slack')
    return slack
      .messages(supportChannel)
      .map(({ content }) => content)
      .join('\n');
  const messages = telegram.messages(supportGroup).map(({ text, caption }) => text ?? caption);
  return [...messages, ...telegram.topics(supportGroup).map(({ name }) => name)].join('\n');
}

/** The customer asks for November's statement, and reads it. */
async function statementFor(customer: Customer): Promise<string> {
  await customer.commands('statement 2026-11');
  const month = customer.language === 'ru' ? 'ноябрь 2026 г.' : 'November 2026';
  const title = format(customer.language, 'statement.title', { organisation: 'globex', month });
  return (await customer.reads(title)).text;
}

describe.each(stages)('$who, agents on $agentsIn', ({ from, agentsIn }) => {
  test('words go after three years, and the statement counts what it counted', () =>
    inScene({ ...stage, agentsIn }, async (scene) => {
      const [customer, agent] = [await customerOn(scene, from), await frontLine(scene, agentsIn)];
      await signs(scene, [customer]);
      await customer.opens('Hunter2 is my password', 'critical', 'use');
      await customer.reads(isOpen('ACME-1'));
      await agent.says('ACME-1', 'reply Please change it');
      await customer.reads('Please change it');
      await agent.says('ACME-1', 'resolve Done');
      await customer.reads('Done');
      await scene.until('2026-12-01T10:00:00+03:00');
      const before = await ticketIn(scene);
      expect(isFinished(before)).toBe(true);
      const statement = await statementFor(customer);
      expect(statement).toContain(
        format(customer.language, 'statement.metric', {
          metric: format(customer.language, 'metric.firstResponse'),
          met: 1,
          late: 0,
        }),
      );

      await scene.advance(3 * 365 * day);
      const after = await ticketIn(scene);
      expect(after.description).toBe(erasedText);
      const { description, ...counted } = before;
      expect(after).toMatchObject(counted);
      for (const words of [description, 'Please change it', 'Done'])
        expect(await logOf(scene, before)).not.toContain(words);
      expect(inAgentsChat(scene, agentsIn)).not.toContain('Hunter2');
      expect(await statementFor(customer)).toBe(statement);
    }));

  test('who is forgotten is gone from the agents’ chats with all that they wrote, not from the statement', () =>
    inScene({ ...stage, agentsIn }, async (scene) => {
      const customer = await customerOn(scene, from);
      const colleague = await customerOn(scene, from === 'slack' ? 'telegram' : 'slack');
      await signs(scene, [customer, colleague]);
      const agent = await frontLine(scene, agentsIn);
      await customer.opens('Hunter2 is my password', 'critical', 'use');
      await customer.reads(isOpen('ACME-1'));
      await agent.says('ACME-1', 'reply Please change it');
      await customer.reads('Please change it');
      await agent.says('ACME-1', 'resolve Done');
      await customer.reads('Done');
      await scene.until('2026-12-01T10:00:00+03:00');
      const statement = await statementFor(colleague);
      expect(inAgentsChat(scene, agentsIn)).toContain('Hunter2');
      const person = await scene.store().read((tx) => tx.people.findUser(from, customer.id));
      if (person === null) throw new Error('they have an account');

      await scene.store().transaction((tx) => forget(tx, person, { alsoOpen: false, now: scene.now() }));
      await scene.advance(60_000);
      const left = inAgentsChat(scene, agentsIn);
      expect(left).not.toContain('Hunter2');
      expect(left).toContain(pseudonymOf(person.id));
      expect(left, 'the answer stays').toContain('Please change it');
      expect(await statementFor(colleague)).toBe(statement);

      await customer.opens('It is me again', 'low');
      await customer.reads(isOpen('ACME-2'));
      const again = await scene.store().read((tx) => tx.people.findUser(from, customer.id));
      expect(again?.id, 'somebody new').not.toBe(person.id);
    }));
});
