import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Issue, Problem } from '@caponier/core'

/** Problems that use cases return, in words for a person. */
export const notFound = (what: string): ApiProblem => ({ code: 'not-found', detail: `${what} does not exist, or you may not see it` })

export const forbidden = (what: string): ApiProblem => ({
  code: 'forbidden',
  detail: `your roles do not allow you to ${what}`,
  mend: 'ask an administrator of the organisation',
})

export const invalid = (issues: readonly { readonly path: string; readonly message: string; readonly mend?: string }[]): ApiProblem => ({
  code: 'invalid-input',
  detail: issues.length === 1 ? `${issues[0]?.path ?? ''}: ${issues[0]?.message ?? ''}` : `${issues.length} things are wrong`,
  kept: 'nothing was changed',
  issues: issues.map((one) => ({ path: one.path, message: one.message, ...(one.mend !== undefined && { mend: one.mend }) })),
})

export const conflict = (detail: string, mend: string): ApiProblem => ({ code: 'conflict', detail, kept: 'nothing was changed', mend })

/** Somebody changed it since the writer looked; both sides are shown. */
export const stale = (version: number, theirs: unknown, yours: unknown): ApiProblem => ({
  code: 'stale-version',
  detail: `it was changed in the meantime and now stands at version ${version}`,
  kept: 'your change was not saved',
  mend: 'compare both, then save again',
  version,
  theirs: theirs as ApiProblem['theirs'],
  yours: yours as ApiProblem['yours'],
})

/** A problem of core or offline as the API tells it. */
export function apiProblem(problem: Problem): ApiProblem {
  if (problem.kind === 'environment') return { code: 'environment', detail: problem.message, mend: problem.mend }
  if (problem.kind === 'not-found') return { code: 'not-found', detail: problem.message }
  return { code: 'invalid-input', detail: problem.message, kept: 'nothing was changed', issues: problem.issues.map(issueOf) }
}

const issueOf = (issue: Issue): NonNullable<ApiProblem['issues']>[number] => ({
  path: issue.path,
  message: issue.message,
  ...(issue.mend !== undefined && { mend: issue.mend }),
  ...(issue.file !== undefined && { file: issue.file }),
  ...(issue.line !== undefined && { line: issue.line }),
})
