import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { ZEEK_UPLOAD } from '@caponier/contract/assets/zeek'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { z } from 'zod'
import type { MemberContext } from '../context.ts'
import { conflict } from '../problems.ts'

/** Logs that were uploaded and not read yet, in the data folder of this node; they go after an hour. */
const HOUR = 3_600_000

const Manifest = z.strictObject({
  tenant: z.string(),
  user: z.string(),
  site: z.string(),
  expiresAt: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type ZeekUpload = z.infer<typeof Manifest> & { readonly id: string; readonly folder: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const root = ({ app }: MemberContext): string => join(app.settings.dataDir, 'uploads', 'zeek')
const manifestFile = (folder: string): string => join(folder, 'upload.json')

export const ZEEK_GONE: ApiProblem = {
  code: 'gone',
  detail: 'this upload is no longer kept',
  kept: 'no proposal was written',
  mend: 'upload the logs again; uploads are kept for an hour',
}

/** Uploads that one person may have open; the oldest make room. */
const OPEN = 3

/** Opens an upload; those that have expired, and the person's own that are too many, are cleared away. */
export async function openZeekUpload(context: MemberContext, site: string): Promise<ZeekUpload> {
  const own = (await clearExpired(context)).filter((one) => one.user === context.user.userId)
  const tooMany = own.toSorted((a, b) => (a.expiresAt < b.expiresAt ? 1 : -1)).slice(OPEN - 1)
  for (const one of tooMany) await dropZeekUpload(one)
  const id = context.app.newId()
  const folder = join(root(context), id)
  await mkdir(join(folder, 'logs'), { recursive: true, mode: 0o700 })
  const upload = {
    tenant: context.tenant,
    user: context.user.userId,
    site,
    expiresAt: new Date(Date.parse(context.now) + HOUR).toISOString(),
    files: [],
  }
  await writeFile(manifestFile(folder), JSON.stringify(upload))
  return { ...upload, id, folder }
}

/** One's own upload that is still kept. */
export async function findZeekUpload(context: MemberContext, id: string): Promise<Result<ZeekUpload, ApiProblem>> {
  if (!UUID.test(id)) return fail(ZEEK_GONE)
  const folder = join(root(context), id)
  const upload = await readManifest(folder)
  if (upload === undefined || upload.tenant !== context.tenant || upload.user !== context.user.userId || upload.expiresAt <= context.now)
    return fail(ZEEK_GONE)
  return ok({ ...upload, id, folder })
}

async function readManifest(folder: string): Promise<z.infer<typeof Manifest> | undefined> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestFile(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Uploads that a log is being added to. */
const adding = new Set<string>()

/**
 * Adds one log to an upload. A log of the same name replaces the former one; what is over the bounds is not kept. One log at a time:
 * two that are measured against the same room would overfill it.
 */
export async function addZeekFile(
  upload: ZeekUpload,
  name: string,
  body: ReadableStream<Uint8Array>,
): Promise<Result<ZeekUpload, ApiProblem>> {
  if (adding.has(upload.id)) return fail(conflict('another log is being added to this upload', 'send one log after the other'))
  adding.add(upload.id)
  try {
    const now = await readManifest(upload.folder)
    return now === undefined ? fail(ZEEK_GONE) : await addMeasured({ ...upload, files: now.files }, name, body)
  } finally {
    adding.delete(upload.id)
  }
}

async function addMeasured(upload: ZeekUpload, name: string, body: ReadableStream<Uint8Array>): Promise<Result<ZeekUpload, ApiProblem>> {
  const others = upload.files.filter((file) => file.name !== name)
  const room = ZEEK_UPLOAD.totalBytes - others.reduce((sum, file) => sum + file.bytes, 0)
  if (others.length >= ZEEK_UPLOAD.files)
    return fail({
      code: 'too-large',
      detail: `an upload holds at most ${ZEEK_UPLOAD.files} logs`,
      kept: 'the logs before are kept',
      mend: 'read these first',
    })
  const most = Math.min(room, ZEEK_UPLOAD.fileBytes)
  const part = join(upload.folder, `${randomUUID()}.part`)
  const hash = createHash('sha256')
  let bytes = 0
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > most) return
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(measured, createWriteStream(part, { mode: 0o600 }))
    if (bytes > most)
      return fail({
        code: 'too-large',
        detail: `the logs have more than ${Math.floor(most / 1024 / 1024)} MB`,
        kept: 'the logs before are kept',
        mend: 'pack them with gzip, or read them with the command line program',
      })
    const files = [...others, { name, bytes, sha256: hash.digest('hex') }].sort((a, b) => (a.name < b.name ? -1 : 1))
    await rename(part, join(upload.folder, 'logs', name))
    const { id: _, folder: __, ...rest } = { ...upload, files }
    await writeFile(manifestFile(upload.folder), JSON.stringify(rest))
    return ok({ ...upload, files })
  } finally {
    await rm(part, { force: true })
  }
}

export const dropZeekUpload = (upload: ZeekUpload): Promise<void> => rm(upload.folder, { recursive: true, force: true })

/** Clears away what has expired; returns what is left. */
async function clearExpired(context: MemberContext): Promise<readonly ZeekUpload[]> {
  const folder = root(context)
  const left: ZeekUpload[] = []
  const names = await readdir(folder).catch((): string[] => [])
  for (const name of names) {
    const one = join(folder, name)
    const upload = await readManifest(one)
    const age = await stat(one).then(
      (facts) => Date.parse(context.now) - facts.mtimeMs,
      () => 0,
    )
    if (upload === undefined ? age > HOUR : upload.expiresAt <= context.now) await rm(one, { recursive: true, force: true })
    else if (upload !== undefined) left.push({ ...upload, id: name, folder: one })
  }
  return left
}
