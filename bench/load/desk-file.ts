// The configuration of a desk under load: everything in time, so that no reminder comes into a measurement.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

export const supportChannel = 'C0SUPPORT';
export const signingSecret = 'bench-secret';
export const slackToken = 'xoxb-bench';
export const webhookSecret = 'bench-webhook-secret';

const always =
  '{ mon: [["00:00", "24:00"]], tue: [["00:00", "24:00"]], wed: [["00:00", "24:00"]], thu: [["00:00", "24:00"]], fri: [["00:00", "24:00"]], sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] }';

/** A queue with its chats, as `deskhand.yml` has it. */
export type QueueChats = Readonly<Record<string, string>>;

/** Writes the file into the directory and returns its path. The first queue is the one that tickets come to. */
export async function writeDeskFile(
  directory: string,
  queues: QueueChats = { support: `slackChannel: ${supportChannel}` },
): Promise<string> {
  const lines = Object.entries(queues).map(
    ([key, chats], index) =>
      `  ${key}: { title: ${key}, ${index === 0 ? 'default: true' : `requestTypes: [${key}]`}, ${chats} }`,
  );
  const types = Object.keys(queues)
    .slice(1)
    .map((key) => `  ${key}: { title: { en: ${key}, ru: ${key} } }`);
  const file = path.join(directory, 'deskhand.yml');
  await writeFile(
    file,
    `
desk: { name: Acme Support, prefix: ACME, language: en, timezone: UTC, unknownRequesters: accept, defaultPlan: bench }
calendars:
  always: { timezone: UTC, hours: ${always} }
queues:
${lines.join('\n')}
plans:
  bench:
    rank: 0
    targets:
      critical: { firstResponse: { within: 100h, calendar: always } }
      high: { firstResponse: { within: 100h, calendar: always } }
reminders: { before: ["50%", "80%", "95%"], after: ["0m", "30m", "2h"] }
${types.length === 0 ? '' : `requestTypes:\n  incident: { title: { en: Incident, ru: Инцидент } }\n${types.join('\n')}\n`}`,
  );
  return file;
}
