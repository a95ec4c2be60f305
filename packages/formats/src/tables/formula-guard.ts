/**
 * Spreadsheet programs run a CSV cell as a formula when it begins with one of these (OWASP, CSV injection), the full-width
 * forms included.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const GUARDED = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Puts an apostrophe before text that a spreadsheet program would run. Exactly undone by {@link unguardFormula}. */
export const guardFormula = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text)

/** Removes the apostrophe of {@link guardFormula}, one only, and only where the guard would have put it. */
export const unguardFormula = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)
