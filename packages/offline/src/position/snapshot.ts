import { createHash } from 'node:crypto'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import type { Computed } from './compute.ts'
import { positionText } from './compute-text.ts'

type Snapshot = NonNullable<Workspace['snapshots']>[number]

/** SHA-256 of the position as `position.json` holds it, language English. */
export const positionHash = (computed: Computed): string => createHash('sha256').update(positionText(computed.position)).digest('hex')

/**
 * SHA-256 of `position.json` without the line that says up to which moment entries were known, the only one in which two freezes of the
 * same state differ. By hand: `grep -v '^  "knownAt"' position.json | sha256sum`.
 */
export const numbersHash = (text: string): string =>
  createHash('sha256')
    .update(text.replace(/^ {2}"knownAt":.*\n/m, ''))
    .digest('hex')

/** The workspace with a frozen position added. Fails when the id is taken. */
export function addSnapshot(
  workspace: Workspace,
  computed: Computed,
  snapshot: { readonly id: string; readonly name: string; readonly knownAt: string; readonly note?: string },
): Result<Workspace, Problem> {
  if ((workspace.snapshots ?? []).some((one) => one.id === snapshot.id))
    return fail({
      kind: 'invalid-input',
      message: `there is a snapshot "${snapshot.id}" already; frozen positions are not overwritten`,
      issues: [],
    })
  const added: Snapshot = {
    id: snapshot.id,
    name: snapshot.name,
    asOf: computed.position.asOf,
    knownAt: snapshot.knownAt,
    contentVersion: computed.position.contentVersion,
    positionSha256: positionHash(computed),
    numbersSha256: numbersHash(positionText(computed.position)),
    ...(snapshot.note === undefined ? {} : { note: snapshot.note }),
  }
  return ok({ ...workspace, snapshots: [...(workspace.snapshots ?? []), added] })
}

/** Whether a snapshot still comes out as it was frozen. Under other content it cannot be compared. */
export type SnapshotCheck = 'same' | 'differs' | 'other-content'

export function checkSnapshot(snapshot: Snapshot, computed: Computed): SnapshotCheck {
  if (snapshot.contentVersion !== computed.position.contentVersion) return 'other-content'
  return positionHash(computed) === snapshot.positionSha256 ? 'same' : 'differs'
}
