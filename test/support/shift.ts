// Whoever is on call and the leads, as the shipped example names them: one on Slack, the next on Telegram.
import type { Scene } from './scene.ts';
import { slackLeadId } from './scene-config.ts';
import { type SlackPerson, slackPerson, slackPersonWith } from './slack-people.ts';
import { type TelegramPerson, telegramPerson } from './telegram-people.ts';

interface Shift {
  readonly oleg: SlackPerson;
  readonly sveta: TelegramPerson;
}

/** The people of the shift, in their order. */
export async function onCall(scene: Scene): Promise<Shift> {
  return {
    oleg: slackPerson(scene, { id: 'U0ONCALL', name: 'oleg', realName: 'Oleg Oncall', locale: 'en-US' }),
    sveta: await telegramPerson(scene, { id: 4343, firstName: 'Света', languageCode: 'ru' }),
  };
}

/** The lead who is on Slack. */
export const leadOnSlack = (scene: Scene): SlackPerson => slackPersonWith(scene, slackLeadId);
