import type { Issue } from '../result.ts'

/** An issue of the whole workspace. Errors forbid computing; warnings are shown and nothing more. */
export interface WorkspaceIssue extends Issue {
  readonly severity: 'error' | 'warning'
}

/** Collects issues; equal ones (same `group`) are told once, with the number of further places. */
export interface IssueSink {
  error(path: string, message: string, mend: string, group?: string): void
  warning(path: string, message: string, mend: string, group?: string): void
}

/** A sink and the issues it gathered, in the order of their first place. */
export function issueSink(): IssueSink & { issues(): readonly WorkspaceIssue[] } {
  const entries: { issue: WorkspaceIssue; further: number }[] = []
  const byGroup = new Map<string, { issue: WorkspaceIssue; further: number }>()
  const add = (severity: 'error' | 'warning', path: string, message: string, mend: string, group: string | undefined): void => {
    const known = group === undefined ? undefined : byGroup.get(group)
    if (known !== undefined) {
      known.further += 1
      return
    }
    const entry = { issue: { severity, path, message, mend }, further: 0 }
    entries.push(entry)
    if (group !== undefined) byGroup.set(group, entry)
  }
  return {
    error: (path, message, mend, group) => add('error', path, message, mend, group),
    warning: (path, message, mend, group) => add('warning', path, message, mend, group),
    issues: () =>
      entries.map(({ issue, further }) =>
        further === 0 ? issue : { ...issue, message: `${issue.message} (and in ${further} more ${further === 1 ? 'place' : 'places'})` },
      ),
  }
}
