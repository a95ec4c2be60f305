import { z } from 'zod'
import { FindingOut } from '@caponier/core/position/output'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { CellTraceOut } from './shapes.ts'

const read = { kind: 'permission', permission: 'findings.read' } as const

/** A finding with what a list needs beside it. */
export const FindingRow = z.strictObject({
  ...FindingOut.shape,
  title: z.string().meta({ description: 'What the rule looks for, in the language of the caller.' }),
  subjectName: z.string(),
  sites: z.array(z.string()),
})

export const findingsRoutes = {
  'findings.list': route({
    id: 'findings.list',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/findings',
    summary: 'Open findings of the consistency check, gravest first',
    access: read,
    params: TenantParams,
    returns: 'list',
    steady: true,
    out: FindingRow,
    list: {
      key: 'id',
      sort: 'severity,rule',
      fields: {
        id: 'text',
        severity: 'word',
        rule: 'word',
        title: 'text',
        subject: 'text',
        subjectName: 'text',
        framework: 'word',
        requirements: 'words',
        reason: 'text',
        fix: 'text',
        sites: 'words',
      },
    },
  }),
  'findings.show': route({
    id: 'findings.show',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/findings/one',
    summary: 'One finding with its rule explained, the cells it concerns and the duties above them',
    access: read,
    params: TenantParams,
    query: z.object({ id: z.string().min(1).max(400) }),
    returns: 'json',
    steady: true,
    out: z.strictObject({
      finding: FindingRow,
      why: z.string(),
      cells: z.array(CellTraceOut),
      duties: z.array(z.strictObject({ duty: z.string(), requirement: z.string(), strength: z.string() })),
    }),
  }),
}
