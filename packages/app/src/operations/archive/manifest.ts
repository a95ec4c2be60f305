import { z } from 'zod'

/** Raised when a reader of today could no longer read what is written. */
export const BACKUP_FORMAT = 1

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** The first entry, `backup.json`: what the archive is, before anything of it is read. */
export const BackupHead = z.strictObject({
  caponierBackup: z.literal(BACKUP_FORMAT),
  /** Program that wrote it. */
  version: z.string(),
  /** Instant in UTC. */
  createdAt: z.iso.datetime(),
  migrations: z.array(z.strictObject({ name: z.string(), sha256: Sha256 })).min(1),
  tables: z.array(z.strictObject({ name: z.string().regex(/^[a-z_]+$/), columns: z.array(z.string()).min(1) })),
})
export type BackupHead = z.infer<typeof BackupHead>

/** The last entry, `manifest.json`: every other entry with its hash, rows by table, and the end of every organisation's log. */
export const BackupManifest = z.strictObject({
  entries: z.array(z.strictObject({ name: z.string(), size: z.int().nonnegative(), sha256: Sha256 })),
  rows: z.record(z.string(), z.int().nonnegative()),
  heads: z.array(z.strictObject({ tenant: z.string(), seq: z.int().nonnegative(), hash: Sha256 })),
})
export type BackupManifest = z.infer<typeof BackupManifest>

export const HEAD_NAME = 'backup.json'
export const MANIFEST_NAME = 'manifest.json'
