// Adds dates to a list of dates in a YAML text, takes dates out of it, and replaces some, each where it belongs.
import { isCollection, isMap, isNode, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Edit, indentAt, insertLines, lineStart, nextLine } from './text-edits.ts';
import { entryLine, listLines, type YamlEntry } from './yaml-lines.ts';

/** What becomes of a list: by date, what is to stand there, and which dates go. */
export interface ListChange {
  readonly put: ReadonlyMap<string, YamlEntry>;
  readonly drop: ReadonlySet<string>;
}

/** A list under its key, with the date of each item. */
export interface DateList {
  readonly key: string;
  readonly pair: Pair<Node, YAMLSeq<Node>>;
  readonly dates: readonly string[];
}

interface Item {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/** Where a node's text begins. */
export const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where a node's text ends: of a block collection, where its last value does, since its own range runs on. */
export function endOf(node: Node): number {
  if (!isCollection(node) || node.flow === true) return node.range?.[1] ?? 0;
  const last: unknown = isMap(node) ? (lastValue(node) ?? undefined) : node.items.at(-1);
  return isNode(last) ? endOf(last) : (node.range?.[1] ?? 0);
}

function lastValue(map: YAMLMap): unknown {
  const pair = map.items.at(-1);
  return pair?.value ?? pair?.key;
}

/** The edits that bring a list to `change`; none when nothing changes. */
export function listEdits(text: string, { key, pair, dates }: DateList, change: ListChange): Edit[] {
  if (change.put.size === 0 && change.drop.size === 0) return [];
  const items = pair.value?.items.map((node, index): Item => {
    return { date: dates[index] ?? '', from: startOf(node), to: endOf(node) };
  });
  const kept = items?.filter(({ date }) => !change.drop.has(date)) ?? [];
  if (items === undefined || kept.length === 0) return [rewritten(text, key, pair, change)];
  const style = pair.value?.flow === true ? flowStyle(items) : blockStyle(text);
  const replaced = kept.flatMap(({ date, from, to }): Edit[] => {
    const entry = change.put.get(date);
    return entry === undefined ? [] : [{ from, to, text: entry.value }];
  });
  const added = [...change.put].filter(([date]) => !kept.some((item) => item.date === date));
  return [
    ...items.filter((item) => !kept.includes(item)).map(style.drop),
    ...replaced,
    ...added.map(([date, entry]) => {
      const before = kept.findLast((item) => item.date < date);
      return before === undefined ? style.putFirst(kept[0]!, entry) : style.putAfter(before, entry);
    }),
  ];
}

interface ListStyle {
  drop(item: Item): Edit;
  putAfter(item: Item, entry: YamlEntry): Edit;
  putFirst(first: Item, entry: YamlEntry): Edit;
}

/** An item a line; what is said above an item stays above it. */
function blockStyle(text: string): ListStyle {
  const lineOf = (item: Item, entry: YamlEntry, offset: number): Edit =>
    insertLines(text, offset, indentAt(text, item.from), [entryLine(entry)]);
  return {
    drop: ({ from, to }) => ({ from: lineStart(text, from), to: nextLine(text, to), text: '' }),
    putAfter: (item, entry) => lineOf(item, entry, nextLine(text, item.to)),
    putFirst: (item, entry) => lineOf(item, entry, lineStart(text, item.from)),
  };
}

/** In brackets, where a remark would cut off the rest of the line. */
function flowStyle(items: readonly Item[]): ListStyle {
  return {
    drop(item) {
      const index = items.indexOf(item);
      const next = items[index + 1];
      if (next !== undefined) return { from: item.from, to: next.from, text: '' };
      return { from: items[index - 1]?.to ?? item.from, to: item.to, text: '' };
    },
    putAfter: ({ to }, { value }) => ({ from: to, to, text: `, ${value}` }),
    putFirst: ({ from }, { value }) => ({ from, to: from, text: `${value}, ` }),
  };
}

/** A list of which nothing stays is written anew, or goes with its key; a remark behind its brackets stays. */
function rewritten(text: string, key: string, pair: DateList['pair'], { put }: ListChange): Edit {
  const from = lineStart(text, startOf(pair.key));
  const valueEnd = pair.value === null ? startOf(pair.key) : endOf(pair.value);
  const to = nextLine(text, valueEnd);
  const remark = pair.value?.flow === true ? text.slice(valueEnd, to).trimEnd() : '';
  const [head, ...entries] = listLines(key, [...put.values()]);
  const lines = head === undefined ? [] : [`${head}${remark}`, ...entries];
  return { from, to, text: insertLines(text, from, indentAt(text, from), lines).text };
}
