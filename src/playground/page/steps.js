// What to try, ticked off as it happens.
import { el } from './dom.js';

const steps = [
  {
    key: 'open',
    title: 'Open a ticket',
    hint: 'As Иван: press Start, write “Сервер упал”, and choose how critical it is. His contract has priority incidents to use, or not.',
  },
  { key: 'claim', title: 'Claim it', hint: 'As Anna: press Claim on the card in #support.' },
  {
    key: 'race',
    title: 'Lose the race',
    hint: 'Switch to Boris and write “@Deskhand claim” in the thread: he is told, alone, who was first.',
  },
  {
    key: 'note',
    title: 'Write a note',
    hint: 'Write in the thread: a plain message stays among the agents. Иван sees nothing of it.',
  },
  {
    key: 'call',
    title: 'Phone at night',
    hint: 'Jump +1 h: the desk is closed. As Anna write “@Deskhand call +7 916 123-45-67 Иван” in the thread: Boris is paged in his direct messages. Acknowledge as him.',
  },
  {
    key: 'remind',
    title: 'Nearly breach',
    hint: 'Jump the clock to the next reminder, once or more, and watch who hears of it.',
  },
  {
    key: 'answer',
    title: 'Answer',
    hint: 'Press Reply on the card: the answer reaches Иван, and the clock stops.',
  },
  { key: 'resolve', title: 'Resolve', hint: 'Press Resolve on the card, with or without a last word.' },
  {
    key: 'stage',
    title: 'Change signatures',
    hint: 'As Иван: /new signature-change, with databases 14.2 (older ones are refused). As Vera, in #virus-lab: press Stage on the card.',
  },
];

export function createSteps() {
  let asked = null;
  let done = [];
  const hint = el('p', { class: 'hint', 'aria-live': 'polite' });
  const chips = steps.map(({ key, title }, index) =>
    el(
      'button',
      { type: 'button', class: 'step', click: () => ask(key) },
      el('span', { class: 'tick', 'aria-hidden': 'true' }, String(index + 1)),
      title,
    ),
  );

  function ask(key) {
    asked = key;
    show();
  }

  function show() {
    const next = steps.find(({ key }) => !done.includes(key));
    const current = steps.find(({ key }) => key === asked) ?? next;
    steps.forEach(({ key }, index) => {
      const isDone = done.includes(key);
      chips[index].classList.toggle('done', isDone);
      chips[index].querySelector('.tick').textContent = isDone ? '✓' : String(index + 1);
      if (key === current?.key) chips[index].setAttribute('aria-current', 'step');
      else chips[index].removeAttribute('aria-current');
      chips[index].setAttribute('aria-label', isDone ? `${steps[index].title}, done` : steps[index].title);
    });
    hint.textContent =
      current?.hint ??
      'More to try: as a customer /quota, /contract, /statement; in the thread “@Deskhand severity high”, “promise 2h”. Or write “@Deskhand …” as Clara, and answer in the Telegram group.';
  }

  return {
    element: el('div', { class: 'steps' }, el('div', { class: 'chips' }, ...chips), hint),
    update(nowDone) {
      if (nowDone.length !== done.length) asked = null;
      done = nowDone;
      show();
    },
  };
}
