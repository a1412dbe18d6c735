// Receiving updates: long polling and the webhook's settings.
import { z } from 'zod';
import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { boolean, integer, json, string } from '../params.ts';

const WEBHOOK_PORTS: readonly string[] = ['', '443', '80', '88', '8443'];
const DEFAULT_CONNECTIONS = 40;

const allowedUpdates = json('allowed updates', z.array(z.string())).optional();

function checkUrl(text: string, allowInsecure: boolean): void {
  if (!URL.canParse(text)) throw badRequest('invalid webhook URL specified');
  const url = new URL(text);
  if (allowInsecure) return;
  if (url.protocol !== 'https:') {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (!WEBHOOK_PORTS.includes(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
}

function checkSecret(secret: string | undefined): void {
  if ((secret ?? '').length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret ?? '')) throw badRequest('secret token contains unallowed characters');
}

export const receivingMethods = {
  getUpdates: method(
    {
      offset: integer.optional(),
      limit: integer.optional(),
      timeout: integer.optional(),
      allowed_updates: allowedUpdates,
    },
    async (params, { receiving, updates }, { hungUp }) => {
      receiving.requireNoWebhook();
      updates.allow(params.allowed_updates);
      const limit = Math.min(Math.max(params.limit ?? 100, 1), 100);
      const request = { offset: params.offset ?? 0, limit, timeout: params.timeout ?? 0 };
      return await receiving.poll(request, hungUp);
    },
  ),

  setWebhook: method(
    {
      url: string,
      ip_address: string.optional(),
      max_connections: integer.pipe(z.int().min(1).max(100)).optional(),
      allowed_updates: allowedUpdates,
      drop_pending_updates: boolean.optional(),
      secret_token: string.optional(),
    },
    (params, { receiving, updates, allowInsecureWebhook }) => {
      if (params.url !== '') checkUrl(params.url, allowInsecureWebhook);
      checkSecret(params.secret_token);
      if (params.drop_pending_updates === true) updates.clear();
      updates.allow(params.allowed_updates);
      if (params.url === '') receiving.removeWebhook();
      else {
        const maxConnections = params.max_connections ?? DEFAULT_CONNECTIONS;
        receiving.setWebhook({ url: params.url, secretToken: params.secret_token, maxConnections });
      }
      return true;
    },
  ),

  deleteWebhook: method({ drop_pending_updates: boolean.optional() }, (params, { receiving, updates }) => {
    if (params.drop_pending_updates === true) updates.clear();
    receiving.removeWebhook();
    return true;
  }),

  getWebhookInfo: method({}, (_, { receiving }) => receiving.webhookInfo()),
};
