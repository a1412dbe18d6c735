// Builds elements without ever parsing HTML: what people write reaches the page as text nodes only.

/**
 * Makes an element. Functions among the properties are listeners by event name, `class` and `data` are what they say,
 * true and false set and leave out an attribute; children are elements or texts, null ones are left out.
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name, value);
  else if (name === 'class') element.className = value;
  else if (name === 'data') Object.assign(element.dataset, value);
  else element.setAttribute(name, value === true ? '' : value);
}

const rendered = new WeakMap();

/**
 * Shows `items` in `container`, one element each: those whose data did not change keep their element, and so their
 * focus and their scroll.
 */
export function keyed(container, items, keyOf, render) {
  const before = rendered.get(container) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const print = JSON.stringify(item);
    const known = before.get(keyOf(item));
    after.set(
      keyOf(item),
      known?.print === print ? known : { print, node: replacement(known, render(item)) },
    );
  }
  const nodes = [...after.values()].map(({ node }) => node);
  for (const child of [...container.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
  rendered.set(container, after);
}

/** A keyboard that stood inside the old element goes on inside the new one. */
function replacement(known, node) {
  if (known?.node.contains(document.activeElement)) {
    queueMicrotask(() => node.querySelector('button, input')?.focus({ preventScroll: true }));
  }
  return node;
}
