// SVG as text: what is put into it is escaped, and texts are cut only where they do not fit.
import { expect, it } from 'vitest';
import { fitting, textLine, textWidth } from '../../src/messages/svg.ts';

const style = { x: 0, y: 0, size: 20, fill: '#000000' };

it('text cannot act as markup, and what XML cannot hold is left out', () => {
  expect(textLine('<b>&"\u0000\uD800 ок', style)).toContain('>&lt;b&gt;&amp;&quot; ок</text>');
});

it('a text that fits is whole, and one that does not ends in an ellipsis and fits then', () => {
  const text = 'overdue since Monday';
  expect(fitting(text, 20, textWidth(text, 20))).toBe(text);
  const cut = fitting(text, 20, 100);
  expect(cut).toMatch(/^overdue.*…$/);
  expect(textWidth(cut, 20)).toBeLessThanOrEqual(100);
});
