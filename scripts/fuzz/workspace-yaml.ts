import { loadContent } from '@caponier/content'
import { checkWorkspace } from '@caponier/core/company/references'
import { emitYaml, parseInitAnswers, parsePlantTemplate, parseWorkspaceFiles } from '@caponier/formats'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { computeAll } from '@caponier/offline/position/index'
import { mutated, utf8 } from './bytes.ts'
import { mutatedDocument } from './documents.ts'
import { workspaces, yamlFiles } from './seeds.ts'
import { check, outcomeOf, type Target } from './target.ts'
import { YAML_BOMBS } from './text-bombs.ts'

const TODAY = '2026-11-23'
const WORDS = [
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '? ',
  '- ',
  ': ',
  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '\t',
  '\n  ',
  '~',
  '0o17',
  '2001-01-01',
  'y',
  'no',
  '@',
  '`',
]

/**
 * The reader of workspace folders on one file, and what follows it: the checks of `validate`, and the whole position when they
 * find no error. Now and then the bytes go to the readers of plant templates and of answers to `init` instead.
 */
export function workspaceYaml(seed: number): Target {
  const content = loadContent()
  const frameworks = frameworkFacts(content.frameworks)
  const documents = workspaces(seed, content)
  const files = [...yamlFiles(), ...documents.map((workspace) => utf8(emitYaml(workspace)))]
  return {
    bombs: YAML_BOMBS,
    generate: (random) => {
      if (random.chance(0.5)) return mutated(random, random.pick(files), WORDS)
      const document = mutatedDocument(random, random.pick(documents))
      if (random.chance(0.3) || typeof document !== 'object' || document === null || Array.isArray(document))
        return utf8(JSON.stringify(document))
      const text = utf8(emitYaml(document as Record<string, unknown>))
      return random.chance(0.3) ? mutated(random, text, WORDS) : text
    },
    read: (bytes) => {
      if (bytes.length % 8 === 0) return outcomeOf(parsePlantTemplate(bytes))
      if (bytes.length % 8 === 1) return outcomeOf(parseInitAnswers(bytes))
      const parsed = parseWorkspaceFiles([{ file: 'a.yaml', bytes }])
      if (!parsed.ok) return outcomeOf(parsed)
      const { workspace } = parsed.value
      const errors = checkWorkspace(workspace, { today: TODAY, frameworks }).filter((issue) => issue.severity === 'error')
      if (errors.length > 0) return 'problem'
      const computed = computeAll(content, workspace, { asOf: TODAY, knownAt: null, lang: 'en', flips: false })
      if (computed.ok) check(computed.value.position.caponierPosition === 1, 'a computed position is a position')
      return outcomeOf(computed)
    },
  }
}
