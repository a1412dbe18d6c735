// What choosing elements have in common: where their options come from, and which are chosen at first.

export interface OptionSource {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}

/** The options as JSON; parsing has put their keys into one order. */
function offered(source: OptionSource): string[] {
  const flat = source.options ?? source.option_groups?.flatMap((group) => group.options) ?? [];
  return flat.map((option) => JSON.stringify(option));
}

export function exactlyOneSource(source: OptionSource): boolean {
  return (source.options === undefined) !== (source.option_groups === undefined);
}
export const ONE_SOURCE = 'must provide exactly one of options and option_groups';

export function initialIsOffered(element: OptionSource & { initial_option?: unknown }): boolean {
  return (
    element.initial_option === undefined || offered(element).includes(JSON.stringify(element.initial_option))
  );
}
export function initialsAreOffered(
  element: OptionSource & { initial_options?: readonly unknown[] | undefined },
) {
  const known = offered(element);
  return (element.initial_options ?? []).every((option) => known.includes(JSON.stringify(option)));
}
export const INITIAL = 'initial options must exactly match one of the options';
