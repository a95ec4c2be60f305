import type { Queries } from '../tenant/transaction.ts'

/** A sheet that somebody uploaded and has not decided on. */
export interface SheetUpload {
  readonly id: string
  /** Name of the list, e.g. `assets` or `zones`. */
  readonly kind: string
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly options: unknown
  readonly expiresAt: Date
}

/** Uploads that one person may have open in a tenant; the oldest make room. */
const OPEN = 3

/** Keeps an upload; what has expired goes, and the oldest of the person's where there are too many. */
export async function insertSheetUpload(queries: Queries, tenant: string, user: string, upload: SheetUpload, now: Date): Promise<void> {
  await queries.deleteFrom('sheet_upload').where('tenant_id', '=', tenant).where('expires_at', '<=', now).execute()
  const older = await queries
    .selectFrom('sheet_upload')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .orderBy('created_at', 'desc')
    .offset(OPEN - 1)
    .execute()
  if (older.length > 0)
    await queries
      .deleteFrom('sheet_upload')
      .where('tenant_id', '=', tenant)
      .where(
        'id',
        'in',
        older.map((one) => one.id),
      )
      .execute()
  await queries
    .insertInto('sheet_upload')
    .values({
      tenant_id: tenant,
      id: upload.id,
      user_id: user,
      kind: upload.kind,
      file_name: upload.fileName,
      bytes: Buffer.from(upload.bytes),
      options: JSON.stringify(upload.options),
      created_at: now,
      expires_at: upload.expiresAt,
    })
    .execute()
}

/** One's own upload; undefined when there is none or it has expired. */
export async function findSheetUpload(
  queries: Queries,
  tenant: string,
  user: string,
  kind: string,
  id: string,
  now: Date,
): Promise<SheetUpload | undefined> {
  const row = await queries
    .selectFrom('sheet_upload')
    .select(['id', 'file_name as fileName', 'bytes', 'options', 'expires_at as expiresAt'])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, kind }
}

/** Keeps how a sheet is to be read. */
export async function setSheetOptions(queries: Queries, tenant: string, user: string, id: string, options: unknown): Promise<void> {
  await queries
    .updateTable('sheet_upload')
    .set({ options: JSON.stringify(options) })
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('id', '=', id)
    .execute()
}

export async function deleteSheetUpload(queries: Queries, tenant: string, user: string, id: string): Promise<void> {
  await queries.deleteFrom('sheet_upload').where('tenant_id', '=', tenant).where('user_id', '=', user).where('id', '=', id).execute()
}
