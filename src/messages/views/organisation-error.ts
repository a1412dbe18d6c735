// What people can get wrong about organisations, contracts, invitations and linking, each with what to do about it.
import type { Language } from '../../app/ports.ts';
import type { OrganisationError } from '../../domain/organisation-errors.ts';
import { never } from '../../domain/result.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';

/** The error in words. */
export function organisationError(language: Language, error: OrganisationError): string {
  switch (error.code) {
    case 'leadsOnly':
      return format(language, 'error.leadsOnly', { verb: error.verb });
    case 'readByOthers':
      return format(language, 'error.readByOthers', { verb: error.verb });
    case 'argumentsWrong':
      return format(language, `error.argumentsWrong.${error.verb}`);
    case 'organisationUnknown':
      return error.suggestion === null
        ? format(language, 'error.organisationUnknownPlain', { input: error.input })
        : format(language, 'error.organisationUnknown', { input: error.input, suggestion: error.suggestion });
    case 'organisationExists':
      return format(language, 'error.organisationExists', { key: error.key });
    case 'organisationKeyWrong':
      return format(language, 'error.organisationKeyWrong', { input: error.input });
    case 'chatNotBindable':
      return format(language, error.why === 'direct' ? 'error.bindDirect' : 'error.bindQueue');
    case 'teamUnnamed':
      return format(language, 'error.teamUnnamed');
    case 'notBound':
      return format(language, 'error.notBound');
    case 'notMember':
      return format(language, 'error.notMember', { name: error.name, organisation: error.organisation });
    case 'planUnknown':
      return error.suggestion === null
        ? format(language, 'error.planUnknownPlain', {
            input: error.input,
            choices: error.choices.join(', '),
          })
        : format(language, 'error.planUnknown', { input: error.input, suggestion: error.suggestion });
    case 'dateUnknown':
      return format(language, 'error.dateUnknown', { input: error.input });
    case 'datesReversed':
      return format(language, 'error.datesReversed', {
        from: formatDate(language, error.from),
        to: formatDate(language, error.to),
      });
    case 'contractOverlaps':
      return format(language, 'error.contractOverlaps', {
        plan: error.plan,
        from: formatDate(language, error.from),
      });
    case 'contractMissing':
      return format(language, 'error.contractMissing', { key: error.key });
    case 'contractUnclear':
      return format(language, 'error.contractUnclear', { plans: error.plans.join(', ') });
    case 'contactWrong':
      return format(language, 'error.contactWrong', { input: error.input });
    case 'usesWrong':
      return format(language, 'error.usesWrong', { input: error.input, most: error.most });
    case 'invitationUnknown':
      return format(language, 'error.invitationUnknown');
    case 'linkCodeUnknown':
      return format(language, 'error.linkCodeUnknown');
    case 'linkToItself':
      return format(language, 'error.linkToItself');
    case 'linkInGroup':
      return format(language, 'error.linkInGroup');
    default:
      return never(error);
  }
}
