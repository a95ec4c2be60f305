import type { Permission } from '@caponier/contract/access/roles'
import { FOUND_KINDS, type FoundObject, type searchRoutes } from '@caponier/contract/company/search'
import { compareText, foldText, wordMatcher } from '@caponier/contract/kit/text-fold'
import { ok } from '@caponier/core'
import type { z } from 'zod'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { type AnyDoc, readableObjects } from './object-place.ts'

type Found = z.output<typeof FoundObject>
type FoundKind = Found['kind']

/** The permission under which the list of a kind is read; search shows nothing that the list would not. */
const READ: Readonly<Record<FoundKind, Permission>> = {
  site: 'company.read',
  zone: 'company.read',
  conduit: 'company.read',
  suc: 'company.read',
  network: 'company.read',
  asset: 'assets.read',
  'asset-type': 'assets.read',
  supplier: 'company.read',
  product: 'company.read',
  person: 'company.read',
  entity: 'company.read',
  control: 'controls.read',
  evidence: 'evidence.read',
}

/** How well an object fits: name begins with the words, name holds them, id does, something else does. */
type Fit = 0 | 1 | 2 | 3

export const searchHandlers = {
  'company.search': async (context, { query }) => {
    const words = query.q.split(/\s+/).filter((word) => word !== '')
    const matchers = words.map(wordMatcher)
    const holds = (text: string): boolean => matchers.every((matches) => matches(text))
    const begins = foldText(query.q.trim())
    const found: { readonly fit: Fit; readonly hit: Found }[] = []
    for (const kind of FOUND_KINDS) findIn(context, kind, holds, begins, found)
    found.sort((a, b) => a.fit - b.fit || compareText(a.hit.name, b.hit.name) || compareText(a.hit.id, b.hit.id))
    return ok({ total: found.length, hits: found.slice(0, query.limit).map(({ hit }) => hit) })
  },
} satisfies Handlers<typeof searchRoutes>

function findIn(
  context: MemberContext,
  kind: FoundKind,
  holds: (text: string) => boolean,
  begins: string,
  into: { readonly fit: Fit; readonly hit: Found }[],
): void {
  const { model } = context
  const readable = readableObjects(model, context.visible(READ[kind]))
  for (const { id, doc } of model.objects(kind)) {
    const { name } = doc
    const others = otherWords(doc)
    if (!holds([name, id, ...others].join(' ')) || !readable(kind, doc)) continue
    const fit = foldText(name).startsWith(begins) ? 0 : holds(name) ? 1 : holds(`${name} ${id}`) ? 2 : 3
    const site = 'site' in doc ? (model.object('site', doc.site)?.doc.name ?? null) : null
    into.push({ fit, hit: { kind, id, name, where: site, also: fit === 3 ? (others.find((text) => holds(text)) ?? null) : null } })
  }
}

/** Addresses and numbers by which a thing is known beside its name. */
function otherWords(doc: AnyDoc): readonly string[] {
  const interfaces = Array.isArray(doc['interfaces']) ? (doc['interfaces'] as readonly AnyDoc[]) : []
  const addresses = interfaces.flatMap((face) => [...texts(face['address']), ...texts(face['mac'])])
  return [...addresses, ...texts(doc['serial']), ...texts(doc['cidrs']), ...texts(doc['email'])]
}

const texts = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
