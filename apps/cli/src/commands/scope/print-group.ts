import type { Language } from '@caponier/offline'
import type { EntityScope, GroupScope } from '@caponier/offline/scope/index'
import { readableArticle, readableFact, renderFlip, renderQuestion, renderReason } from '@caponier/offline/scope/index'
import type { Terminal } from '../../terminal.ts'
import { wrap } from '../../terminal.ts'
import { classWord } from '../position/words.ts'
import { stateLines } from './print-state.ts'
import { SIZES, WORDS } from './scope-words.ts'

/** The scope decision of a group for people: one block per legal entity. */
export function printGroup(terminal: Terminal, group: GroupScope, lang: Language): string {
  return group.entities.map((one) => printEntity(terminal, one, lang)).join('\n')
}

function printEntity(terminal: Terminal, one: EntityScope, lang: Language): string {
  const { paint } = terminal
  const words = WORDS[lang]
  const { decision } = one
  const lines = [
    `${paint.bold(one.name)}  ${paint.accent(classWord(decision.class, lang))}  ${paint.dim(`${words.size} ${SIZES[lang][decision.size]}, ${words.states} ${decision.jurisdictions.join(', ') || words.none}${one.cir === 'binding' && (decision.class === 'essential' || decision.class === 'important') ? `, ${words.binding}` : ''}`)}`,
    `  ${paint.dim(words.why)}`,
    ...decision.reasons.map(
      (reason) =>
        `    ${readableArticle(reason.article, lang)}\n      ${wrap(readableFact(renderReason(reason, lang), lang), terminal.width - 8, ' '.repeat(6))}`,
    ),
    ...one.states.flatMap((state) => stateLines(terminal, state, lang)),
  ]
  if (one.flips.length > 0)
    lines.push(
      `  ${paint.dim(words.flip)}`,
      ...one.flips.map((flip) => `    - ${wrap(readableFact(renderFlip(flip, lang), lang), terminal.width - 8, '      ')}`),
    )
  if (decision.questions.length > 0)
    lines.push(
      `  ${paint.warn(words.ask)}`,
      ...decision.questions.map((question) => `    ? ${wrap(renderQuestion(question, lang), terminal.width - 8, '      ')}`),
    )
  return `${lines.join('\n')}\n`
}
