// Tabs as WAI-ARIA describes them, with a dot on those where something new waits.
import { el } from './dom.js';

/** `tabs` are `{key, title, note, panel}`; the panels lie in the returned element. */
export function createTabs(label, tabs, end = null) {
  const seen = new Map();
  const latest = new Map();
  let chosen = tabs[0].key;
  const buttons = tabs.map(({ key, title, note }) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${key}`,
        'aria-controls': `panel-${key}`,
        click: () => choose(key),
      },
      el('strong', {}, title),
      el('small', {}, note),
      el('span', { class: 'dot' }),
    ),
  );
  const panels = tabs.map(({ key, panel }) =>
    el(
      'div',
      { role: 'tabpanel', id: `panel-${key}`, 'aria-labelledby': `tab-${key}`, class: 'panel' },
      panel,
    ),
  );
  const list = el('div', { role: 'tablist', 'aria-label': label, keydown: byArrows }, ...buttons);

  function choose(key) {
    chosen = key;
    show();
  }

  function byArrows({ key }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const index = tabs.findIndex((tab) => tab.key === chosen);
    choose(tabs[(index + step + tabs.length) % tabs.length].key);
    buttons.find((button) => button.id === `tab-${chosen}`).focus();
  }

  function show() {
    seen.set(chosen, latest.get(chosen));
    tabs.forEach(({ key }, index) => {
      const isChosen = key === chosen;
      buttons[index].setAttribute('aria-selected', String(isChosen));
      buttons[index].tabIndex = isChosen ? 0 : -1;
      buttons[index].classList.toggle('fresh', latest.get(key) !== seen.get(key));
      panels[index].hidden = !isChosen;
    });
  }

  return {
    element: el('div', { class: 'tabbed' }, el('div', { class: 'tab-row' }, list, end), ...panels),
    /** `counts` say by tab how much there is; more than was seen puts a dot on it. */
    update(counts) {
      for (const [key, count] of Object.entries(counts)) {
        if (!seen.has(key)) seen.set(key, count);
        latest.set(key, count);
      }
      show();
    },
  };
}
