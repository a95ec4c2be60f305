import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Content, Problem, Result } from '@caponier/core'
import { fail } from '@caponier/core'
import type { GroupScope } from '@caponier/core/scope/index'
import { decideGroup, groupScopeSchema, scopeContext } from '@caponier/core/scope/index'
import { explainIssues } from '@caponier/formats/workspace/explain'
import { decodeUtf8 } from '@caponier/formats/workspace/decode'
import { parseYaml } from '@caponier/formats/workspace/yaml'
import { loadWorkspace } from '../company/load.ts'
import { decideWorkspaceScope } from '../position/compute.ts'

export {
  decideLine,
  readableArticle,
  readableFact,
  renderFlip,
  renderQuestion,
  renderReason,
  scopeContext,
} from '@caponier/core/scope/index'
export type { EntityScope, GroupScope, StateObligations } from '@caponier/core/scope/index'

/**
 * Scope of one group: a workspace folder, or a YAML file with `entities`, or with the keys of a single case of
 * `scope --jsonl`.
 */
export async function scopeOfPath(
  path: string,
  content: Content,
  options: { readonly asOf: string; readonly today: string },
): Promise<Result<GroupScope, Problem>> {
  if (isFolder(path)) {
    const loaded = await loadWorkspace(path, content, options.today)
    return loaded.ok
      ? decideWorkspaceScope(content, loaded.value.workspace, { asOf: options.asOf, knownAt: null, lang: 'en', flips: true })
      : loaded
  }
  const text = decodeUtf8(await readFile(path))
  if (!text.ok) return fail({ kind: 'invalid-input', message: 'the file is no UTF-8 text', issues: [{ ...text.problem, file: path }] })
  const parsed = parseYaml(text.value)
  if (!parsed.ok)
    return fail({
      kind: 'invalid-input',
      message: 'the file is no YAML',
      issues: parsed.problem.map((issue) => ({ ...issue, file: path })),
    })
  return decideData(parsed.value, path, content, options.asOf)
}

function decideData(data: unknown, file: string, content: Content, asOf: string): Result<GroupScope, Problem> {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) {
    const issue = {
      file,
      path: '',
      message: 'holds no facts of a legal entity',
      mend: 'write the keys of one case (establishment, headcount, activities ...), or a list of them under `entities:`',
    }
    return fail({ kind: 'invalid-input', message: 'there is nothing to decide', issues: [issue] })
  }
  const group = groupOf(data)
  const checked = groupScopeSchema.safeParse(group)
  if (!checked.success) {
    const issues = explainIssues(checked.error.issues.slice(0, 100), group).map((issue) => ({ ...issue, file }))
    return fail({ kind: 'invalid-input', message: `${issues.length} ${issues.length === 1 ? 'error' : 'errors'}`, issues })
  }
  const decided = decideGroup(checked.data, scopeContext(content, { asOf }))
  return decided.ok || decided.problem.kind !== 'invalid-input'
    ? decided
    : fail({ ...decided.problem, issues: decided.problem.issues.map((issue) => ({ ...issue, file })) })
}

/** A group as given, a list of entities, or one case. */
function groupOf(data: object): object {
  if ('entities' in data) return data
  return { entities: Array.isArray(data) ? data : [{ id: 'entity', ...data }] }
}

const isFolder = (path: string): boolean => statSync(path).isDirectory()
