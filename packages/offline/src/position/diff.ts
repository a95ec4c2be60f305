import type { Content, Language, Problem, Result } from '@caponier/core'
import { ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import type { PositionDiff } from '@caponier/core/position/index'
import { diffPositions } from '@caponier/core/position/index'
import { computeAll } from './compute.ts'

/**
 * Positions as of two dates, compared under today's content. `asKnownThen` also takes each as known at its date, so that what
 * was entered late shows as a change; else both use all that is recorded today.
 */
export function diffDates(
  content: Content,
  workspace: Workspace,
  from: string,
  to: string,
  lang: Language,
  asKnownThen: boolean,
): Result<PositionDiff, Problem> {
  const before = computeAll(content, workspace, { asOf: from, knownAt: asKnownThen ? from : null, lang, flips: false })
  if (!before.ok) return before
  const after = computeAll(content, workspace, { asOf: to, knownAt: asKnownThen ? to : null, lang, flips: false })
  return after.ok ? ok(diffPositions(before.value, after.value)) : after
}
