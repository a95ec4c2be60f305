import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { CONTENT_ROOT } from '@caponier/content'
import { parsePlantTemplate, type PlantTemplate } from '@caponier/formats'

export {
  checkInitAnswer,
  initQuestions,
  initWorkspace,
  parseInitAnswers,
  parseTypedAnswer,
  type InitAnswers,
  type InitQuestion,
  type PlantTemplate,
} from '@caponier/formats'

const TEMPLATES = join(CONTENT_ROOT, 'plant-templates')

/** Names of the plant templates that ship. */
export const templateNames = (): string[] =>
  readdirSync(TEMPLATES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

/** A plant template by name. */
export function loadTemplate(name: string): Result<PlantTemplate, Problem> {
  if (!templateNames().includes(name))
    return fail({ kind: 'not-found', message: `there is no plant template "${name}"; there are: ${templateNames().join(', ')}` })
  const parsed = parsePlantTemplate(readFileSync(join(TEMPLATES, name, 'template.yaml')))
  return parsed.ok ? ok(parsed.value) : parsed
}
