// Views and answers for the scripted desk.
import type { Answer } from '../../../src/app/inbound.ts';
import type { FormView, NoticeView } from '../../../src/app/view.ts';

export const notice = (text: string, more: Partial<NoticeView> = {}): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text,
  ...more,
});

export const privately = (view: Answer['view']): Answer => ({ view, isPrivate: true });
export const openly = (view: Answer['view']): Answer => ({ view, isPrivate: false });

export const replyForm: FormView = {
  kind: 'form',
  command: 'reply ACME-1',
  title: 'Reply to ACME-1',
  intro: null,
  fields: [
    {
      name: 'text',
      label: 'Reply',
      optional: false,
      input: { type: 'text', multiline: true, maxLength: 10_000 },
    },
    {
      name: 'severity',
      label: 'Severity',
      optional: true,
      input: {
        type: 'choice',
        options: [
          { label: 'High', value: 'high' },
          { label: 'Low', value: 'low' },
        ],
        initial: 'low',
      },
    },
  ],
  submit: 'Send',
  cancel: 'Cancel',
  skip: null,
};

export const claimable = notice('ACME-1', {
  buttons: [
    [
      { label: 'Claim', command: 'claim ACME-1', style: 'primary' },
      { label: 'Reply', command: 'reply ACME-1' },
    ],
  ],
});
