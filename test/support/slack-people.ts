// People on Slack as end-to-end tests play them: in direct messages, channels, threads and modals.
import type { NewUser } from '../../src/playground/slack/people/administration.ts';
import type { Filled } from '../../src/playground/slack/people/modals.ts';
import type { Person } from '../../src/playground/slack/people/person.ts';
import type { ShownMessage, ShownView } from '../../src/playground/slack/people/shown.ts';
import type { Scene } from './scene.ts';
import { supportChannel } from './scene-config.ts';
import { type Seen, type Window, windowOn } from './seen.ts';

/** A channel, a thread or the direct messages, with one person in front of it. */
export interface SlackWindow extends Window {
  /** Writes there; `in` names a message of a channel or direct conversation whose thread is meant. */
  writes(text: string, options?: { readonly in?: Seen }): Promise<Seen>;
  /** Writes to the desk by name. */
  mentions(text: string): Promise<Seen>;
  presses(button: string): Promise<void>;
}

export interface SlackPerson {
  readonly id: string;
  readonly person: Person;
  /** The direct messages with the desk. */
  readonly direct: SlackWindow;
  /** What the desk shows to this person alone, wherever. */
  readonly privately: Window;
  channel(id: string): SlackWindow;
  /** The thread of a ticket's card in the agents' channel, the front line's by default, as soon as it is there. */
  thread(reference: string, channel?: string): Promise<SlackWindow>;
  threadOf(message: Seen, channel: string): SlackWindow;
  /** Runs `/ticket …` in a channel. */
  commands(line: string, channel?: string): Promise<void>;
  /** The form on the screen, as soon as one is there. */
  form(title: RegExp): Promise<ShownView>;
  /**
   * Fills in the form on the screen, by the fields' names or labels, and sends it; gives the texts under its fields
   * when it is refused. A box is ticked by `yes`, a file is `{ name, content }`. Throws PlayRefused `incomplete` where
   * the client holds the form back: a required field left empty, an address that is none.
   */
  submits(values: Filled): Promise<readonly string[]>;
}

const patience = { deadlineMs: 15_000 };

/** A person of the workspace, or of the organisation named as `team`. */
export function slackPerson(scene: Scene, user: NewUser): SlackPerson {
  return slackPersonWith(scene, scene.slack.addUser({ tz: 'Europe/Moscow', ...user }));
}

/** A member of the agents' channel, the front line's by default. */
export async function slackAgent(
  scene: Scene,
  user: NewUser,
  channel = supportChannel,
): Promise<SlackPerson> {
  const agent = slackPerson(scene, user);
  await scene.slack.invite(channel, agent.id);
  return agent;
}

export function slackPersonWith({ slack }: Scene, id: string): SlackPerson {
  const person = slack.as(id);
  const waitFor = <T>(probe: () => T | undefined | false | null, what: string): Promise<T> =>
    slack.waitFor(probe, { ...patience, what });
  const window = (
    look: () => readonly ShownMessage[],
    post: (text: string, threadTs?: string) => Promise<ShownMessage>,
  ): SlackWindow => ({
    ...windowOn(() => look().map((message) => seenOn(slack, message)), waitFor),
    async writes(text, options = {}) {
      return seenOn(slack, await post(text, options.in?.id));
    },
    async mentions(text) {
      return seenOn(slack, await post(`<@${slack.botUserId}> ${text}`));
    },
    async presses(button) {
      const holder = () => look().findLast(({ buttons }) => buttons.includes(button));
      await person.click(await waitFor(holder, `the button "${button}"`), button);
    },
  });
  const threadAt = (channel: string, threadTs: string): SlackWindow =>
    window(
      () => slack.messages(channel, { threadTs }),
      (text) => person.post(channel, text, { threadTs }),
    );
  return {
    id,
    person,
    direct: window(
      () => slack.directMessages(id),
      (text, threadTs) => person.dm(text, { threadTs }),
    ),
    privately: windowOn(() => slack.ephemerals(id).map((message) => seenOn(slack, message)), waitFor),
    channel: (channel) =>
      window(
        () => slack.messages(channel),
        (text, threadTs) => person.post(channel, text, { threadTs }),
      ),
    async thread(reference, channel = supportChannel) {
      const isCard = ({ content, threadTs, fromBot }: ShownMessage): boolean =>
        fromBot && threadTs === undefined && content.startsWith(`${reference} `);
      const isRoot = (message: ShownMessage): boolean =>
        isCard({ ...message, ...(message.threadTs === message.ts && { threadTs: undefined }) });
      const card = await waitFor(() => slack.messages(channel).find(isRoot), `the card of ${reference}`);
      return threadAt(channel, card.ts);
    },
    threadOf: (message, channel) => threadAt(channel, message.id),
    commands: (line, channel = supportChannel) => person.slash(channel, '/ticket', line),
    form: (title) => {
      const open = (): ShownView | false => {
        const view = slack.openView(id);
        return view !== undefined && title.test(view.title) && view;
      };
      return waitFor(open, `a form ${title}`);
    },
    async submits(values) {
      const view = await waitFor(() => slack.openView(id), 'a form');
      const outcome = await person.submit(view, values);
      return outcome.outcome === 'errors' ? Object.values(outcome.errors) : [];
    },
  };
}

/** Names by user and workspace: asking for a person's screen costs as much as all that is on it. */
const names = new WeakMap<Scene['slack'], Map<string, string>>();

function nameOn(slack: Scene['slack'], user: string): string {
  const known = names.get(slack) ?? new Map<string, string>();
  names.set(slack, known);
  const name = known.get(user) ?? slack.snapshot(user).user.realName;
  known.set(user, name);
  return name;
}

function seenOn(slack: Scene['slack'], message: ShownMessage): Seen {
  return {
    id: message.ts,
    isDesk: message.fromBot,
    by: nameOn(slack, message.user),
    text: message.content,
    buttons: message.buttons,
    reactions: message.reactions.map(({ name }) => name),
  };
}
