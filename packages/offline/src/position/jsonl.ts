import type { Content } from '@caponier/core'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import { computeAll } from './compute.ts'

/**
 * One workspace document in, one position out, each as one line of JSON. A bad line gives `{"line":N,"error":{...}}` and never
 * throws. `asOf` of the document decides; without it `today` is taken.
 */
export function positionLine(content: Content, line: string, number: number, today: string): string {
  const parsed = parseWorkspaceJson(line)
  if (!parsed.ok) return errorLine(number, parsed.problem)
  const workspace = parsed.value
  const issues = checkWorkspace(workspace, { today: '2100-12-31', frameworks: frameworkFacts(content.frameworks) }).filter(
    (issue) => issue.severity === 'error',
  )
  if (issues.length > 0)
    return errorLine(number, {
      kind: 'invalid-input',
      message: `${issues.length} ${issues.length === 1 ? 'error' : 'errors'}`,
      issues: issues.slice(0, 50),
    })
  const computed = computeAll(content, workspace, {
    asOf: workspace.asOf ?? today,
    knownAt: workspace.knownAt ?? null,
    lang: 'en',
    flips: false,
  })
  return computed.ok ? JSON.stringify(computed.value.position) : errorLine(number, computed.problem)
}

const errorLine = (line: number, problem: object): string => JSON.stringify({ line, error: problem })
