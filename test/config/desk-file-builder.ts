// Builds deskhand.yml texts for tests: a small valid one, and variations that change one thing.

import { stringify } from 'yaml';

/** A file that loads without problems, as plain data to change. */
export function smallDeskFile() {
  return {
    desk: { name: 'Acme', prefix: 'ACME' },
    calendars: {
      office: { timezone: 'Europe/Moscow', hours: { mon: [['09:00', '18:00']] } },
    },
    queues: { support: { slackChannel: 'C0SUPPORT', telegramChat: -1001 } },
    plans: { standard: { targets: { critical: { firstResponse: { within: '6h', calendar: 'office' } } } } },
  };
}

/** The small file with other sections in place of its own, as YAML. */
export function deskFileText(changes: Readonly<Record<string, unknown>> = {}): string {
  return stringify({ ...smallDeskFile(), ...changes });
}

/** A `readFile` that knows only the given files, and fails for others as `node:fs` does. */
export function readFileOf(files: Readonly<Record<string, string>>): (path: string) => string {
  return (path) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
    return text;
  };
}
