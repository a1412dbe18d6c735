// What the desk shows, free of any platform: adapters only translate these shapes.
// Every string is plain text, in the reader's language; adapters escape all of it.
import type { Attachment } from '../domain/events.ts';

/** A press runs `command` as if the person had typed it; at most 64 bytes of UTF-8. */
export interface Button {
  readonly label: string;
  readonly command: string;
  readonly style?: 'primary' | 'danger';
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Somebody to be addressed, so that their client notifies them. */
export interface Mention {
  readonly platform: string;
  readonly userId: string;
  readonly name: string;
}

/** One thing said by the desk itself. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
  /** The form's field that an error is about. */
  readonly field?: string;
  /** Further lines below the text, each a paragraph. */
  readonly details?: readonly string[];
  readonly mentions?: readonly Mention[];
  readonly buttons?: readonly (readonly Button[])[];
}

/** A ticket at a glance: one a thread, edited in place. */
export interface CardView {
  readonly kind: 'card';
  readonly title: string;
  readonly facts: readonly Fact[];
  /** The requester's own words. */
  readonly body: string;
  readonly footer: string | null;
  readonly buttons: readonly (readonly Button[])[];
}

export interface ListView {
  readonly kind: 'list';
  readonly title: string;
  readonly items: readonly {
    readonly title: string;
    readonly lines: readonly string[];
    readonly button?: Button;
  }[];
  /** What is said in place of no items, or below them. */
  readonly footer: string | null;
}

/** Words of a person, relayed; `heading` says whose and about which ticket. */
export interface RelayView {
  readonly kind: 'relay';
  readonly heading: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly footer: string | null;
  readonly buttons?: readonly (readonly Button[])[];
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional: boolean;
  readonly input:
    | {
        readonly type: 'text';
        readonly multiline: boolean;
        readonly maxLength: number;
        readonly initial?: string;
      }
    | {
        readonly type: 'choice';
        readonly options: readonly { readonly label: string; readonly value: string }[];
        readonly initial?: string;
      }
    /** The answer is `yes`, or empty. */
    | { readonly type: 'checkbox'; readonly initial?: boolean }
    /** The answer is `YYYY-MM-DD`. */
    | { readonly type: 'date'; readonly initial?: string }
    | { readonly type: 'url'; readonly initial?: string }
    /** The answer comes as a file, apart from the values. */
    | { readonly type: 'file' };
}

/** Questions to one person; the answers come back as a submission of `command`. */
export interface FormView {
  readonly kind: 'form';
  /** The command line that the answers complete, such as `reply ACME-118`. */
  readonly command: string;
  /** At most 24 characters. */
  readonly title: string;
  readonly intro: string | null;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly cancel: string;
  /** Ends the form at once without answers, where every field is optional. */
  readonly skip: Button | null;
}

/** Words with a picture of what they say; where the picture cannot be shown, the words are enough. */
export interface ChartView {
  readonly kind: 'chart';
  readonly title: string;
  /** Paragraphs, some of several lines. */
  readonly lines: readonly string[];
  /** A whole SVG document. */
  readonly svg: string;
  /** Stands for the picture where it is not seen; at most 1,000 characters. */
  readonly altText: string;
}

export type View = NoticeView | CardView | ListView | RelayView | FormView | ChartView;

/** How a message is marked with what became of it. */
export type Mark = 'received' | 'note' | 'reply';
