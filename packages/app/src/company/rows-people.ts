import type { z } from 'zod'
import type { PersonRow, ResponsibilityListRow } from '@caponier/contract/company/persons'
import type { ProductRow, SupplierRow } from '@caponier/contract/company/suppliers'
import type { DocOf } from '@caponier/core/company/kinds'
import type { Stored } from '@caponier/store/model/tables'
import type { MemberContext } from '../context.ts'
import { namesFor } from './object-names.ts'
import { placeOf, placeSource } from './object-place.ts'
import { findingCounts, lifeOf } from './row-parts.ts'

type Row<S extends z.ZodType> = z.input<S>

export function supplierRows(context: MemberContext): (stored: Stored<DocOf<'supplier'>>) => Row<typeof SupplierRow> {
  const { model } = context
  const visible = context.visible('company.read')
  const names = namesFor(model, visible)
  const findings = findingCounts(context)
  const seesZone = (id: string): boolean => visible.subject(`zone:${id}`)
  return ({ id, version, doc }) => {
    const access = (doc.access ?? []).filter((one) => seesZone(one.zone))
    return {
      id,
      version,
      name: doc.name,
      country: doc.country ?? null,
      services: (doc.services ?? []).join(', '),
      criticality: doc.criticality ?? 2,
      entities: [...(doc.entities ?? [])],
      sites: [...(doc.sites ?? [])],
      reaches: new Set(access.map((one) => one.zone)).size,
      remote: access.some((one) => one.kind !== 'on-site'),
      openFindings: findings.get(`supplier:${id}`) ?? 0,
      owner: doc.owner ?? null,
      ownerName: names.maybe('person', doc.owner),
      ...lifeOf(doc, context.today),
    }
  }
}

export function productRows(context: MemberContext): (stored: Stored<DocOf<'product'>>) => Row<typeof ProductRow> {
  const names = namesFor(context.model, context.visible('company.read'))
  const findings = findingCounts(context)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    entities: [...(doc.entities ?? [])],
    entityNames: names.all('entity', doc.entities),
    criticality: doc.criticality ?? 2,
    openFindings: findings.get(`product:${id}`) ?? 0,
    ...lifeOf(doc, context.today),
  })
}

const OWNED = ['entity', 'site', 'suc', 'zone', 'conduit', 'supplier', 'asset'] as const

export function personRows(context: MemberContext): (stored: Stored<DocOf<'person'>>) => Row<typeof PersonRow> {
  const { model } = context
  const visible = context.visible('company.read')
  const names = namesFor(model, visible)
  const source = placeSource(model)
  const owns = new Map<string, number>()
  const count = (kind: (typeof OWNED)[number]): void => {
    for (const { doc } of model.objects(kind))
      if (doc.owner !== undefined && visible.place(placeOf(kind, doc, source))) owns.set(doc.owner, (owns.get(doc.owner) ?? 0) + 1)
  }
  OWNED.forEach(count)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    function: doc.function ?? null,
    sites: [...(doc.sites ?? [])],
    siteNames: names.all('site', doc.sites),
    entities: [...(doc.entities ?? [])],
    owns: owns.get(id) ?? 0,
  })
}

export function responsibilityRows(context: MemberContext): (stored: Stored<DocOf<'responsibility'>>) => Row<typeof ResponsibilityListRow> {
  const names = namesFor(context.model, context.visible('company.read'))
  const titles = new Map(
    context.app.content.frameworks.flatMap((framework) =>
      framework.requirements.map((one) => [`${framework.key} ${one.id}`, one.title[context.language]] as const),
    ),
  )
  return ({ id, version, doc }) => ({
    id,
    version,
    framework: doc.framework,
    requirement: doc.requirement,
    requirementTitle: titles.get(`${doc.framework} ${doc.requirement}`) ?? null,
    subject: doc.subject ?? null,
    subjectName: names.subject(doc.subject),
    party: doc.party,
    role: doc.role,
    person: doc.person ?? null,
    personName: names.maybe('person', doc.person),
    supplier: doc.supplier ?? null,
    supplierName: names.maybe('supplier', doc.supplier),
  })
}
