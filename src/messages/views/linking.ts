// What is said when one person's accounts are linked.
import type { Language } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import { format } from '../format.ts';
import { platformWord } from './places.ts';

/** The account that a view speaks of. */
interface Account {
  readonly platform: string;
  readonly name: string;
}

const named = (language: Language, { platform, name }: Account) => ({
  name,
  platform: platformWord(language, platform),
});

/** The code, and what to do with it on another platform. */
export const linkCodeView = (language: Language, code: string, minutes: number): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text: format(language, 'link.code', { minutes }),
  details: [`link-account ${code}`, format(language, 'link.how'), format(language, 'link.warning')],
});

/** For whom the code was redeemed: their account goes on as that of the other. */
export const linkedView = (language: Language, accounts: readonly Account[]): NoticeView => ({
  kind: 'notice',
  tone: 'success',
  text: format(language, 'link.done', {
    accounts: accounts
      .map((account) => format(language, 'link.account', named(language, account)))
      .join(', '),
  }),
  details: [format(language, 'link.effect'), format(language, 'link.doubt')],
});

/** For whoever gave the code away. */
export const accountLinkedView = (account: Account, language: Language): NoticeView => ({
  kind: 'notice',
  tone: 'success',
  text: format(language, 'link.told', named(language, account)),
  details: [format(language, 'link.effect'), format(language, 'link.doubt')],
});
