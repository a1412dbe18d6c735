// A request to the virus laboratory, under the contract that is shipped as the example.

import type { PlatformUser } from '../../src/app/inbound.ts';
import { type Opening, openTicket } from '../../src/app/opening.ts';
import { deskPolicy } from '../../src/config/desk-policy.ts';
import type { Attachment } from '../../src/domain/events.ts';
import type { FormAnswer } from '../../src/domain/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { configOf, contractFile, labChannel, supportChannel } from '../support/scene-config.ts';
import { anna, boris, directPlace, groupPlace, ivan } from './people.ts';

/** The shipped example as the application sees it. */
export const contractPolicy = () => deskPolicy(configOf({}, contractFile('both')));

/** Anna works in the laboratory, Boris on the front line. */
export function deskWithLab(): DeskOnFakes {
  const desk = deskOnFakes({ policy: contractPolicy() });
  desk.slack.join(labChannel, anna.userId);
  desk.slack.join(supportChannel, boris.userId);
  return desk;
}

/** A place outside any thread of a queue's channel. */
export const inChannel = (chat: string) => groupPlace({ platform: 'slack', chat, thread: null });

interface Asked {
  readonly by?: PlatformUser;
  readonly files?: readonly Attachment[];
  readonly answers?: readonly FormAnswer[];
  readonly requestType?: string;
  readonly severity?: Opening['severity'];
  readonly organisationId?: string;
}

/** Opens a change of signatures, as its form would; gives the reference. */
export async function askForChange(desk: DeskOnFakes, asked: Asked = {}): Promise<string> {
  const {
    by = ivan,
    files = [],
    answers = [],
    requestType = 'signature-change',
    severity = 'medium',
  } = asked;
  const opened = await desk.store.transaction(async (tx) => {
    const requester = await tx.people.identify(by);
    const place = directPlace(by);
    const conversation = await tx.conversations.open({ ...place, side: 'requester', personId: requester.id });
    return openTicket(tx, desk.parts, {
      requesterId: requester.id,
      organisationId: asked.organisationId ?? null,
      requestType,
      answers,
      severity,
      wantsPriority: false,
      message: { messageId: desk.ids.next(), text: 'It is not detected', attachments: files },
      requestedAt: desk.clock.now(),
      conversation,
      follows: null,
    });
  });
  if (!opened.ok) throw new Error(`the request was refused: ${opened.error.code}`);
  await desk.settle();
  return opened.value.ticket.reference;
}

/** A contract of the plan whose changes are released first, in force for ever; gives its organisation's id. */
export async function urgentContract(desk: DeskOnFakes): Promise<string> {
  const id = desk.ids.next();
  await desk.store.transaction(async (tx) => {
    await tx.organisations.save({ id, key: 'globex', name: 'Globex' });
    await tx.organisations.saveContract({
      id: desk.ids.next(),
      organisationId: id,
      plan: 'msa-start',
      startsOn: '2025-01-01',
      endsOn: null,
      contacts: [],
    });
  });
  return id;
}
