// The grammar: `verb [REF] [text]`.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine, takeReference } from '../../src/commands/parse.ts';

describe('parseLine', () => {
  it.each([
    ['claim', 'claim', ''],
    ['  Claim   ACME-118 ', 'claim', 'ACME-118'],
    ['reply ACME-118 Two  words\nand a line', 'reply', 'ACME-118 Two  words\nand a line'],
    ['reply\nLooking', 'reply', 'Looking'],
    ['', '', ''],
    ['   ', '', ''],
  ])('splits %j into %j and %j', (line, verb, rest) => {
    expect(parseLine(line)).toEqual({ verb, rest });
  });

  it('loses nothing of what was typed', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const { verb, rest } = parseLine(line);
        const trimmed = line.trim();
        expect(trimmed.toLowerCase().startsWith(verb)).toBe(true);
        expect(trimmed.endsWith(rest)).toBe(true);
      }),
    );
  });
});

describe('takeReference', () => {
  it.each([
    ['ACME-118', 'ACME-118', ''],
    ['acme-118 thanks', 'ACME-118', 'thanks'],
    ['#118 thanks', 'ACME-118', 'thanks'],
    ['ACME-0118', 'ACME-118', ''],
    ['OTHER-7\nline', 'OTHER-7', 'line'],
    ['thanks ACME-118', null, 'thanks ACME-118'],
    ['ACME-118, thanks', null, 'ACME-118, thanks'],
    ['ACME-118x', null, 'ACME-118x'],
    ['118', null, '118'],
    ['#', null, '#'],
    ['', null, ''],
  ])('finds in %j the reference %j and the text %j', (text, reference, rest) => {
    expect(takeReference(text, 'ACME')).toEqual({ reference, rest });
  });
});
