// The configuration of the desk under trial: several queues on both platforms, and deadlines within seconds.
import { queueCount } from './schedule.ts';

export const leadId = 'U0LEAD';
export const slackQueue = (queue: number): string => `C0QUEUE${queue}`;
export const telegramQueue = (queue: number): number => -1_001_000_000_100 - queue;
/** What plain messages are about; the other queues' requests are named when they are asked. */
export const requestType = (queue: number): string => `matter${queue}`;

const day = '[["00:00", "24:00"]]';

/** @param targetSeconds within which critical tickets are to be answered. */
export const deskFile = (targetSeconds: number): string => `
desk: { name: Trial, prefix: ACME, language: en, timezone: UTC, unknownRequesters: accept, defaultPlan: standard, draftAfter: 20s }
calendars:
  always: { timezone: UTC, hours: { mon: ${day}, tue: ${day}, wed: ${day}, thu: ${day}, fri: ${day}, sat: ${day}, sun: ${day} } }
queues:
${Array.from({ length: queueCount }, (_, queue) => queueLine(queue)).join('\n')}
requestTypes:
${Array.from({ length: queueCount - 1 }, (_, index) => `  ${requestType(index + 1)}: { title: Matter ${index + 1} }`).join('\n')}
plans:
  standard: { rank: 0, targets: { critical: { firstResponse: { within: ${targetSeconds}s, calendar: always } } } }
reminders: { before: ["50%"], after: ["0m"] }
`;

function queueLine(queue: number): string {
  const chats = `slackChannel: ${slackQueue(queue)}, telegramChat: ${telegramQueue(queue)}`;
  const takes = queue === 0 ? 'default: true' : `requestTypes: [${requestType(queue)}]`;
  return `  queue${queue}: { title: Queue ${queue}, ${chats}, leads: ["slack:${leadId}"], ${takes} }`;
}
