import { Person, ResponsibilityRow as Responsibility } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from './object-routes.ts'
import { Count, rowBase } from './object-schemas.ts'

export const PersonRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    function: z.string().nullable(),
    sites: z.array(z.string()),
    siteNames: z.string(),
    entities: z.array(z.string()),
    owns: Count.meta({ description: 'What it owns, of what the caller may see.' }),
  })
  .meta({ id: 'PersonRow' })

const personExample = { name: 'Maintenance lead', function: 'Maintenance', sites: ['main-plant'] }

/** People of the company, with or without an account. */
export const personRoutes = objectRoutes({
  prefix: 'persons',
  slice: 'company',
  noun: { one: 'person', many: 'people' },
  read: 'company.read',
  write: 'company.write',
  doc: Person.meta({ id: 'Person' }),
  draft: Person.partial({ id: true }),
  row: PersonRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      function: 'text',
      sites: 'words',
      siteNames: 'text',
      entities: 'words',
      owns: 'number',
    },
    key: 'id',
    sort: 'name',
  },
  example: { draft: personExample, doc: { id: 'maintenance-lead', ...personExample } },
})

export const ResponsibilityListRow = z
  .strictObject({
    ...rowBase,
    framework: z.string(),
    requirement: z.string(),
    requirementTitle: z.string().nullable(),
    subject: z.string().nullable(),
    subjectName: z.string().nullable(),
    party: z.enum(['owner', 'integrator', 'supplier']),
    role: z.enum(['responsible', 'accountable', 'consulted', 'informed']),
    person: z.string().nullable(),
    personName: z.string().nullable(),
    supplier: z.string().nullable(),
    supplierName: z.string().nullable(),
  })
  .meta({ id: 'ResponsibilityListRow' })

const responsibilityExample = {
  framework: 'iec62443-3-3:2013',
  requirement: 'SR 1.1',
  subject: 'zone:winding-line-3',
  party: 'owner' as const,
  role: 'responsible' as const,
  person: 'maintenance-lead',
}

/** Who is responsible for a requirement: owner, integrator, supplier; RACI. */
export const responsibilityRoutes = objectRoutes({
  prefix: 'responsibilities',
  slice: 'company',
  noun: { one: 'responsibility', many: 'responsibilities' },
  read: 'company.read',
  write: 'company.write',
  doc: Responsibility.meta({ id: 'Responsibility' }),
  draft: Responsibility,
  row: ResponsibilityListRow,
  list: {
    fields: {
      id: 'word',
      framework: 'word',
      requirement: 'text',
      requirementTitle: 'text',
      subject: 'word',
      subjectName: 'text',
      party: 'word',
      role: 'word',
      person: 'word',
      personName: 'text',
      supplier: 'word',
      supplierName: 'text',
    },
    key: 'id',
    sort: 'framework,requirement',
  },
  example: { draft: responsibilityExample, doc: responsibilityExample },
})
