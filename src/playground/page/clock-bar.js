// The desk's clock, and the buttons that jump it forward.
import { el } from './dom.js';
import { actButton } from './pressing.js';
import { jump } from './server.js';
import { dayOf, timeOf, zoneCity } from './when.js';

const jumps = [
  { to: '10m', label: '+10 min' },
  { to: '1h', label: '+1 h' },
  { to: 'reminder', label: 'Next reminder' },
  { to: 'morning', label: 'Next working morning' },
];

export function createClockBar() {
  const time = el('time', { class: 'clock-time' });
  const day = el('span', { class: 'clock-day' });
  let told = null;

  const tick = () => {
    if (told === null) return;
    const at = told.at + (performance.now() - told.hereAt);
    time.textContent = timeOf(at);
    time.dateTime = new Date(at).toISOString();
    day.textContent = `${dayOf(at)} · ${zoneCity()} time`;
  };
  setInterval(tick, 1000);

  return {
    element: el(
      'div',
      { class: 'clock', role: 'group', 'aria-label': "The desk's clock" },
      el('div', { class: 'clock-face' }, time, day),
      el(
        'div',
        { class: 'clock-jumps' },
        el('span', { class: 'quiet' }, 'Jump'),
        ...jumps.map(({ to, label }) => actButton({ class: 'jump' }, () => jump(to), label)),
      ),
    ),
    update(clock) {
      told = { at: clock.at, hereAt: performance.now() };
      tick();
    },
  };
}
