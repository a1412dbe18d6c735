// The configuration that end-to-end scenes play under: the reference contract, on one queue.
import { readFileSync } from 'node:fs';
import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';

export type AgentsIn = 'slack' | 'telegram' | 'both';

export const supportChannel = 'C0SUPPORT';
export const supportGroup = -1001000000001;
export const labChannel = 'C0VIRUSLAB';
export const labGroup = -1001000000002;
export const slackLeadId = 'U0LEAD';
export const telegramLeadId = 4242;

const office = `{ mon: [["09:00", "18:00"]], tue: [["09:00", "18:00"]], wed: [["09:00", "18:00"]], thu: [["09:00", "18:00"]], fri: [["09:00", "18:00"]] }`;

const chats: Readonly<Record<AgentsIn, string>> = {
  slack: `slackChannel: ${supportChannel}, leads: ["slack:${slackLeadId}"]`,
  telegram: `telegramChat: ${supportGroup}, leads: ["telegram:${telegramLeadId}"]`,
  both: `slackChannel: ${supportChannel}, telegramChat: ${supportGroup}, leads: ["slack:${slackLeadId}"]`,
};

/** The desk's own file for agents who work there. */
export const deskFile = (agentsIn: AgentsIn): string => `
desk: { name: Acme Support, prefix: ACME, language: en, timezone: Europe/Moscow, unknownRequesters: accept, defaultPlan: msa-start }
calendars:
  office: { timezone: Europe/Moscow, hours: ${office} }
queues:
  support: { title: Front line, phone: "+7 495 000-00-00", default: true, ${chats[agentsIn]} }
plans:
  msa-start:
    rank: 10
    targets:
      critical: { firstResponse: { within: 6h, calendar: office, afterHours: phone } }
      high: { firstResponse: promise }
      medium: { firstResponse: { within: 2d, calendar: office } }
reminders: { before: ["50%", "80%", "95%"], after: ["0m", "30m", "2h"] }
`;

const example = readFileSync(new URL('../../deskhand.example.yml', import.meta.url), 'utf8');

/** The shipped example with its agents where they are wanted. */
export function contractFile(agentsIn: AgentsIn): string {
  if (agentsIn === 'both') return example;
  const unused = agentsIn === 'slack' ? 'telegramChat' : 'slackChannel';
  return example.replaceAll(new RegExp(`^ *${unused}:.*\n`, 'gm'), '');
}

/** Loads the file under the environment; throws with every problem named. */
export function configOf(env: Readonly<Record<string, string>>, file: string): Config {
  const loaded = loadConfig(env, () => file);
  if (!loaded.ok) throw new Error(describeProblems(loaded.error));
  return loaded.value;
}
