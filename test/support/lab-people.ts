// The virus laboratory and those who send it samples, as end-to-end tests play them on either platform.
import { format } from '../../src/messages/format.ts';
import { severityChoice } from '../../src/messages/views/words.ts';
import { type Customer, customerOn } from './contract-people.ts';
import { type Scene, slackBotToken } from './scene.ts';
import { labChannel, labGroup } from './scene-config.ts';
import type { Window } from './seen.ts';
import { slackAgent } from './slack-people.ts';
import { telegramAgent } from './telegram-people.ts';

export interface Sample {
  readonly name: string;
  readonly content: Buffer;
}

/** Somebody who sends in what was not detected, by the form of a change of signatures. */
export interface Sender extends Customer {
  asksForChange(change: { readonly sample: Sample }): Promise<void>;
  /** Sends a file with a plain message. */
  sends(file: Sample): Promise<void>;
}

/** The laboratory's analyst. */
export interface Lab {
  /** The thread of the ticket's card among the laboratory's. */
  thread(reference: string): Promise<Window>;
  says(reference: string, line: string): Promise<void>;
  /** The files of the desk's in the laboratory's chat: their names, captions and bytes. */
  files(): Promise<readonly LabFile[]>;
}

export interface LabFile {
  readonly name: string;
  readonly caption: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The customer of the platform, who writes in its usual language. */
export async function senderOn(scene: Scene, platform: Customer['platform'], name?: string): Promise<Sender> {
  const customer = await customerOn(scene, platform, name);
  return platform === 'telegram' ? onTelegram(scene, customer) : onSlack(scene, customer);
}

const version = '2026.11.22.0900';

function onTelegram({ telegram }: Scene, customer: Customer): Sender {
  const actor = telegram.as(Number(customer.id));
  const answers = async (question: string, answer: () => Promise<unknown>): Promise<void> => {
    await customer.reads(question);
    await answer();
  };
  const writes = (text: string) => () => actor.send('dm', text);
  const presses = (button: string) => () => customer.presses(button);
  return {
    ...customer,
    async asksForChange({ sample }) {
      await customer.commands('new signature-change');
      await answers(format('ru', 'new.form.severity'), presses(severityChoice('ru', 'medium')));
      await answers('Что произошло', presses('Заражённый файл не обнаруживается'));
      await answers('Продукт и его версия', writes('Защита 12.1'));
      await answers('Версия антивирусных баз', writes(version));
      await answers('Образец файлом', () => actor.send('dm', '', { document: sample }));
      await answers(format('ru', 'new.form.description'), writes('Файл не обнаруживается'));
      await answers('проверьте', presses(format('ru', 'form.send')));
    },
    async sends(file) {
      await actor.send('dm', 'Ещё один', { document: file });
    },
  };
}

function onSlack({ slack }: Scene, customer: Customer): Sender {
  const person = slack.as(customer.id);
  return {
    ...customer,
    async asksForChange({ sample }) {
      await customer.commands('new signature-change');
      const form = await slack.waitFor(() => slack.openView(customer.id), {
        deadlineMs: 15_000,
        what: 'the form',
      });
      await person.submit(form, {
        [format('en', 'new.form.severity')]: 'medium',
        kind: 'false-negative',
        product: 'Shield 12.1',
        databaseVersion: version,
        sampleFile: sample,
        description: 'The file is not detected',
      });
    },
    async sends(file) {
      await person.dm('One more', { files: [file] });
    },
  };
}

/** The laboratory, on the platform where the agents of this scene work. */
export const labOn = (scene: Scene, platform: 'slack' | 'telegram'): Promise<Lab> =>
  platform === 'slack' ? slackLab(scene) : Promise.resolve(telegramLab(scene));

async function slackLab(scene: Scene): Promise<Lab> {
  const { slack } = scene;
  const vera = await slackAgent(scene, { name: 'vera', realName: 'Vera', locale: 'en-US' }, labChannel);
  return {
    thread: (reference) => vera.thread(reference, labChannel),
    says: async (reference, line) => {
      await (await vera.thread(reference, labChannel)).mentions(line);
    },
    async files() {
      const messages = slack.messages(labChannel).filter(({ fromBot, files }) => fromBot && files.length > 0);
      return Promise.all(
        messages.map(async ({ content, files: [file] }) => ({
          name: file?.name ?? '',
          caption: content,
          bytes: await bytesOnSlack(scene, file?.id ?? ''),
        })),
      );
    },
  };
}

async function bytesOnSlack({ slack }: Scene, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const headers = { authorization: `Bearer ${slackBotToken}` };
  const answer = await fetch(new URL(`files.info?file=${id}`, slack.apiUrl), { headers });
  const { file } = (await answer.json()) as { file: { url_private_download: string } };
  return new Uint8Array(await (await fetch(file.url_private_download, { headers })).arrayBuffer());
}

function telegramLab(scene: Scene): Lab {
  const { telegram } = scene;
  const vera = telegramAgent(scene, { firstName: 'Vera', languageCode: 'en' }, labGroup);
  return {
    thread: (reference) => vera.topic(reference),
    says: async (reference, line) => (await vera.topic(reference)).writes(`/${line}`),
    files: async () =>
      telegram
        .messages(labGroup)
        .filter(({ from, photo, document }) => from.id === telegram.bot.id && (photo ?? document))
        .map(({ document, caption }) => ({
          name: document?.file_name ?? 'a photo',
          caption: caption ?? '',
          bytes: new Uint8Array(telegram.file(document?.file_id ?? '')?.content ?? []),
        })),
  };
}
