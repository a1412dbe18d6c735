// Who waits with a button or a form in hand goes before the desk's other work.
import { expect, test } from 'vitest';
import type { Inbound } from '../../src/app/inbound.ts';
import type { Store, TransactionOptions } from '../../src/app/ports.ts';
import { createDesk } from '../../src/commands/receive.ts';
import { directPlace, ivan } from '../builders/people.ts';
import { deskOnFakes } from '../support/desk-on-fakes.ts';

test.each([
  ['goes before what waits, where the platform waits for it', true],
  ['waits its turn, where it was stored first', false],
])('what a person does %s', async (_how, canOpenForm) => {
  const desk = deskOnFakes();
  const asked: (boolean | undefined)[] = [];
  const transaction: Store['transaction'] = (work, options?: TransactionOptions) => {
    asked.push(options?.isUrgent);
    return desk.store.transaction(work, options);
  };
  const inbound: Inbound = {
    kind: 'command',
    eventId: 'lang',
    user: ivan,
    place: directPlace(ivan),
    at: desk.clock.now(),
    canOpenForm,
    line: 'lang ru',
    source: 'typed',
    messageId: null,
    replyTo: null,
    attachments: [],
  };
  await createDesk({ ...desk.parts, store: { ...desk.store, transaction } }).receive(inbound);
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked)).toEqual(new Set([canOpenForm]));
});
