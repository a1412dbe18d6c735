// Plays what the page asks of people in Slack.
import type { SlackEmulator } from '../slack/emulator.ts';
import type { Person } from '../slack/people/person.ts';
import type { ShownMessage, ShownView } from '../slack/people/shown.ts';
import { PlayRefused } from '../slack/refusals.ts';
import type { SlackAct } from './acts.ts';
import type { Cast } from './cast.ts';
import type { Uploads } from './uploads.ts';

/** Does the act; resolves when the desk was told. Throws what the client would show. */
export async function playSlack(
  slack: SlackEmulator,
  cast: Cast,
  uploads: Uploads,
  act: SlackAct,
): Promise<void> {
  const userId = slackIdOf(cast, act.as);
  const person = slack.as(userId);
  switch (act.act) {
    case 'slack.write':
      return write(slack, person, uploads, act);
    case 'slack.press':
      return person.click(placeOf(slack, userId, act.place), act.control);
    case 'slack.choose':
      return person.choose(placeOf(slack, userId, act.place), act.control, act.choice);
    case 'slack.submit':
      await person.submit({ id: act.viewId }, { ...act.values, ...filesOf(uploads, act) });
      return;
    case 'slack.dismiss':
      return person.close({ id: act.viewId });
    case 'slack.react':
      return act.isAdded ? person.react(act.message, act.emoji) : person.unreact(act.message, act.emoji);
    case 'slack.shortcut':
      return act.message === undefined
        ? person.shortcut(act.callbackId)
        : person.messageShortcut(act.callbackId, act.message);
    default:
      return act satisfies never;
  }
}

export function slackIdOf(cast: Cast, person: SlackAct['as']): string {
  return person === 'clara' ? cast.clara.slackId : cast.agents[person].slackId;
}

const filesOf = (uploads: Uploads, { files = {} }: Extract<SlackAct, { act: 'slack.submit' }>) =>
  Object.fromEntries(Object.entries(files).map(([field, ids]) => [field, uploads.take(ids)]));

type Write = Extract<SlackAct, { act: 'slack.write' }>;

/** As in Slack's client: what begins with a slash is a command, everything else a message. */
async function write(
  slack: SlackEmulator,
  person: Person,
  uploads: Uploads,
  { channel, text, threadTs, uploads: ids = [] }: Write,
): Promise<void> {
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim());
  const thread = threadTs === undefined ? {} : { threadTs };
  if (command === null) {
    const files = uploads.take(ids);
    await person.post(channel, withMentions(slack, person.id, text), { ...thread, files });
    return;
  }
  if (ids.length > 0) throw new PlayRefused('no_files', 'a slash command carries no files');
  await person.slash(channel, command[1] ?? '', command[2] ?? '', thread);
}

/** Picks who is meant by `@name` from the list of suggestions, which asks for no capitals. */
function withMentions(slack: SlackEmulator, userId: string, text: string): string {
  const { people } = slack.snapshot(userId);
  const ids = new Map(Object.entries(people).map(([id, { name }]) => [name.toLowerCase(), id]));
  return text.replaceAll(/(?<![\w@])@([\w.-]*\w)/g, (typed, name: string) => {
    const id = ids.get(name.toLowerCase());
    return id === undefined ? typed : `<@${id}>`;
  });
}

type Place = Extract<SlackAct, { act: 'slack.press' }>['place'];

function placeOf(slack: SlackEmulator, userId: string, place: Place): ShownMessage | ShownView {
  const { channels, openView } = slack.snapshot(userId);
  const found =
    'viewId' in place
      ? openView?.id === place.viewId
        ? openView
        : undefined
      : channels
          .find(({ id }) => id === place.channel)
          ?.messages.find(({ ts, isEphemeral }) => ts === place.ts && isEphemeral === place.isEphemeral);
  if (found === undefined) throw new PlayRefused('gone', 'this is no longer on the screen');
  return found;
}
