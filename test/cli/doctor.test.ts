// deskhand doctor: what it says of a configuration, and the code it ends with.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DoctorOptions, type Finding, runDoctor } from '../../src/cli/doctor.ts';
import { exampleConfigFile } from '../../src/config/load.ts';
import { deskFileText, readFileOf } from '../config/desk-file-builder.ts';

const tokens = {
  SLACK_BOT_TOKEN: 'xoxb-secret',
  SLACK_SIGNING_SECRET: 'sssecret',
  TELEGRAM_BOT_TOKEN: '1:secret',
};

function doctor(changes: Readonly<Record<string, unknown>>, options: Partial<DoctorOptions> = {}) {
  const readFile = readFileOf({ './deskhand.yml': deskFileText(changes) });
  const askPlatforms = () => Promise.reject(new Error('offline: no platform may be asked'));
  return runDoctor({ env: tokens, readFile, offline: true, askPlatforms, ...options });
}

describe('deskhand doctor --offline', () => {
  it('finds the shipped example well, and asks no platform', async () => {
    const { lines, exitCode } = await doctor({}, { env: {}, readFile: exampleOnly });
    expect(exitCode).toBe(0);
    expect(lines.at(-1)).toBe('Everything looked at is well.');
    expect(lines[0]).toContain('2 calendars, 2 queues, 2 plans, 2 request types');
  });

  it('lists every problem of a wrong configuration and ends with 78', async () => {
    const { lines, exitCode } = await doctor({ desk: { name: 'Acme' } }, { env: { PORT: 'x' } });
    expect(exitCode).toBe(78);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(/PORT.*\n.*desk\.prefix/);
  });

  it('says how each platform and the database are reached, without a token or password', async () => {
    const env = { ...tokens, SLACK_APP_TOKEN: 'xapp-secret', DATABASE_URL: 'postgres://desk:secret@db/desk' };
    const said = (await doctor({}, { env })).lines.join('\n');
    expect(said).toContain('Slack: Socket Mode');
    expect(said).toContain('Telegram: long polling');
    expect(said).toContain('PostgreSQL');
    expect(said).not.toContain('secret');
  });

  it("warns of the example's channels beside real tokens", async () => {
    const { lines, exitCode } = await doctor({}, { readFile: exampleOnly });
    expect(lines.join('\n')).toMatch(/warning +the shipped example is in use/);
    expect(exitCode).toBe(0);
  });

  it('warns of a queue that nobody would see, and of one that pages nobody', async () => {
    const queues = {
      support: { telegramChat: -1, default: true, outsideHours: 'on-call' },
      lab: { slackChannel: 'C0LAB' },
    };
    const { lines } = await doctor({ queues }, { env: { TELEGRAM_BOT_TOKEN: '1:secret' } });
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringContaining('onCall.support names nobody'),
      expect.stringContaining('queues.lab: its only chat is on a platform without a token'),
    ]);
    expect(lines.at(-1)).toBe('0 problems, 2 warnings.');
  });
});

describe('deskhand doctor', () => {
  it('adds what the platforms say, and ends with 1 when one of them refuses', async () => {
    const findings: Finding[] = [
      { status: 'ok', message: 'Slack knows the bot as deskhand' },
      { status: 'problem', message: 'Telegram: the bot is no administrator of the group of queues.support' },
    ];
    const online = await doctor({}, { offline: false, askPlatforms: async () => findings });
    expect(online.exitCode).toBe(1);
    expect(online.lines).toContain(
      'PROBLEM  Telegram: the bot is no administrator of the group of queues.support',
    );
    expect(online.lines.at(-1)).toBe('1 problem, 0 warnings.');
  });

  it('asks no platform when the configuration is wrong', async () => {
    const { exitCode } = await doctor({ desk: {} }, { offline: false });
    expect(exitCode).toBe(78);
  });
});

function exampleOnly(path: string): string {
  return readFileOf({ [exampleConfigFile]: readFileSync(exampleConfigFile, 'utf8') })(path);
}
