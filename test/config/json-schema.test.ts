// The shipped JSON Schema is current, and says about a file what the desk says.

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deskFileJsonSchema, jsonSchemaFile, knownKeysAt } from '../../src/config/json-schema.ts';
import { exampleConfigFile } from '../../src/config/load.ts';
import { smallDeskFile } from './desk-file-builder.ts';

const validate = new Ajv2020({ allowUnionTypes: true }).compile(deskFileJsonSchema());

describe('the JSON Schema of deskhand.yml', () => {
  it('ships as it is generated: otherwise run npm run schema', () => {
    expect(JSON.parse(readFileSync(jsonSchemaFile, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(deskFileJsonSchema())),
    );
  });

  it('accepts the shipped example and the smallest file', () => {
    expect(validate(parse(readFileSync(exampleConfigFile, 'utf8'))), JSON.stringify(validate.errors)).toBe(
      true,
    );
    expect(validate(smallDeskFile())).toBe(true);
  });

  it.each([
    ['an unknown key', { queue: {} }],
    ['a wrong prefix', { desk: { name: 'Acme', prefix: 'acme' } }],
    ['a channel by its name', { queues: { support: { slackChannel: '#support' } } }],
    ['a wrong duration', { plans: { standard: { targets: { low: { resolution: { within: '6x' } } } } } }],
    ['a missing section', { plans: undefined }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...smallDeskFile(), ...change })))).toBe(false);
  });
});

describe('knownKeysAt', () => {
  it('names the keys at any depth, through names, lists and alternatives', () => {
    expect(knownKeysAt([])).toContain('calendars');
    expect(knownKeysAt(['queues', 'any', 'leads'])).toEqual([]);
    expect(knownKeysAt(['calendars', 'any', 'extra', 0])).toEqual(['date', 'hours']);
    expect(knownKeysAt(['plans', 'any', 'targets', 'low', 'resolution'])).toContain('within');
    expect(knownKeysAt(['nowhere', 'at', 'all'])).toEqual([]);
  });
});
