// What somebody reads who meets the desk for the first time.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import { format } from '../format.ts';

export const welcomeView = (language: Language, policy: DeskPolicy): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text: format(language, 'welcome.title', { desk: policy.name[language] }),
  details: [format(language, 'welcome.how'), format(language, 'welcome.more')],
});
