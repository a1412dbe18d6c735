// Customers under the reference contract as end-to-end tests play them: a Russian on Telegram, an English one on Slack.
import { randomUUID } from 'node:crypto';
import type { Contract, LocalDate, Organisation } from '../../src/domain/contract/contract.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Severity } from '../../src/domain/ticket.ts';
import { format } from '../../src/messages/format.ts';
import { severityChoice } from '../../src/messages/views/words.ts';
import type { Scene } from './scene.ts';
import { escaped, type Seen } from './seen.ts';
import { slackPerson } from './slack-people.ts';
import { telegramPerson } from './telegram-people.ts';

/** Somebody at the customer's, wherever they write from. */
export interface Customer {
  readonly platform: 'slack' | 'telegram';
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** The next message to them, direct or shown to them alone, that says this. */
  reads(text: string | RegExp): Promise<Seen>;
  /** Plain words, about the ticket that was opened last. */
  writes(text: string): Promise<void>;
  /** All that they have been told, as one text. */
  transcript(): string;
  /** A command, with the platform's own prefix. */
  commands(line: string): Promise<void>;
  /** Presses the newest button of that name, wherever they see one. */
  presses(button: string): Promise<void>;
  /** Opens a ticket; `priority` answers whether to use a priority incident, where that is asked. */
  opens(text: string, severity: Severity, priority?: 'use' | 'without'): Promise<void>;
}

export interface Stage {
  readonly who: string;
  readonly from: 'slack' | 'telegram';
  readonly agentsIn: 'slack' | 'telegram';
}

/** A scene for each platform: its customers, and agents who work on the other one. */
export const stages: readonly Stage[] = [
  { who: 'a Russian customer on Telegram', from: 'telegram', agentsIn: 'slack' },
  { who: 'an English customer on Slack', from: 'slack', agentsIn: 'telegram' },
];

/** What a customer reads first of a ticket of theirs, in either language. */
export const isOpen = (reference: string): RegExp =>
  new RegExp(`Заявка ${reference} открыта. Важность|${reference} is open, severity`);

/** Somebody on the platform, with that platform's usual language here. */
export const customerOn = (
  scene: Scene,
  platform: Customer['platform'],
  name = platform === 'telegram' ? 'Иван' : 'Jane',
): Promise<Customer> =>
  platform === 'telegram' ? onTelegram(scene, name) : Promise.resolve(onSlack(scene, name));

async function onTelegram(scene: Scene, name: string): Promise<Customer> {
  const person = await telegramPerson(scene, { firstName: name, languageCode: 'ru' });
  const language = 'ru';
  const presses = async (button: string): Promise<void> => {
    await person.presses(button);
  };
  return {
    platform: 'telegram',
    id: String(person.id),
    name,
    language,
    reads: (text) => person.reads(escaped(text)),
    writes: (text) => person.writes(text),
    transcript: person.transcript,
    commands: (line) => person.writes(`/${line}`),
    presses,
    async opens(text, severity, priority) {
      await person.writes(`/new ${text}`);
      await presses(severityChoice(language, severity));
      if (priority === undefined) return;
      let question = await person.reads(/приоритетн/);
      while (question.buttons.length < 2) question = await person.reads(/приоритетн/);
      const [use = '', without = ''] = question.buttons;
      await presses(priority === 'use' ? use : without);
    },
  };
}

function onSlack(scene: Scene, name: string): Customer {
  const person = slackPerson(scene, { name: name.toLowerCase(), realName: name, locale: 'en-GB' });
  const language = 'en';
  const channel = scene.slack.addChannel({ name: `with-${name.toLowerCase()}`, members: [person.id] });
  const shown = () => [...scene.slack.directMessages(person.id), ...scene.slack.ephemerals(person.id)];
  return {
    platform: 'slack',
    id: person.id,
    name,
    language,
    reads: (text) => Promise.any([person.direct.reads(escaped(text)), person.privately.reads(escaped(text))]),
    async writes(text) {
      const opening = person.direct.all(/ is open/).at(-1);
      await person.direct.writes(text, opening && { in: opening });
    },
    transcript: () => `${person.direct.transcript()}\n${person.privately.transcript()}`,
    commands: (line) => person.commands(line, channel),
    async presses(button) {
      const holder = () => shown().findLast(({ buttons }) => buttons.includes(button));
      const message = await scene.slack.waitFor(holder, { deadlineMs: 15_000, what: `“${button}”` });
      await person.person.click(message, button);
    },
    async opens(text, severity, priority) {
      await person.commands('new', channel);
      await person.form(/./);
      await person.submits({
        [format(language, 'new.form.severity')]: severity,
        [format(language, 'new.form.description')]: text,
        ...(priority !== undefined && {
          [format(language, 'draft.priority.label')]: priority === 'use' ? 'yes' : 'no',
        }),
      });
    },
  };
}

interface NewContract {
  readonly plan?: string;
  readonly startsOn?: LocalDate;
  readonly key?: string;
  readonly contacts?: Contract['contacts'];
}

/** Makes the customers' company one of the desk's, with a contract on the plan. */
export async function signs(
  scene: Scene,
  customers: readonly Pick<Customer, 'platform' | 'id' | 'name' | 'language'>[],
  { plan = 'msa-start', startsOn = '2026-03-01', key = 'globex', contacts = [] }: NewContract = {},
): Promise<{ readonly organisation: Organisation; readonly contract: Contract }> {
  const organisation = { id: randomUUID(), key, name: key };
  const contract: Contract = {
    id: randomUUID(),
    organisationId: organisation.id,
    plan,
    startsOn,
    endsOn: null,
    contacts,
  };
  await scene.store().transaction(async (tx) => {
    await tx.organisations.save(organisation);
    await tx.organisations.saveContract(contract);
    for (const { platform, id, name, language } of customers) {
      const user = { platform, userId: id, name, handle: null, languageTag: language };
      const known = await tx.people.findUser(platform, id);
      const person = known ?? (await tx.people.identify({ ...user, timezone: 'Europe/Moscow' }));
      await tx.organisations.join(person.id, organisation.id, scene.now());
    }
  });
  return { organisation, contract };
}
