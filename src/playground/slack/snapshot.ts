// All of one person's screen as plain data, for a page that shows it.
import {
  type ShownMessage,
  type ShownView,
  shownEphemeral,
  shownMessage,
  shownView,
} from './people/shown.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface ShownChannel {
  readonly id: string;
  readonly kind: 'channel' | 'group' | 'im';
  readonly name: string;
  readonly isArchived: boolean;
  readonly isShared: boolean;
  readonly members: readonly string[];
  /** What everybody sees and what only this person sees, oldest first, replies among them. */
  readonly messages: readonly ShownMessage[];
}

export interface SlackSnapshot {
  readonly user: { readonly id: string; readonly name: string; readonly realName: string };
  readonly people: Readonly<
    Record<string, { readonly name: string; readonly realName: string; readonly isBot: boolean }>
  >;
  readonly channels: readonly ShownChannel[];
  readonly openView?: ShownView;
  readonly home?: ShownView;
}

/** What `userId` has in front of them. */
export function snapshotFor(workspace: Workspace, userId: string): SlackSnapshot {
  const { id, name, realName } = workspace.user(userId);
  const people = [...workspace.users.values()].map(
    (user) => [user.id, { name: user.name, realName: user.realName, isBot: user.isBot }] as const,
  );
  const top = workspace.modalStack(userId).at(-1);
  const home = workspace.homes.get(userId);
  return {
    user: { id, name, realName },
    people: Object.fromEntries(people),
    channels: [...workspace.channels.values()]
      .filter(({ members }) => members.has(userId))
      .map((channel) => ({
        id: channel.id,
        kind: channel.kind,
        name: channel.name,
        isArchived: channel.isArchived,
        isShared: channel.isShared,
        members: [...channel.members],
        messages: messagesFor(workspace, channel.id, userId),
      })),
    openView: top && shownView(top),
    home: home && shownView(home),
  };
}

function messagesFor(workspace: Workspace, channelId: string, userId: string): ShownMessage[] {
  const own = workspace.ephemerals
    .filter(({ channel, recipient }) => channel === channelId && recipient === userId)
    .map((ephemeral) => shownEphemeral(ephemeral, workspace.app.botUserId));
  return [...workspace.history(channelId).map(shownMessage), ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}
