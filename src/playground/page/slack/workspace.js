// One person's Slack client: channels at the side, the open one, and a thread beside it.
import { el } from '../dom.js';
import { createConversation } from './conversation.js';

/** `person()` is who acts. A narrow client shows one channel, and the thread over it. */
export function createSlack({ person, isNarrow, emptyWords }) {
  let state = null;
  let channelId = null;
  let threadTs = null;
  /** Channels where the page has opened a thread by itself, so that it does so once. */
  const offered = new Set();

  const channelList = el('nav', { class: 'slack-channels', 'aria-label': 'Channels' });
  const channel = createConversation({ person, openThread: (ts) => open(ts), emptyWords });
  const thread = createConversation({ person, openThread: null });
  const threadPane = el('aside', { class: 'slack-thread', 'aria-label': 'Thread' }, thread.element);
  const element = el(
    'div',
    { class: isNarrow ? 'slack narrow' : 'slack' },
    isNarrow ? null : channelList,
    channel.element,
    threadPane,
  );

  function open(ts) {
    threadTs = ts;
    show();
    if (ts !== null) threadPane.querySelector('textarea').focus();
  }

  /** What was chosen, or where this person is at home: not everybody is in every channel. */
  function currentOf({ slack: { channels }, home }) {
    const byId = (wanted) => channels.find(({ id }) => id === wanted);
    return byId(channelId) ?? byId(home) ?? channels[0];
  }

  function choose(id) {
    channelId = id;
    threadTs = null;
    show();
  }

  function show() {
    const { slack } = state;
    const current = currentOf(state);
    if (current === undefined) return;
    showChannels(current.id);
    const common = commonOf(slack, state);
    channel.update({ ...common, ...channelView(current, !isNarrow) });
    const root = current.messages.find(({ ts, isEphemeral }) => ts === threadTs && !isEphemeral);
    threadPane.hidden = root === undefined;
    element.classList.toggle('with-thread', root !== undefined);
    if (root !== undefined) thread.update({ ...common, ...threadView(current, root) });
  }

  function threadView(current, root) {
    const close = el(
      'button',
      { type: 'button', class: 'plain', 'aria-label': 'Close the thread', click: () => open(null) },
      isNarrow ? '‹ Back' : '✕',
    );
    return {
      key: `${current.id} ${root.ts}`,
      title: 'Thread',
      end: [close],
      label: 'Reply in the thread…',
      channelId: current.id,
      threadTs: root.ts,
      messages: current.messages.filter((message) => message === root || isReply(message, root.ts)),
      replies: new Map(),
    };
  }

  function showChannels(currentId) {
    const buttons = state.slack.channels.map(({ id, kind, name }) =>
      el(
        'button',
        { type: 'button', 'aria-current': id === currentId ? 'page' : null, click: () => choose(id) },
        kind === 'im' ? '◆ Deskhand' : `# ${name}`,
      ),
    );
    channelList.replaceChildren(el('div', { class: 'workspace-name' }, 'Acme'), ...buttons);
  }

  /** The first thread that comes up in a channel is opened, so that nobody has to look for it. */
  function offerThread(current) {
    const latest = current?.messages.findLast(({ threadTs: of, isEphemeral }) => of && !isEphemeral);
    const root = latest?.threadTs;
    if (root === undefined || offered.has(current.id)) return;
    offered.add(current.id);
    if (!current.messages.some(({ ts }) => ts === threadTs)) threadTs = root;
  }

  return {
    element,
    update(next) {
      state = next;
      if (!isNarrow) offerThread(currentOf(next));
      show();
    },
  };
}

const isReply = (message, rootTs) => message.threadTs === rootTs && message.ts !== rootTs;

const commonOf = (slack, { shortcuts }) => ({
  people: slack.people,
  ownId: slack.user.id,
  shortcuts,
  names: {
    user: (id) => slack.people[id]?.realName ?? id,
    channel: (id) => slack.channels.find((channel) => channel.id === id)?.name ?? id,
  },
});

function channelView(current, hasCommands) {
  const name = current.kind === 'im' ? 'Deskhand' : `# ${current.name}`;
  const replies = new Map();
  for (const { ts, threadTs, isEphemeral } of current.messages) {
    if (threadTs && threadTs !== ts && !isEphemeral) replies.set(threadTs, (replies.get(threadTs) ?? 0) + 1);
  }
  return {
    key: current.id,
    title: name,
    end: [el('span', { class: 'quiet' }, `${current.members.length} members`)],
    label: hasCommands ? `Message ${name}, or /ticket …` : `Message ${name}`,
    channelId: current.id,
    threadTs: null,
    messages: current.messages.filter(({ ts, threadTs }) => !threadTs || threadTs === ts),
    replies,
  };
}
