// What people are told while the store is away: that nothing came of their act only where that is known.
import { expect, test } from 'vitest';
import type { InboundCommand } from '../../src/app/inbound.ts';
import type { Store } from '../../src/app/ports.ts';
import { StoreUnavailableError } from '../../src/app/store-unavailable.ts';
import { createDesk } from '../../src/commands/receive.ts';
import { format } from '../../src/messages/format.ts';
import { contractPolicy } from '../builders/contract.ts';
import { directPlace, ivan, jane } from '../builders/people.ts';
import { customer, opens } from '../support/customers.ts';
import { deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

const lost = new Error('the connection was lost');

/** What the person is told after the store failed like this while they used `line` on their ticket. */
async function told(
  user: typeof ivan,
  wrap: (store: Store) => Partial<Store>,
  line = 'resolve ACME-1',
): Promise<string | null> {
  const desk = deskOnFakes({ policy: contractPolicy() });
  await customer(desk, [user]);
  await opens(desk, user, 'My screen is dark');
  const core = createDesk({ ...desk.parts, store: { ...desk.store, ...wrap(desk.store) } });
  const inbound: InboundCommand = {
    kind: 'command',
    eventId: 'act',
    user,
    place: directPlace(user),
    at: desk.clock.now(),
    canOpenForm: false,
    line,
    source: 'typed',
    messageId: null,
    replyTo: null,
    attachments: [],
  };
  const acting = core.receive(inbound);
  const error = await acting.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof StoreUnavailableError)) throw new Error('the store failed', { cause: error });
  return answerText(core.unavailable(inbound, error));
}

const failing = () => ({ transaction: () => Promise.reject(new StoreUnavailableError(lost)) });
const deaf = ({ transaction }: Store): Partial<Store> => ({
  transaction: async (work, options) => {
    await transaction(work, options);
    throw new StoreUnavailableError(lost, { isOutcomeUnknown: true });
  },
});

test.each([
  ['en', jane],
  ['ru', ivan],
] as const)('in %s, nothing came of an act whose transaction failed', async (language, user) => {
  expect(await told(user, failing)).toBe(format(language, 'error.unavailable'));
});

test.each([
  ['en', jane],
  ['ru', ivan],
] as const)(
  'in %s, where the answer to the commit was lost, it says so and how to look',
  async (language, user) => {
    const words = await told(user, deaf);
    expect(words).toBe(format(language, 'error.outcomeUnknown'));
    expect(words).toContain('list');
    expect(words).not.toBe(format(language, 'error.unavailable'));
  },
);

test('what was done before the store went away is not called undone', async () => {
  const goingAway = ({ transaction, read }: Store): Partial<Store> => {
    let isAway = false;
    return {
      transaction: async (work, options) => {
        const result = await transaction(work, options);
        isAway = true;
        return result;
      },
      read: (work) => (isAway ? Promise.reject(new StoreUnavailableError(lost)) : read(work)),
    };
  };
  expect(await told(jane, goingAway, 'priority ACME-1 yes')).toBe(format('en', 'error.outcomeUnknown'));
});
