// Request types as the application sees them: each with its queue, and one that a plain message asks for.
import type { DeskPolicy, RequestTypePolicy } from '../app/policy.ts';
import { versionedTarget } from './calendar-versions.ts';
import type { Config, RequestField, RequestType } from './config.ts';

/** What a plain message asks for where the file names no request type without a form. */
const incident: RequestType = {
  key: 'incident',
  title: { en: 'Incident', ru: 'Инцидент' },
  help: null,
  form: [],
  preconditions: [],
  stages: [],
  release: { standard: null, urgent: null },
};

/** Every request type of the configuration, and the one that a plain message asks for. */
export function requestTypePolicies(config: Config): Pick<DeskPolicy, 'requestTypes' | 'defaultRequestType'> {
  const given = Object.values(config.requestTypes);
  const plain = given.find(
    (type) => type.form.length === 0 && queueOf(type.key, config) === config.defaultQueue,
  );
  const types = plain === undefined ? [...given, incident] : given;
  return {
    requestTypes: new Map(types.map((type) => [type.key, policyOf(type, config)])),
    defaultRequestType: (plain ?? incident).key,
  };
}

const queueOf = (type: string, { queues, defaultQueue }: Config): string =>
  Object.values(queues).find(({ requestTypes }) => requestTypes.includes(type))?.key ?? defaultQueue;

function policyOf(type: RequestType, config: Config): RequestTypePolicy {
  const { standard, urgent } = type.release;
  return {
    ...type,
    queue: queueOf(type.key, config),
    form: type.form.map(fieldOf),
    stages: type.stages.map(({ final, ...stage }) => ({ ...stage, isFinal: final })),
    release: {
      standard: standard === null ? null : versionedTarget(standard, config),
      urgent: urgent === null ? null : versionedTarget(urgent, config),
    },
  };
}

const fieldOf = ({ help, pattern, options, oneOf, sample, ...field }: RequestField) => ({
  ...field,
  help: help ?? null,
  pattern: pattern ?? null,
  options: options ?? [],
  oneOf: oneOf ?? null,
  isSample: sample,
});
