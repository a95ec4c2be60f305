import { type Sentences, translator } from '../sentences.ts'
import { ACCESS } from './access.ts'
import { ASSESSMENT } from './assessment.ts'
import { ASSETS } from './assets.ts'
import { COMPANY } from './company.ts'
import { EVIDENCE } from './evidence.ts'
import { HINTS } from './hints.ts'
import { LIBRARY } from './library.ts'
import { POSITION } from './position.ts'
import { SERVER } from './server.ts'
import { SHEETS } from './sheets.ts'
import { WORDS } from './words.ts'
import { WORKSPACE } from './workspace.ts'

/** Sentences that stand in our sources, by slice. */
export const GERMAN: readonly Sentences[] = [SERVER, ACCESS, ASSESSMENT, ASSETS, COMPANY, EVIDENCE, POSITION, SHEETS, WORKSPACE]

/** Hints, and what libraries say. */
export const GERMAN_ELSEWHERE: readonly Sentences[] = [HINTS, LIBRARY]

let compiled: ((text: string) => string) | undefined

/** A sentence of the program in German; unchanged where the catalogue does not know it. */
export function inGerman(text: string): string {
  // Most servers hear English first: the catalogue is put in order when the first German reader needs it.
  compiled ??= translator([...GERMAN, ...GERMAN_ELSEWHERE], WORDS)
  return compiled(text)
}
