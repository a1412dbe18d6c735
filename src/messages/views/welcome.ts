// What somebody reads who meets the desk for the first time.
import { formTypes } from '../../app/form-steps.ts';
import type { DeskPolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import { format } from '../format.ts';

export const welcomeView = (language: Language, policy: DeskPolicy): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text: format(language, 'welcome.title', { desk: policy.name[language] }),
  details: [format(language, 'welcome.how'), format(language, 'welcome.more')],
  ...(typeButtons(language, policy).length === 0 ? {} : { buttons: typeButtons(language, policy) }),
});

/** What can be asked for by a form of its own. */
const typeButtons = (language: Language, policy: DeskPolicy): readonly (readonly Button[])[] =>
  formTypes(policy).map(({ key, title }) => [{ label: title[language], command: `new ${key}` }]);
