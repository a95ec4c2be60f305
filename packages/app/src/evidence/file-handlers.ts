import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { evidenceRoutes } from '@caponier/contract/evidence/evidence'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { evidenceFiles } from '@caponier/store/evidence/files'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { visibleMoved } from '../assessment/moved-numbers.ts'
import { change } from '../change.ts'
import { changeWithFile } from './change-with-file.ts'
import { modelNow } from '../company/model-now.ts'
import { commitDifference } from '../company/object-commit.ts'
import { covers } from '../company/object-place.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, invalid, notFound, stale } from '../problems.ts'
import { fileGate, maskedEvidence, visibleEvidence } from './file-gate.ts'
import { titleOfFile } from './file-name.ts'
import { linkGate } from './link-gate.ts'
import type { LinkCells } from './link-changes.ts'
import { attachLinks } from './link-writes.ts'
import { isShown, servedType } from './media-type.ts'
import { addEvidence, datesProblem, enterEvidence, noteFile } from './new-evidence.ts'
import { renewEvidence } from './renew.ts'
import { fileOut, storedFileOut, takeFile } from './take-file.ts'

type FileRoutes = Pick<
  typeof evidenceRoutes,
  'evidence.add' | 'evidence.refer' | 'evidence.upload' | 'evidence.renew' | 'evidence.files' | 'evidence.download'
>

/** Files of evidence: taken in, renewed, listed and handed out. */
export const fileHandlers: Handlers<FileRoutes> = {
  'evidence.add': async (context, { query, body }) => {
    const cells = cellsOf(query)
    if (!cells.ok) return cells
    const effective = query.effective ?? context.today
    const owner = query.owner ?? context.personId ?? undefined
    const refused = (await mayAdd(context, cells.value, owner)) ?? datesProblem(effective, query.validUntil)
    if (refused !== null) return fail(refused)
    const file = await takeFile(context, body, query.name)
    if (!file.ok) return file
    context.model.live(context.today)
    const draft = {
      name: query.title ?? titleOfFile(file.value.name),
      effective,
      ...(query.kind !== undefined && { kind: query.kind }),
      ...(query.validUntil !== undefined && { validUntil: query.validUntil }),
      ...(query.confidentiality !== undefined && { confidentiality: query.confidentiality }),
      ...(owner !== undefined && { owner }),
    }
    const done = await changeWithFile(
      context,
      file.value,
      async (one) => {
        const model = await modelNow(one, context)
        const added = await addEvidence(one, context, model, draft, file.value)
        if (!added.ok) return added
        const links = cells.value === null ? [] : await attachLinks(one, context, model, { ...cells.value, evidence: [added.value.id] })
        return ok({ ...added.value, links })
      },
      cells.value === null ? [] : [cells.value.subject],
    )
    if (!done.ok) return done
    return ok({ ...done.value.value, file: fileOut(file.value, context.now), moved: visibleMoved(context, done.value.moved) })
  },

  'evidence.refer': async (context, { body }) => {
    const { subject, framework, evidence } = body
    const cells = { subject, framework, requirements: [...new Set(body.requirements)], controls: [], evidence: ['new'] }
    const owner = evidence.owner ?? context.personId ?? undefined
    const draft = { ...evidence, effective: evidence.effective ?? context.today, ...(owner !== undefined && { owner }) }
    const refused = (await mayAdd(context, cells, owner)) ?? datesProblem(draft.effective, draft.validUntil)
    if (refused !== null) return fail(refused)
    context.model.live(context.today)
    const done = await change(
      context,
      ['evidence', 'position'],
      async (one) => {
        const model = await modelNow(one, context)
        const added = await enterEvidence(one, context, model, draft)
        return added.ok
          ? ok({ ...added.value, links: await attachLinks(one, context, model, { ...cells, evidence: [added.value.id] }) })
          : added
      },
      [subject],
    )
    return done.ok ? ok({ ...done.value.value, moved: visibleMoved(context, done.value.moved) }) : done
  },

  'evidence.upload': async (context, { params, query, body, version }) => {
    const gate = await fileGate(context)
    const seen = visibleEvidence(context, gate, params.id)
    if (!seen.ok) return seen
    const place = context.model.places().ofLinked(`evidence:${params.id}`, seen.value.owner)
    if (!covers(context.visible('evidence.write'), place)) return fail(forbidden('give this evidence a file'))
    const standing = context.model.object('evidence', params.id)
    const theirs = maskedEvidence(seen.value, gate.mayOpen(seen.value))
    if (standing?.version !== version) return fail(stale(standing?.version ?? 0, theirs, null))
    const file = await takeFile(context, body, query.name)
    if (!file.ok) return file
    const done = await changeWithFile(context, file.value, async (one) => {
      const before = (await modelNow(one, context)).object('evidence', params.id)
      if (before === undefined) return fail(notFound(`the piece of evidence "${params.id}"`))
      if (before.version !== version) return fail(stale(before.version, maskedEvidence(before.doc, gate.mayOpen(before.doc)), null))
      const doc = { ...before.doc, file: file.value.name, sha256: file.value.sha256 }
      const stands = await commitDifference(one, 'evidence', [{ id: params.id, doc, before }], [], 'person')
      const noted = await noteFile(one, context, params.id, file.value)
      return noted.ok ? ok(stands.get(params.id)?.version ?? version + 1) : noted
    })
    if (!done.ok) return done
    return ok({ id: params.id, version: done.value.value, file: fileOut(file.value, context.now) })
  },

  'evidence.renew': async (context, { params, query, body }) => renewEvidence(context, params.id, query, body),

  'evidence.files': async (context, { params }) => {
    const gate = await fileGate(context)
    const seen = visibleEvidence(context, gate, params.id)
    if (!seen.ok) return seen
    const files = await filesOf(context, params.id)
    return ok(files.filter((one) => gate.mayOpen(seen.value, one.sha256)).map(storedFileOut))
  },

  'evidence.download': async (context, { params, query }) => {
    const gate = await fileGate(context)
    const seen = visibleEvidence(context, gate, params.id)
    if (!seen.ok) return seen
    const files = await filesOf(context, params.id)
    const wanted = query.sha256 ?? seen.value.sha256 ?? files[0]?.sha256
    const file = files.find((one) => one.sha256 === wanted)
    if (!gate.mayOpen(seen.value, wanted)) return fail(forbidden('open the file of this evidence, which is confidential'))
    if (file === undefined) return fail(notFound('a file of this evidence'))
    const blob = await context.app.blobs.get(context.tenant, file.sha256)
    if (blob === undefined)
      return fail({
        code: 'environment',
        detail: `the bytes of ${file.name} are not in the store of files`,
        mend: 'restore the folder of files from a backup, or upload the file again',
      })
    const inline = isShown(file.mediaType) && query.save !== true
    return ok({ name: file.name, mediaType: servedType(file.mediaType), bytes: blob.stream, inline })
  },
}

const filesOf = ({ app, tenant }: MemberContext, id: string) =>
  inTransaction(app.pool, { tenant }, 'read only', (queries) => evidenceFiles(queries, tenant, id))

/** Where the new evidence is to hang: all three of subject, framework and requirement, or none. */
function cellsOf(query: {
  readonly subject?: string | undefined
  readonly framework?: string | undefined
  readonly requirement?: readonly string[] | undefined
}): Result<LinkCells | null, ApiProblem> {
  const { subject, framework } = query
  const requirements = [...new Set(query.requirement)]
  if (subject === undefined && framework === undefined && requirements.length === 0) return ok(null)
  if (subject === undefined || framework === undefined || requirements.length === 0)
    return fail(
      invalid([
        {
          path: subject === undefined ? 'query.subject' : framework === undefined ? 'query.framework' : 'query.requirement',
          message: 'is missing: evidence hangs on requirements of a framework for a subject',
          mend: 'name all three, or none of them',
        },
      ]),
    )
  return ok({ subject, framework, requirements, controls: [], evidence: ['new'] })
}

/** Evidence for a subject may be added by whoever may link there; evidence that hangs nowhere where its owner works. */
async function mayAdd(context: MemberContext, cells: LinkCells | null, owner: string | undefined): Promise<ApiProblem | null> {
  if (owner !== undefined && owner !== context.personId && context.visible('evidence.write').none)
    return invalid([{ path: 'query.owner', message: 'is not you', mend: 'leave it out' }])
  if (cells !== null) {
    const allowed = await linkGate(context, cells)
    return allowed.ok ? null : allowed.problem
  }
  const place = context.model.places().ofLinked('evidence:', owner)
  return covers(context.visible('evidence.write'), place)
    ? null
    : { ...forbidden('add evidence that hangs nowhere'), mend: 'name the subject and the requirement that it proves' }
}
