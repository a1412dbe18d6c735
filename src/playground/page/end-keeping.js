// Lists that stay at their end while the reader is there: as they grow, as they come into view, as they shrink,
// as pictures come in.
const closePx = 60;

/** Keeps `list` at its end until the reader scrolls up; the returned function goes there at once. */
export function keepAtEnd(list) {
  let isAtEnd = true;
  let lastTop = 0;
  const goToEnd = () => {
    isAtEnd = true;
    list.scrollTop = list.scrollHeight;
  };
  const follow = () => isAtEnd && goToEnd();
  list.addEventListener('scroll', () => {
    // Out of view a list has no size, and says nothing about its reader.
    if (list.clientHeight === 0) return;
    // Only a reader goes up: a list that has grown since it was scrolled is still where it was.
    if (list.scrollHeight - list.scrollTop - list.clientHeight < closePx) isAtEnd = true;
    else if (list.scrollTop < lastTop) isAtEnd = false;
    lastTop = list.scrollTop;
  });
  new ResizeObserver(follow).observe(list);
  list.addEventListener('load', follow, true);
  new MutationObserver(follow).observe(list, { childList: true });
  return goToEnd;
}
