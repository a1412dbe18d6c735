// Reads a catalogue for the tests: the arguments and plurals of an ICU message, by the parser that formats it.

import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

export interface IcuArgument {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'select' | 'plural' | 'other';
  /** The branches of a select or plural, in order. */
  readonly branches: readonly string[];
}

/** Every argument of an ICU text, nested ones too. */
export function argumentsOf(text: string): IcuArgument[] {
  return parse(text, { ignoreTag: true }).flatMap(argumentsOfElement);
}

function argumentsOfElement(element: MessageFormatElement): IcuArgument[] {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return [];
    case TYPE.argument:
      return [{ name: element.value, kind: 'text', branches: [] }];
    case TYPE.number:
      return [{ name: element.value, kind: 'number', branches: [] }];
    case TYPE.select:
    case TYPE.plural: {
      const kind = element.type === TYPE.select ? 'select' : 'plural';
      const nested = Object.values(element.options).flatMap((option) =>
        option.value.flatMap(argumentsOfElement),
      );
      return [{ name: element.value, kind, branches: Object.keys(element.options) }, ...nested];
    }
    default:
      return [{ name: 'value' in element ? String(element.value) : '?', kind: 'other', branches: [] }];
  }
}

/** Parameters that any message formats with: its first branch for a select, `count` for a number. */
export function sampleParams(text: string, count: number): Record<string, string | number> {
  const sample = ({ name, kind, branches }: IcuArgument): [string, string | number] => {
    if (kind === 'text') return [name, `<${name}>`];
    return [name, kind === 'select' ? (branches[0] ?? 'other') : count];
  };
  return Object.fromEntries(argumentsOf(text).map(sample));
}
