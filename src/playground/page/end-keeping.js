// Lists that stay at their end while the reader is there: as they grow, as they come into view, as they shrink,
// as pictures come in.
const closePx = 60;

/** Keeps `list` at its end until the reader scrolls up; the returned function goes there at once. */
export function keepAtEnd(list) {
  let isAtEnd = true;
  const goToEnd = () => {
    isAtEnd = true;
    list.scrollTop = list.scrollHeight;
  };
  const follow = () => isAtEnd && goToEnd();
  list.addEventListener('scroll', () => {
    // Out of view a list has no size, and says nothing about its reader.
    if (list.clientHeight > 0) isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < closePx;
  });
  new ResizeObserver(follow).observe(list);
  list.addEventListener('load', follow, true);
  new MutationObserver(follow).observe(list, { childList: true });
  return goToEnd;
}
