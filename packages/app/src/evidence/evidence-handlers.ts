import { fail, ok } from '@caponier/core'
import type { Result } from '@caponier/core'
import type { evidenceRoutes } from '@caponier/contract/evidence/evidence'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { Evidence } from '@caponier/core/company/assessment'
import type { DocOf } from '@caponier/core/company/kinds'
import { objectHandlers } from '../company/object-handlers.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { invalid } from '../problems.ts'
import type { FileGate } from './file-gate.ts'
import { fileGate, maskedEvidence } from './file-gate.ts'
import { fileHandlers } from './file-handlers.ts'
import { evidenceRows } from './rows.ts'

type Doc = DocOf<'evidence'>
type Objects = Pick<
  Handlers<typeof evidenceRoutes>,
  | 'evidence.list'
  | 'evidence.show'
  | 'evidence.create'
  | 'evidence.replace'
  | 'evidence.archive'
  | 'evidence.remove'
  | 'evidence.history'
  | 'evidence.bulk'
>

/** The kind's handlers with rows that know which files the caller may open. */
const objects = (gate: FileGate): Objects =>
  objectHandlers('evidence', {
    slice: 'evidence',
    kind: 'evidence',
    read: 'evidence.read',
    write: 'evidence.write',
    rows: (context) => evidenceRows(context, gate),
  })

/** A document that came from anywhere, without what the caller may not know of its file. */
function masked(gate: FileGate, doc: unknown): unknown {
  const parsed = Evidence.safeParse(doc)
  return parsed.success ? maskedEvidence(parsed.data, gate.mayOpen(parsed.data)) : doc
}

const maskedProblem = <P extends Pick<ApiProblem, 'theirs' | 'yours'>>(gate: FileGate, problem: P): P => ({
  ...problem,
  ...(problem.theirs !== undefined && { theirs: masked(gate, problem.theirs) }),
  // What the caller sent was filled up with the file that is kept.
  ...(problem.yours !== undefined && { yours: masked(gate, problem.yours) }),
})

function maskedResult<T>(gate: FileGate, done: Result<T, ApiProblem>, mask: (value: T) => T): Result<T, ApiProblem> {
  return done.ok ? ok(mask(done.value)) : fail(maskedProblem(gate, done.problem))
}

/**
 * A replacement as it may be stored. A file changes by its own route only, so that its bytes and its hash stay together, and what the
 * caller cannot see is kept. Whoever may not open every file of it, former ones too, cannot make it his own or less confidential.
 */
function replacement(context: MemberContext, gate: FileGate, id: string, doc: Doc): Result<Doc, ApiProblem> {
  const before = context.model.object('evidence', id)?.doc
  if (before === undefined) return ok(doc)
  const mayOpen = gate.mayOpen(before)
  if (!gate.mayOpenAll(before) && (doc.owner !== before.owner || doc.confidentiality !== before.confidentiality))
    return fail(
      invalid([
        {
          path: doc.owner === before.owner ? 'body.confidentiality' : 'body.owner',
          message: 'is for those who may open all its files, former ones too',
          mend: 'ask the owner of this evidence',
        },
      ]),
    )
  if (mayOpen && !gate.hasFile(before)) return ok(doc)
  const { file: _, sha256: __, ...rest } = doc
  return ok({
    ...rest,
    ...(before.file !== undefined && { file: before.file }),
    ...(before.sha256 !== undefined && { sha256: before.sha256 }),
  })
}

/** Evidence and its files. Name and hash of a confidential file leave only to whom the file opens. */
export const evidenceHandlers: Handlers<typeof evidenceRoutes> = {
  ...fileHandlers,

  'evidence.list': async (context, input) => objects(await fileGate(context))['evidence.list'](context, input),

  'evidence.show': async (context, input) => {
    const gate = await fileGate(context)
    const shown = await objects(gate)['evidence.show'](context, input)
    return maskedResult(gate, shown, (value) => ({ ...value, doc: maskedEvidence(value.doc, gate.mayOpen(value.doc)) }))
  },

  'evidence.create': async (context, input) => objects(await fileGate(context))['evidence.create'](context, input),

  'evidence.replace': async (context, input) => {
    const gate = await fileGate(context)
    const doc = replacement(context, gate, input.params.id, input.body)
    if (!doc.ok) return doc
    const done = await objects(gate)['evidence.replace'](context, { ...input, body: doc.value })
    return maskedResult(gate, done, (value) => ({ ...value, doc: maskedEvidence(value.doc, gate.mayOpen(value.doc)) }))
  },

  'evidence.archive': async (context, input) => {
    const gate = await fileGate(context)
    const done = await objects(gate)['evidence.archive'](context, input)
    return maskedResult(gate, done, (value) => ({ ...value, doc: maskedEvidence(value.doc, gate.mayOpen(value.doc)) }))
  },

  'evidence.remove': async (context, input) => {
    const gate = await fileGate(context)
    return maskedResult(gate, await objects(gate)['evidence.remove'](context, input), (value) => value)
  },

  'evidence.history': async (context, input) => {
    const gate = await fileGate(context)
    const done = await objects(gate)['evidence.history'](context, input)
    // A version that was confidential once stays so for whom it was.
    return maskedResult(gate, done, (versions) => versions.map((one) => ({ ...one, doc: masked(gate, one.doc) as typeof one.doc })))
  },

  'evidence.bulk': async (context, input) => {
    const gate = await fileGate(context)
    const items: (typeof input.body.items)[number][] = []
    for (const [at, item] of input.body.items.entries()) {
      if (item.action !== 'replace') {
        items.push(item)
        continue
      }
      const doc = replacement(context, gate, item.id, item.doc)
      if (!doc.ok)
        return fail({
          ...doc.problem,
          issues: (doc.problem.issues ?? []).map((one) => ({ ...one, path: `body.items[${at}].doc.${one.path.replace('body.', '')}` })),
        })
      items.push({ ...item, doc: doc.value })
    }
    const done = await objects(gate)['evidence.bulk'](context, { ...input, body: { ...input.body, items } })
    return maskedResult(gate, done, (value) => ({
      ...value,
      results: value.results.map((one) => ({ ...one, problem: one.problem === null ? null : maskedProblem(gate, one.problem) })),
    }))
  },
}
