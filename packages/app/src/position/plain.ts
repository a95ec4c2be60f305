/** A value without `readonly`, as the contract's shapes are typed. */
export type Plain<T> = T extends readonly (infer Item)[] ? Plain<Item>[] : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T

/** The same value, typed as data that may travel. Nothing is copied; the server only reads it. */
export const plain = <T>(value: T): Plain<T> => value as Plain<T>
