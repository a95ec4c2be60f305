import { loadContent } from '@caponier/content'
import { decideLine, scopeContext } from '@caponier/core/scope/index'
import { positionLine } from '@caponier/offline/position/index'
import { mutated, utf8 } from './bytes.ts'
import { mutatedDocument } from './documents.ts'
import type { Random } from './random.ts'
import { SCOPE_CASES, workspaces } from './seeds.ts'
import { check, type Outcome, type Target } from './target.ts'
import { JSON_BOMBS } from './text-bombs.ts'

const TODAY = '2026-11-23'
const WORDS = ['{', '}', '[', ']', '"', ':', ',', '\\u0000', '\\ud800', '"__proto__":', '1e400', '"id":null', '{"id":1,"id":2}']

/** A line as the CLI takes it from standard input: bytes that are no UTF-8 arrive as replacement characters. */
const lineOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const generate =
  (documents: readonly unknown[]) =>
  (random: Random): Uint8Array => {
    if (random.chance(0.4)) return mutated(random, utf8(JSON.stringify(random.pick(documents))), WORDS)
    const text = utf8(JSON.stringify(mutatedDocument(random, random.pick(documents))) ?? 'null')
    return random.chance(0.2) ? mutated(random, text, WORDS) : text
  }

/** One line in, one line out: JSON that holds either what was asked for or an error with the number of the line. */
function outcomeOfLine(answer: string, line: number, isAnswer: (value: Record<string, unknown>) => boolean): Outcome {
  check(!answer.includes('\n'), 'the answer is one line')
  const value = JSON.parse(answer) as Record<string, unknown>
  if ('error' in value) {
    check(value['line'] === line, 'an error names its line')
    check(typeof value['error'] === 'object' && value['error'] !== null, 'an error is an object')
    return 'problem'
  }
  check(isAnswer(value), 'the answer has the shape that is published')
  return 'value'
}

export function positionJson(seed: number): Target {
  const content = loadContent()
  return {
    bombs: JSON_BOMBS,
    generate: generate(workspaces(seed, content)),
    read: (bytes) =>
      outcomeOfLine(
        positionLine(content, lineOf(bytes), 3, TODAY),
        3,
        (value) => value['caponierPosition'] === 1 && Array.isArray(value['findings']),
      ),
  }
}

const CLASSES: ReadonlySet<unknown> = new Set(['essential', 'important', 'registration-only', 'out', 'undetermined'])

export function scopeJson(_seed: number): Target {
  const context = scopeContext(loadContent(), { asOf: TODAY })
  return {
    bombs: JSON_BOMBS,
    generate: generate(SCOPE_CASES),
    read: (bytes) =>
      outcomeOfLine(decideLine(lineOf(bytes), 3, context), 3, (value) => CLASSES.has(value['class']) && Array.isArray(value['reasons'])),
  }
}
