// The lead as end-to-end tests play her: on Slack, in the agents' channel or in one with customers.
import type { Scene } from './scene.ts';
import { slackLeadId, supportChannel } from './scene-config.ts';
import { type SlackPerson, slackPersonWith } from './slack-people.ts';

export interface Lead extends SlackPerson {
  /** Runs the command and gives the answer that matches, which only she sees. */
  does(line: string, answer: RegExp, channel?: string): Promise<string>;
  /** The code of a new invitation. */
  invites(key: string, uses?: number, channel?: string): Promise<string>;
  /** Presses a button that only she sees. */
  pressesPrivately(button: string): Promise<void>;
}

export function leadOf(scene: Scene): Lead {
  const lead = slackPersonWith(scene, slackLeadId);
  const does: Lead['does'] = async (line, answer, channel = supportChannel) => {
    await lead.commands(line, channel);
    return (await lead.privately.reads(answer)).text;
  };
  return {
    ...lead,
    does,
    async invites(key, uses = 1, channel = supportChannel) {
      const text = await does(`invite ${key} ${uses}`, /An invitation to/, channel);
      const code = /join ([\w-]{22})/.exec(text)?.[1];
      if (code === undefined) throw new Error(`no code in ${text}`);
      return code;
    },
    async pressesPrivately(button) {
      const holder = () =>
        scene.slack.ephemerals(lead.id).findLast(({ buttons }) => buttons.includes(button));
      const message = await scene.slack.waitFor(holder, { deadlineMs: 15_000, what: `“${button}”` });
      await lead.person.click(message, button);
    },
  };
}
