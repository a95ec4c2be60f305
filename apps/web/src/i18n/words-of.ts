/** The shape of a language's messages: the same keys, any text. `de` is held against `en` with it. */
export type WordsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : WordsOf<T[K]> }
