// Environment variables: defaults, forms, and which need each other.

import { describe, expect, it } from 'vitest';
import { parseEnvironment, type RawEnvironment } from '../../src/config/environment.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: '0123456789abcdef' };
const telegram = { TELEGRAM_BOT_TOKEN: '123456:AAE-x_y' };

function settings(env: RawEnvironment) {
  const parsed = parseEnvironment(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function problems(env: RawEnvironment): string[] {
  const parsed = parseEnvironment(env);
  return parsed.ok ? [] : parsed.error.map(({ name }) => name).toSorted();
}

describe('parseEnvironment', () => {
  it('needs nothing: without tokens there are neither platforms nor a database server', () => {
    expect(settings({})).toEqual({
      slack: null,
      telegram: null,
      databaseUrl: null,
      dataDirectory: './data',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      trafficLog: null,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(
      settings({ SLACK_BOT_TOKEN: '', PORT: '', DATABASE_URL: '', TELEGRAM_WEBHOOK_SECRET: '' }),
    ).toEqual(settings({}));
  });

  it('reads every setting of the server and its storage', () => {
    const env = {
      DATABASE_URL: 'postgresql://desk@db.example/desk',
      DESKHAND_DATA: '/var/lib/desk',
      DESKHAND_TRAFFIC_LOG: 'traffic.jsonl',
      HOST: '0.0.0.0',
      PORT: '0',
      LOG_LEVEL: 'debug',
    };
    expect(settings(env)).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      dataDirectory: '/var/lib/desk',
      trafficLog: 'traffic.jsonl',
      host: '0.0.0.0',
      port: 0,
      logLevel: 'debug',
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PORT', '8.5'],
    ['HOST', 'two words'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://db/desk'],
    ['DATABASE_URL', 'db.example'],
    ['SLACK_API_URL', 'slack.com'],
    ['TELEGRAM_API_ROOT', 'ftp://api.telegram.org'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(problems({ [name]: value })).toEqual([name]);
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxp-1-2'],
    ['SLACK_APP_TOKEN', 'xoxb-1-2'],
    ['SLACK_SIGNING_SECRET', 'two words'],
    ['TELEGRAM_BOT_TOKEN', 'AAE-without-digits'],
    ['TELEGRAM_WEBHOOK_SECRET', 'white space'],
    ['TELEGRAM_WEBHOOK_SECRET', 'x'.repeat(257)],
  ])('refuses a wrong %s without repeating it', (name, value) => {
    const parsed = parseEnvironment({ ...slack, ...telegram, [name]: value });
    expect(parsed).toMatchObject({ ok: false, error: [{ where: 'environment', name }] });
    expect(JSON.stringify(parsed)).not.toContain(value);
  });

  it('reports every wrong variable at once', () => {
    const env = { PORT: 'x', LOG_LEVEL: 'x', SLACK_BOT_TOKEN: 'x', TELEGRAM_WEBHOOK_URL: 'http://x' };
    expect(problems(env)).toEqual(
      [
        'LOG_LEVEL',
        'PORT',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'TELEGRAM_BOT_TOKEN',
        'TELEGRAM_WEBHOOK_URL',
      ].toSorted(),
    );
  });
});

describe('the settings of Slack', () => {
  it('are signed HTTP requests with a signing secret', () => {
    expect(settings(slack).slack).toEqual({
      botToken: slack.SLACK_BOT_TOKEN,
      apiUrl: 'https://slack.com/api/',
      inbound: { mode: 'http', signingSecret: slack.SLACK_SIGNING_SECRET },
    });
  });

  it('are Socket Mode with an app token, which needs no signing secret', () => {
    const env = { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1-A-2' };
    expect(settings(env).slack?.inbound).toEqual({ mode: 'socket', appToken: 'xapp-1-A-2' });
    expect(settings({ ...slack, ...env }).slack?.inbound.mode).toBe('socket');
  });

  it('end the address of the API in one slash', () => {
    for (const url of ['http://127.0.0.1:9/api', 'http://127.0.0.1:9/api/', 'http://127.0.0.1:9/api//']) {
      expect(settings({ ...slack, SLACK_API_URL: url }).slack?.apiUrl).toBe('http://127.0.0.1:9/api/');
    }
  });

  it('are a problem when half is missing', () => {
    expect(problems({ SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN })).toEqual(['SLACK_SIGNING_SECRET']);
    expect(problems({ SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET })).toEqual(['SLACK_BOT_TOKEN']);
    expect(problems({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['SLACK_BOT_TOKEN']);
  });
});

describe('the settings of Telegram', () => {
  const webhook = { ...telegram, TELEGRAM_WEBHOOK_URL: 'https://desk.example/telegram/webhook' };

  it('are long polling without a webhook address', () => {
    expect(settings(telegram).telegram).toEqual({
      botToken: telegram.TELEGRAM_BOT_TOKEN,
      apiRoot: 'https://api.telegram.org',
      inbound: { mode: 'polling' },
    });
  });

  it('are a webhook with the secret given', () => {
    expect(settings({ ...webhook, TELEGRAM_WEBHOOK_SECRET: 'a_B-9' }).telegram?.inbound).toEqual({
      mode: 'webhook',
      url: webhook.TELEGRAM_WEBHOOK_URL,
      secret: 'a_B-9',
    });
  });

  it('never leave a webhook without a secret: all replicas of one bot make up the same, and no other bot does', () => {
    const secretOf = (env: RawEnvironment) => {
      const inbound = settings(env).telegram?.inbound;
      return inbound?.mode === 'webhook' ? inbound.secret : null;
    };
    expect(secretOf(webhook)).toMatch(/^[A-Za-z0-9_-]{32,256}$/);
    expect(secretOf(webhook)).toBe(secretOf({ ...webhook }));
    expect(secretOf(webhook)).not.toBe(secretOf({ ...webhook, TELEGRAM_BOT_TOKEN: '99:other' }));
  });

  it('add the path that the desk serves to an address that has none', () => {
    const inbound = settings({ ...telegram, TELEGRAM_WEBHOOK_URL: 'https://desk.example' }).telegram?.inbound;
    expect(inbound).toMatchObject({ url: 'https://desk.example/telegram/webhook' });
    const proxied = settings({ ...telegram, TELEGRAM_WEBHOOK_URL: 'https://desk.example/behind/a/proxy' });
    expect(proxied.telegram?.inbound).toMatchObject({ url: 'https://desk.example/behind/a/proxy' });
  });

  it('want https for the webhook, unless the Bot API server is one of their own', () => {
    const plain = { ...telegram, TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1:3000/telegram/webhook' };
    expect(problems(plain)).toEqual(['TELEGRAM_WEBHOOK_URL']);
    expect(problems({ ...plain, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' })).toEqual([]);
  });

  it('are a problem when the token is missing', () => {
    expect(problems({ TELEGRAM_WEBHOOK_URL: 'https://desk.example' })).toEqual(['TELEGRAM_BOT_TOKEN']);
    expect(problems({ TELEGRAM_WEBHOOK_SECRET: 'abc' })).toEqual(['TELEGRAM_BOT_TOKEN']);
  });
});
