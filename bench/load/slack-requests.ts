// Requests as Slack signs and sends them, over connections that are kept.
import { Agent, request } from 'node:http';
import { systemClock } from '../../src/adapters/clock.ts';
import { signatureHeaders } from '../../src/playground/slack/delivery/http-transport.ts';
import { signingSecret } from './desk-file.ts';

/** As many connections as are needed: an arrival never waits for one. */
const agent = new Agent({ keepAlive: true });

export interface FormSent {
  readonly triggerId: string;
  readonly userId: string;
  readonly team: string;
  /** Where the form was asked for. */
  readonly channel: string;
  readonly description: string;
  /** The command that the form completes, such as `new`. */
  readonly command: string;
}

/** The form of a new ticket as Slack sends it once somebody has filled it in. */
export const formSubmission = (form: FormSent): Record<string, unknown> => ({
  type: 'view_submission',
  team: { id: form.team, domain: 'bench' },
  user: {
    id: form.userId,
    username: form.userId.toLowerCase(),
    name: form.userId.toLowerCase(),
    team_id: form.team,
  },
  api_app_id: 'A0BENCH',
  token: 'verification-token',
  trigger_id: form.triggerId,
  enterprise: null,
  is_enterprise_install: false,
  view: {
    id: `V${form.triggerId}`,
    hash: '1795400000.bench',
    team_id: form.team,
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify({
      command: form.command,
      chat: form.channel,
      thread: null,
      visibleThread: null,
    }),
    blocks: [
      { type: 'input', block_id: 'severity' },
      { type: 'input', block_id: 'description' },
    ],
    state: {
      values: {
        severity: { value: { type: 'static_select', selected_option: { value: 'high' } } },
        description: { value: { type: 'plain_text_input', value: form.description } },
      },
    },
  },
});

/** Posts an interaction; resolves with the body when it is answered 200, else rejects. */
export function postInteraction(url: string, payload: object): Promise<string> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...signatureHeaders(body, signingSecret, systemClock.now()),
  };
  return post(url, body, headers);
}

/** Posts `body`; resolves with the answer's body when it is a 200, else rejects. */
export function post(url: string, body: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`answered ${response.statusCode}`));
        });
      },
    );
    sending.once('error', reject);
    sending.end(body);
  });
}
