import { FrameworkKey, Id, SubjectRef } from '@caponier/core/company/primitives'
import { z } from 'zod'
import type { Permission } from '../access/roles.ts'
import { TenantParams } from '../access/tenant-params.ts'
import { named } from '../company/object-routes.ts'
import { Count } from '../company/object-schemas.ts'
import { route, type SliceName } from '../kit/route.ts'
import { sentence } from '../kit/sentence.ts'

/** Most bytes of a sheet, packed. */
export const SHEET_BYTES = 32 * 1024 * 1024

const SheetParams = z.object({ tenant: Id, sheet: z.uuid() })
const RowAction = z.enum(['add', 'change', 'same', 'kept', 'error'])
const Diff = z.strictObject({ field: z.string(), before: z.string(), after: z.string() })

/** How a sheet is read. */
export const SheetOptions = z
  .strictObject({
    map: z
      .record(z.string().max(500), z.string().max(40))
      .optional()
      .meta({ description: 'Header or letter of a column to the field it holds; `-` leaves it out.' }),
    tab: z.string().max(200).optional().meta({ description: 'Sheet of the workbook; the first when absent.' }),
    overwrite: z.boolean().optional().meta({ description: 'Also overwrite what a person changed.' }),
    site: Id.optional().meta({ description: 'Site of rows that name none.' }),
    subject: SubjectRef.optional().meta({ description: 'Subject of rows that name none.' }),
    framework: FrameworkKey.optional().meta({ description: 'Framework of rows that name none.' }),
  })
  .meta({ id: 'SheetOptions' })

export const SheetRow = z
  .strictObject({
    row: z.int().meta({ description: 'As a spreadsheet program numbers it.' }),
    action: RowAction.meta({ description: 'kept: a person changed it here, and that stands.' }),
    key: z.string(),
    diffs: z.array(Diff),
    kept: z.array(Diff),
    errors: z.array(z.strictObject({ column: z.string(), value: z.string(), why: sentence(), mend: sentence() })),
  })
  .meta({ id: 'SheetRow' })

export const SheetPreview = z
  .strictObject({
    sheet: z.uuid(),
    fileName: z.string(),
    expiresAt: z.string(),
    options: SheetOptions,
    header: z.array(z.string()),
    mapping: z.array(
      z.strictObject({
        column: z.int(),
        letter: z.string(),
        header: z.string(),
        field: z.string().nullable(),
        how: z.enum(['chosen', 'header', 'synonym', 'similar', 'informative', 'unknown', 'taken']),
      }),
    ),
    fields: z.array(z.strictObject({ field: z.string(), title: z.string() })).meta({ description: 'What columns can be mapped to.' }),
    problem: z
      .strictObject({ message: sentence(), issues: z.array(z.strictObject({ path: z.string(), message: sentence(), mend: sentence() })) })
      .nullable()
      .meta({ description: 'Why the sheet cannot be read as it is mapped now; rows are empty then.' }),
    counts: z.strictObject({ add: Count, change: Count, same: Count, kept: Count, error: Count }),
    rows: z.array(SheetRow).meta({ description: 'The first rows that matter: errors, then kept, changes and additions; at most 200.' }),
    fingerprint: z.string().meta({ description: 'Names exactly this preview; applying sends it back.' }),
  })
  .meta({ id: 'SheetPreview' })

const FileQuery = z.object({
  name: z.string().max(200).optional().meta({ description: 'Name of the file, for people.' }),
  site: Id.optional(),
  subject: SubjectRef.optional(),
  framework: FrameworkKey.optional(),
})

interface SheetRouteSpec<Prefix extends string, Write extends Permission, Read extends Permission, Query extends z.ZodObject> {
  readonly prefix: Prefix
  readonly slice: SliceName
  readonly path: string
  readonly what: string
  readonly write: Write
  readonly read: Read
  readonly exportQuery: Query
}

/** The routes of one kind of sheet: upload, preview, rows, apply, discard and export. */
export function sheetRoutes<
  const Prefix extends string,
  const Write extends Permission,
  const Read extends Permission,
  Query extends z.ZodObject,
>(of: SheetRouteSpec<Prefix, Write, Read, Query>) {
  const { prefix, slice, path, what } = of
  const write = { kind: 'permission', permission: of.write } as const
  return named(prefix, {
    upload: route({
      id: `${prefix}.upload`,
      slice,
      method: 'POST',
      path: `${path}/imports`,
      summary: `Uploads a CSV or XLSX sheet of ${what} and shows what it would do; nothing is written`,
      access: write,
      params: TenantParams,
      query: FileQuery,
      accepts: 'bytes',
      maxBytes: SHEET_BYTES,
      returns: 'json',
      repeatable: true,
      out: SheetPreview,
      status: 201,
      errors: ['too-large', 'unsupported-media'],
    }),
    preview: route({
      id: `${prefix}.preview`,
      slice,
      method: 'POST',
      path: `${path}/imports/{sheet}/preview`,
      summary: `Shows again what a sheet of ${what} would do, with columns mapped otherwise`,
      access: write,
      params: SheetParams,
      body: SheetOptions,
      returns: 'json',
      out: SheetPreview,
      errors: ['gone'],
      example: { body: { map: { Gerätename: 'name' }, overwrite: false } },
    }),
    rows: route({
      id: `${prefix}.rows`,
      slice,
      method: 'GET',
      path: `${path}/imports/{sheet}/rows`,
      summary: `Lists the rows of the preview of a sheet of ${what}`,
      access: write,
      params: SheetParams,
      returns: 'list',
      out: SheetRow,
      list: { fields: { row: 'number', action: 'word', key: 'text' }, key: 'row', sort: 'row' },
      errors: ['gone'],
    }),
    apply: route({
      id: `${prefix}.apply`,
      slice,
      method: 'POST',
      path: `${path}/imports/{sheet}/apply`,
      summary: `Writes what the preview of a sheet of ${what} showed, in one transaction; rows with errors are left out`,
      access: write,
      params: SheetParams,
      body: z.strictObject({ fingerprint: z.string().max(64) }),
      returns: 'json',
      repeatable: true,
      out: z.strictObject({ added: Count, changed: Count, same: Count, kept: Count, left: Count }),
      errors: ['gone', 'conflict'],
      example: { body: { fingerprint: '3f6d' } },
    }),
    discard: route({
      id: `${prefix}.discard`,
      slice,
      method: 'DELETE',
      path: `${path}/imports/{sheet}`,
      summary: `Throws an uploaded sheet of ${what} away`,
      access: write,
      params: SheetParams,
      returns: 'empty',
    }),
    export: route({
      id: `${prefix}.export`,
      slice,
      method: 'GET',
      path: `${path}/sheet`,
      summary: `The sheet of ${what} that the import reads back`,
      access: { kind: 'permission', permission: of.read },
      params: TenantParams,
      query: of.exportQuery,
      returns: 'file',
    }),
  })
}

const Format = z.enum(['csv', 'xlsx'])

/** How a sheet of the company's lists is exported. */
export const ObjectSheetQuery = z.object({ format: Format.optional() })

export const assetSheetRoutes = sheetRoutes({
  prefix: 'asset-sheets',
  slice: 'assets',
  path: '/api/tenants/{tenant}/assets',
  what: 'assets',
  write: 'assets.write',
  read: 'assets.read',
  exportQuery: z.object({ format: Format.optional(), site: Id.optional() }),
})

export const answerSheetRoutes = sheetRoutes({
  prefix: 'answer-sheets',
  slice: 'assessment',
  path: '/api/tenants/{tenant}/answer-sheets',
  what: 'answers',
  write: 'assessment.answer',
  read: 'assessment.read',
  exportQuery: z.object({
    format: Format.optional(),
    subject: SubjectRef.optional(),
    framework: FrameworkKey.optional(),
    open: z.boolean().optional().meta({ description: 'Also rows of requirements without answer; true when absent.' }),
  }),
})

export const assetTypeSheetRoutes = sheetRoutes({
  prefix: 'asset-type-sheets',
  slice: 'assets',
  path: '/api/tenants/{tenant}/asset-type-sheets',
  what: 'asset types',
  write: 'assets.write',
  read: 'assets.read',
  exportQuery: ObjectSheetQuery,
})
