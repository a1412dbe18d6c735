// What is to be seen in the workspace, asked by tests and pages.
import {
  type ShownMessage,
  type ShownView,
  shownEphemeral,
  shownMessage,
  shownView,
} from './people/shown.ts';
import { PlayRefused } from './refusals.ts';
import { type SlackSnapshot, snapshotFor } from './snapshot.ts';
import type { SlackFile } from './workspace/types.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface Screens {
  /** A channel's messages, oldest first: all of them, or with `threadTs` a thread from its first message on. */
  messages(channelId: string, options?: { readonly threadTs?: string }): ShownMessage[];
  /** The direct conversation of a person and the app, oldest first. */
  directMessages(userId: string): ShownMessage[];
  /** The id of the direct conversation of a person and the app, which is opened if there is none. */
  directChannel(userId: string): string;
  /** What only this person sees, in all channels. */
  ephemerals(userId: string): ShownMessage[];
  /** The modal on this person's screen. */
  openView(userId: string): ShownView | undefined;
  home(userId: string): ShownView | undefined;
  snapshot(userId: string): SlackSnapshot;
  /** The file with this id, for a page that shows it. */
  file(fileId: string): SlackFile | undefined;
}

/** The screens of everybody in a workspace. */
export function createScreens(workspace: Workspace): Screens {
  return {
    messages(channelId: string, { threadTs }: { readonly threadTs?: string } = {}): ShownMessage[] {
      if (!workspace.channels.has(channelId)) throw new PlayRefused('channel_not_found', channelId);
      return workspace
        .history(channelId)
        .filter(
          (message) => threadTs === undefined || message.ts === threadTs || message.threadTs === threadTs,
        )
        .map(shownMessage);
    },
    directMessages(userId: string): ShownMessage[] {
      const channel = workspace.directChannel(userId);
      return channel === undefined ? [] : workspace.history(channel.id).map(shownMessage);
    },
    directChannel: (userId) => workspace.openDirectChannel(workspace.user(userId).id).id,
    ephemerals: (userId: string): ShownMessage[] =>
      workspace.ephemerals
        .filter(({ recipient }) => recipient === userId)
        .map((ephemeral) => shownEphemeral(ephemeral, workspace.app.botUserId)),
    openView(userId: string): ShownView | undefined {
      const top = workspace.modalStack(userId).at(-1);
      return top && shownView(top);
    },
    home(userId: string): ShownView | undefined {
      const view = workspace.homes.get(userId);
      return view && shownView(view);
    },
    snapshot: (userId: string): SlackSnapshot => snapshotFor(workspace, userId),
    file: (fileId) => workspace.files.get(fileId),
  };
}
