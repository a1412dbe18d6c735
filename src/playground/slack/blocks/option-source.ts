// What choosing elements have in common: where their options come from, and which are chosen at first.

export interface OptionSource {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}

function offered(source: OptionSource): string[] {
  const flat = source.options ?? source.option_groups?.flatMap((group) => group.options) ?? [];
  return flat.map(canonical);
}

/** The same text for the same option, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join()}}`;
}

export function exactlyOneSource(source: OptionSource): boolean {
  return (source.options === undefined) !== (source.option_groups === undefined);
}
export const ONE_SOURCE = 'must provide exactly one of options and option_groups';

export function initialIsOffered(element: OptionSource & { initial_option?: unknown }): boolean {
  return element.initial_option === undefined || offered(element).includes(canonical(element.initial_option));
}
export function initialsAreOffered(
  element: OptionSource & { initial_options?: readonly unknown[] | undefined },
) {
  const known = offered(element);
  return (element.initial_options ?? []).every((option) => known.includes(canonical(option)));
}
export const INITIAL = 'initial options must exactly match one of the options';
