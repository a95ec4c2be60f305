/** Something that is wrong with the model as it would be. */
export interface ModelIssue {
  /** The row that it is about; undefined when it shows elsewhere. */
  readonly row: number | undefined
  readonly path: string
  readonly why: string
  readonly mend: string | undefined
}

/** Rows whose part in an issue that shows elsewhere is searched for; more than that, and all that are left are told. */
const SEARCHED = 40

/**
 * The rows that cannot be written, with the reason: each issue of its own row, and for an issue that shows elsewhere the row that
 * brings it, found by halving. What is left of the rows gives no issue. `issuesWith` checks the model with some of the rows written.
 */
export function findFaults(
  rows: readonly number[],
  issuesWith: (rows: readonly number[]) => readonly ModelIssue[],
): ReadonlyMap<number, ModelIssue> {
  const faults = new Map<number, ModelIssue>()
  let left = rows
  for (let searched = 0; left.length > 0;) {
    const issues = issuesWith(left)
    if (issues.length === 0) return faults
    const standing = new Set(left)
    const own = issues.filter((issue) => issue.row !== undefined && standing.has(issue.row))
    for (const issue of own) if (issue.row !== undefined && !faults.has(issue.row)) faults.set(issue.row, issue)
    if (own.length === 0) {
      searched += 1
      const [issue] = issues
      if (issue === undefined) return faults
      const bringing = searched > SEARCHED ? left : [firstBringing(left, issuesWith)]
      for (const row of bringing) faults.set(row, issue)
    }
    left = left.filter((row) => !faults.has(row))
  }
  return faults
}

/** The last row of the shortest beginning of the list that gives an issue. */
function firstBringing(rows: readonly number[], issuesWith: (rows: readonly number[]) => readonly ModelIssue[]): number {
  let without = 0
  let bringing = rows.length
  while (bringing - without > 1) {
    const middle = (without + bringing) >> 1
    if (issuesWith(rows.slice(0, middle)).length > 0) bringing = middle
    else without = middle
  }
  return rows[bringing - 1] ?? 0
}
