// What the desk's calls take of the pace that Slack allows.
import type { Budget, Cost, PlannedCall } from '../../app/ports.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import { render } from './render.ts';

/**
 * About one message a second in a channel, in short bursts too; a little slower, since calls do not all take equally
 * long. https://docs.slack.dev/apis/web-api/rate-limits
 */
const inChannel = (chat: string): Budget => ({ key: `slack:channel:${chat}`, calls: 5, withinMs: 5_100 });

/** Methods of the third tier: some fifty a minute each, in the whole workspace. */
const ofMethod = (method: string): Budget => ({
  key: `slack:${method}`,
  calls: 50,
  withinMs: MINUTE_MS + 500,
});

export function costsOf(chat: string, call: PlannedCall): readonly Cost[] {
  switch (call.kind) {
    case 'post':
      return [{ ...inChannel(chat), count: render(call.view).length }];
    case 'file':
      return [{ ...inChannel(chat), count: 1 }];
    case 'edit':
      return [{ ...ofMethod('chat.update'), count: 1 }];
    case 'mark':
      return [{ ...ofMethod('reactions.add'), count: 1 }];
  }
}
