// Puts the page together and keeps it showing what the server tells.
import { createClockBar } from './clock-bar.js';
import { el } from './dom.js';
import { connect } from './server.js';
import { createModal } from './slack/modal.js';
import { createSlack } from './slack/workspace.js';
import { createSteps } from './steps.js';
import { createTabs } from './tabs.js';
import { createForum } from './telegram/forum.js';
import { createPhone } from './telegram/phone.js';
import { useTimezone } from './when.js';

const clock = createClockBar();
const steps = createSteps();
const phone = createPhone('ivan');
const clara = createSlack({
  person: () => 'clara',
  isNarrow: true,
  emptyWords: 'Clara’s channel with Acme. She mentions @Deskhand here when she needs help.',
});
const slack = createSlack({
  person: () => agent,
  isNarrow: false,
  emptyWords: 'Nothing here yet. A ticket appears in the channel of its queue.',
});
const forum = createForum({ person: () => agent });
const agentModal = createModal(() => agent);
const claraModal = createModal(() => 'clara');

const cast = el('div', { class: 'cast', role: 'group', 'aria-label': 'Whom you play' });
const customerTabs = createTabs('Customers', [
  { key: 'ivan', title: 'Иван', note: 'Telegram', panel: phone.element },
  { key: 'clara', title: 'Clara', note: 'Slack Connect', panel: clara.element },
]);
const deskTabs = createTabs(
  'Agents',
  [
    { key: 'slack', title: 'Agents', note: 'Slack', panel: slack.element },
    { key: 'forum', title: 'Agents', note: 'Telegram group', panel: forum.element },
  ],
  cast,
);

let agent = 'anna';
let disconnect = connect(agent, update);

function play(key) {
  agent = key;
  disconnect();
  disconnect = connect(agent, update);
}

function update(state) {
  useTimezone(state.clock.timezone);
  clock.update(state.clock);
  steps.update(state.done);
  phone.update(state.ivan);
  // People of another organisation have neither the app's shortcuts nor its slash commands.
  clara.update({ shortcuts: [], slack: state.clara.slack, home: state.clara.channelId });
  slack.update({ ...state, slack: state.desk.slack, home: state.desk.channelId });
  forum.update(state.desk);
  agentModal.update(state.desk.slack.openView);
  claraModal.update(state.clara.slack.openView);
  showCast(state);
  customerTabs.update({ ivan: countTelegram(state.ivan.telegram), clara: countSlack(state.clara.slack) });
  deskTabs.update({ slack: countSlack(state.desk.slack), forum: countTelegram(state.desk.telegram) });
}

function showCast(state) {
  const people = state.agents.map(({ key, name, part }) =>
    el(
      'button',
      { type: 'button', 'aria-pressed': String(key === state.agent), title: name, click: () => play(key) },
      name.split(' ')[0],
      part === null ? null : el('small', {}, part),
    ),
  );
  const focused = [...cast.querySelectorAll('button')].indexOf(document.activeElement);
  cast.replaceChildren(el('span', { class: 'quiet' }, 'You are'), ...people);
  people[focused]?.focus();
}

const countSlack = ({ channels }) =>
  channels.reduce(
    (total, { messages }) => total + messages.filter(({ isEphemeral }) => !isEphemeral).length,
    0,
  );
const countTelegram = ({ chats }) => chats.reduce((total, { messages }) => total + messages.length, 0);

document.getElementById('clock').append(clock.element);
document.getElementById('steps').append(steps.element);
document.getElementById('customer').append(customerTabs.element);
document.getElementById('desk').append(deskTabs.element);
