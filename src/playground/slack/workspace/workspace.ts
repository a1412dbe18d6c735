// The state of one Slack workspace and the questions that API methods and people ask of it.
import type { Block } from '../blocks/blocks.ts';
import { SlackRefusal } from '../refusals.ts';
import type { Ids } from './ids.ts';
import { requireShowableFiles } from './image-files.ts';
import type {
  Ephemeral,
  SlackChannel,
  SlackFile,
  SlackMessage,
  SlackTeam,
  SlackUser,
  SlackView,
} from './types.ts';

export interface InstalledApp {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly scopes: ReadonlySet<string>;
}

export interface WorkspaceParts {
  readonly ids: Ids;
  readonly now: () => number;
  readonly team: SlackTeam;
  readonly app: InstalledApp;
  readonly changed: () => void;
  /** Hears of every message that was added. */
  readonly posted: (message: SlackMessage) => void;
}

type Drafted<T extends { ts: string }> = Omit<T, 'ts'>;

export class Workspace {
  readonly ids: Ids;
  readonly now: () => number;
  readonly team: SlackTeam;
  readonly app: InstalledApp;
  readonly teams = new Map<string, SlackTeam>();
  readonly users = new Map<string, SlackUser>();
  readonly channels = new Map<string, SlackChannel>();
  readonly files = new Map<string, SlackFile>();
  readonly homes = new Map<string, SlackView>();
  readonly messages = new Map<string, SlackMessage[]>();
  readonly modals = new Map<string, SlackView[]>();
  ephemerals: Ephemeral[] = [];
  /** Tells whoever watches that something visible has changed. */
  readonly changed: () => void;
  private readonly posted: (message: SlackMessage) => void;

  constructor(parts: WorkspaceParts) {
    this.ids = parts.ids;
    this.now = parts.now;
    this.team = parts.team;
    this.app = parts.app;
    this.changed = parts.changed;
    this.posted = parts.posted;
    this.teams.set(parts.team.id, parts.team);
  }

  user(id: string): SlackUser {
    const user = this.users.get(id);
    if (user === undefined) throw new SlackRefusal('user_not_found');
    return user;
  }

  isStranger(user: SlackUser): boolean {
    return user.teamId !== this.team.id;
  }

  /** The conversation as the app may know it: by id, `#name`, or, for a direct one, the person's id. */
  channelForApp(reference: string): SlackChannel {
    const channel = this.channels.get(reference) ?? this.publicChannelNamed(reference);
    if (channel === undefined || !this.isVisibleToApp(channel)) throw new SlackRefusal('channel_not_found');
    return channel;
  }

  private publicChannelNamed(reference: string): SlackChannel | undefined {
    if (!reference.startsWith('#')) return undefined;
    return [...this.channels.values()].find(
      ({ kind, name }) => kind === 'channel' && `#${name}` === reference,
    );
  }

  private isVisibleToApp(channel: SlackChannel): boolean {
    return channel.kind === 'channel' || channel.members.has(this.app.botUserId);
  }

  directChannel(userId: string): SlackChannel | undefined {
    return [...this.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(userId));
  }

  /** The direct conversation of the app and `userId`, opened if there is none. */
  openDirectChannel(userId: string): SlackChannel {
    const existing = this.directChannel(userId);
    if (existing !== undefined) return existing;
    const channel: SlackChannel = {
      id: this.ids.next('D'),
      kind: 'im',
      name: '',
      members: new Set([userId, this.app.botUserId]),
      isShared: false,
      createdAt: this.now(),
      isArchived: false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  history(channelId: string): SlackMessage[] {
    const known = this.messages.get(channelId);
    if (known !== undefined) return known;
    const fresh: SlackMessage[] = [];
    this.messages.set(channelId, fresh);
    return fresh;
  }

  message(channelId: string, ts: string): SlackMessage | undefined {
    return this.messages.get(channelId)?.find((message) => message.ts === ts);
  }

  replies(channelId: string, threadTs: string): SlackMessage[] {
    return this.history(channelId).filter(
      (message) => message.threadTs === threadTs && message.ts !== threadTs,
    );
  }

  addMessage(draft: Drafted<SlackMessage>): SlackMessage {
    const message = { ...draft, ts: this.ids.timestamp(draft.channel) };
    for (const file of message.files) file.channels.push(message.channel);
    this.history(message.channel).push(message);
    this.posted(message);
    this.changed();
    return message;
  }

  replaceMessage(message: SlackMessage, by: SlackMessage): void {
    const history = this.history(message.channel);
    history.splice(history.indexOf(message), 1, by);
    this.changed();
  }

  removeMessage(message: SlackMessage): void {
    const history = this.history(message.channel);
    history.splice(history.indexOf(message), 1);
    this.changed();
  }

  addEphemeral(draft: Drafted<Ephemeral>): Ephemeral {
    const ephemeral = { ...draft, ts: this.ids.timestamp(draft.channel) };
    this.ephemerals.push(ephemeral);
    this.changed();
    return ephemeral;
  }

  removeEphemeral(ephemeral: Ephemeral): void {
    this.ephemerals = this.ephemerals.filter((other) => other !== ephemeral);
    this.changed();
  }

  /** The modals that a person has open, the visible one last. */
  modalStack(userId: string): SlackView[] {
    return this.modals.get(userId) ?? [];
  }

  setModalStack(userId: string, stack: SlackView[]): void {
    this.modals.set(userId, stack);
    this.changed();
  }

  /**
   * Blocks as Slack stores them: those without a block_id or action_id get one. Throws `invalid_blocks` for those
   * that show a file which the app may not show.
   */
  named(blocks: readonly Block[]): Block[] {
    requireShowableFiles(this, blocks);
    return blocks.map((block) =>
      nameElements({ ...block, block_id: block.block_id ?? this.ids.unique('b') }, this.ids),
    );
  }
}

function nameElements(block: Block, ids: Ids): Block {
  const name = <T extends { action_id?: string | undefined }>(element: T): T => ({
    ...element,
    action_id: element.action_id ?? ids.unique('a'),
  });
  if (block.type === 'actions') return { ...block, elements: block.elements.map(name) };
  if (block.type === 'input') return { ...block, element: name(block.element) };
  if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image') {
    return { ...block, accessory: name(block.accessory) };
  }
  return block;
}
