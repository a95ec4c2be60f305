import type { DocOf, Kind } from './kinds.ts'
import { KIND_NAMES, KINDS } from './kinds.ts'
import type { Workspace } from './workspace.ts'

/** One object that another names. `path` is where in the document that names it, e.g. `zones[1]`. */
export interface Reference {
  readonly kind: Kind
  readonly id: string
  readonly path: string
}

const one = (kind: Kind, id: string | undefined, path: string): readonly Reference[] => (id === undefined ? [] : [{ kind, id, path }])
const many = (kind: Kind, ids: readonly string[] | undefined, path: string): readonly Reference[] =>
  (ids ?? []).map((id, at) => ({ kind, id, path: `${path}[${at}]` }))

/** The object behind a subject such as `zone:line-3`; none for the organisation. */
export function subjectObject(ref: string | undefined): { readonly kind: Kind; readonly id: string } | undefined {
  const colon = ref?.indexOf(':') ?? -1
  if (ref === undefined || colon < 0) return undefined
  const kind = KIND_NAMES.find((name) => KINDS[name].subject === ref.slice(0, colon))
  return kind === undefined ? undefined : { kind, id: ref.slice(colon + 1) }
}

const subject = (ref: string | undefined): readonly Reference[] => {
  const object = subjectObject(ref)
  return object === undefined ? [] : [{ ...object, path: 'subject' }]
}

const NONE = (): readonly Reference[] => []

const REFERENCES: { readonly [K in Kind]: (doc: DocOf<K>) => readonly Reference[] } = {
  person: (doc) => [...many('site', doc.sites, 'sites'), ...many('entity', doc.entities, 'entities')],
  entity: (doc) => one('person', doc.owner, 'owner'),
  site: (doc) => [...many('entity', doc.entities, 'entities'), ...one('person', doc.owner, 'owner')],
  suc: (doc) => [...one('site', doc.site, 'site'), ...one('person', doc.owner, 'owner')],
  zone: (doc) => [...one('site', doc.site, 'site'), ...one('suc', doc.suc, 'suc'), ...one('person', doc.owner, 'owner')],
  conduit: (doc) => [...many('zone', doc.zones, 'zones'), ...one('person', doc.owner, 'owner')],
  network: (doc) => [...one('site', doc.site, 'site'), ...one('zone', doc.zone, 'zone')],
  supplier: (doc) => [
    ...many('entity', doc.entities, 'entities'),
    ...many('site', doc.sites, 'sites'),
    ...one('person', doc.owner, 'owner'),
    ...(doc.access ?? []).flatMap((access, at) => [
      ...one('zone', access.zone, `access[${at}].zone`),
      ...one('conduit', access.through, `access[${at}].through`),
    ]),
  ],
  product: (doc) => many('entity', doc.entities, 'entities'),
  'asset-type': (doc) => one('supplier', doc.supplier, 'supplier'),
  asset: (doc) => [
    ...one('site', doc.site, 'site'),
    ...one('zone', doc.zone, 'zone'),
    ...one('asset-type', doc.type, 'type'),
    ...one('person', doc.owner, 'owner'),
    ...(doc.interfaces ?? []).flatMap((face, at) => one('network', face.network, `interfaces[${at}].network`)),
  ],
  flow: (doc) => [
    ...one('site', doc.site, 'site'),
    ...(['source', 'target'] as const).flatMap((end) => [
      ...one('asset', doc[end].asset, `${end}.asset`),
      ...one('zone', doc[end].zone, `${end}.zone`),
    ]),
  ],
  proposal: (doc) => [...one('site', doc.site, 'site'), ...one('person', doc.decidedBy, 'decidedBy')],
  control: (doc) => one('person', doc.owner, 'owner'),
  evidence: (doc) => one('person', doc.owner, 'owner'),
  contradiction: (doc) => [
    ...subject(doc.subject),
    ...one('flow', doc.flow, 'flow'),
    ...one('evidence', doc.evidence, 'evidence'),
    ...one('person', doc.by, 'by'),
  ],
  snapshot: NONE,
  responsibility: (doc) => [...subject(doc.subject), ...one('person', doc.person, 'person'), ...one('supplier', doc.supplier, 'supplier')],
  'adopted-framework': NONE,
}

/** Every object that a document names by id, in the order of its keys. */
export const referencesOf = <K extends Kind>(kind: K, doc: DocOf<K>): readonly Reference[] => REFERENCES[kind](doc)

/** Something that names an object, or hangs on it as on a subject. */
export interface Referrer {
  readonly kind: Kind | 'answer' | 'link'
  /** Of an object its id; of an answer or a link the subject it is given for. */
  readonly id: string
  readonly path: string
}

/**
 * What names an object: the reason why it cannot be removed. Answers and links come once for each subject that they are given for.
 * Stops after `most`, so that a site with ten thousand assets is told in a few lines.
 */
export function referrersOf(workspace: Workspace, kind: Kind, id: string, most = 50): readonly Referrer[] {
  const found: Referrer[] = []
  const told = new Set<string>()
  const put = (referrer: Referrer): void => {
    const key = `${referrer.kind} ${referrer.id}`
    if (told.has(key) || found.length >= most) return
    told.add(key)
    found.push(referrer)
  }
  for (const name of KIND_NAMES) gatherFrom(workspace, name, kind, id, put)
  const ref = KINDS[kind].subject === null ? undefined : `${KINDS[kind].subject}:${id}`
  for (const answer of workspace.answers ?? [])
    if (answer.subject === ref || (kind === 'person' && (answer.by === id || answer.reviewer === id)))
      put({ kind: 'answer', id: answer.subject, path: answer.requirement })
  for (const link of workspace.links ?? [])
    if (
      link.subject === ref ||
      (kind === 'control' && link.controls?.includes(id) === true) ||
      (kind === 'evidence' && link.evidence?.includes(id) === true)
    )
      put({ kind: 'link', id: link.subject, path: link.requirements.join(', ') })
  return found
}

/** The objects of a kind in a workspace document. */
export const docsOf = <K extends Kind>(workspace: Workspace, kind: K): readonly DocOf<K>[] => {
  const list: readonly DocOf<Kind>[] = workspace[KINDS[kind].key] ?? []
  return list as readonly DocOf<K>[]
}

function gatherFrom(workspace: Workspace, name: Kind, kind: Kind, id: string, put: (referrer: Referrer) => void): void {
  docsOf(workspace, name).forEach((doc, at) => {
    const reference = referencesOf(name, doc).find((named) => named.kind === kind && named.id === id)
    if (reference === undefined) return
    const { idOf } = KINDS[name]
    put({ kind: name, id: idOf === null ? String(at) : String((doc as Readonly<Record<string, unknown>>)[idOf]), path: reference.path })
  })
}
