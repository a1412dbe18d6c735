// The types of a message's parameters, read off its ICU text, so that a call with a missing or
// misspelt one does not compile.
//
// The walk looks only at braces. In a message an opening brace starts an argument; among the branches of
// a plural or select it starts a nested message. Quoted braces ('{') are not understood, and the
// catalogue's test refuses them.

type Place = 'message' | 'branches';

interface Found {
  readonly [name: string]: string | number;
}

/** What `{name}`, `{name, number}`, `{name, select, …}` and `{name, plural, …}` accept. */
type ValueOf<Kind extends string> = Kind extends 'plural' | 'selectordinal' | 'number' ? number : string;

type Trimmed<S extends string> = S extends ` ${infer Rest}`
  ? Trimmed<Rest>
  : S extends `${infer Rest} `
    ? Trimmed<Rest>
    : S;

/** Goes to the next brace, whichever way it faces. */
type Walk<
  S extends string,
  Stack extends Place[],
  Args extends Found,
> = S extends `${infer Head}}${infer Tail}`
  ? Head extends `${string}{${infer Inner}`
    ? Open<`${Inner}}${Tail}`, Stack, Args>
    : Close<Tail, Stack, Args>
  : Args;

type Open<S extends string, Stack extends Place[], Args extends Found> = Stack[0] extends 'branches'
  ? Walk<S, ['message', ...Stack], Args>
  : S extends `${infer Head}}${infer Tail}`
    ? Head extends `${infer Name},${infer Kind},${string}`
      ? S extends `${string},${string},${infer Branches}`
        ? Walk<Branches, ['branches', ...Stack], Args & Record<Trimmed<Name>, ValueOf<Trimmed<Kind>>>>
        : never
      : Head extends `${infer Name},${infer Kind}`
        ? Walk<Tail, Stack, Args & Record<Trimmed<Name>, ValueOf<Trimmed<Kind>>>>
        : Walk<Tail, Stack, Args & Record<Trimmed<Head>, string | number>>
    : never;

type Close<S extends string, Stack extends Place[], Args extends Found> = Stack extends [
  Place,
  ...infer Rest extends Place[],
]
  ? Walk<S, Rest, Args>
  : never;

/** The parameters of the ICU message `S`: `ArgumentsOf<'{n, plural, other {# of {what}}}'>` is `{n: number; what: string | number}`. */
export type ArgumentsOf<S extends string> = Flat<Walk<S, [], NonNullable<unknown>>>;

type Flat<T> = { readonly [K in keyof T]: T[K] };
