import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'

/** What came in: its hash, its size and its beginning, by which its type is recognised. */
export interface StoredBlob {
  readonly sha256: string
  readonly size: number
  /** The first 4,100 bytes at most. */
  readonly beginning: Uint8Array
}

/** A blob on its way out. */
export interface BlobOut {
  readonly stream: ReadableStream<Uint8Array>
  readonly size: number
}

/** Bytes under their hash, apart per tenant. One interface; the data folder is the usual place. */
export interface BlobStore {
  /**
   * Takes a stream to its end. Refuses more than `maxBytes` without keeping anything. When it returns, the bytes are on disk, fsynced,
   * under their hash.
   */
  readonly put: (tenant: string, stream: ReadableStream<Uint8Array>, maxBytes: number) => Promise<StoredBlob | 'too-large'>
  /** The bytes of a blob; undefined when there is none. */
  readonly get: (tenant: string, sha256: string) => Promise<BlobOut | undefined>
  /** Size in bytes; undefined when there is none. */
  readonly size: (tenant: string, sha256: string) => Promise<number | undefined>
  /** Removes a blob; nothing happens where there is none. */
  readonly remove: (tenant: string, sha256: string) => Promise<void>
  /**
   * Removes what was written more than `age` milliseconds before `now` (both as the file system tells) and that `isKnown` does not
   * name: uploads that broke off, files of removed evidence. Returns how many blobs went. Names of a batch come sorted.
   */
  readonly sweep: (
    tenant: string,
    older: { readonly now: number; readonly age: number },
    known: (hashes: readonly string[]) => Promise<ReadonlySet<string>>,
  ) => Promise<number>
}

const BEGINNING = 4_100
/** Ids that are a folder as they are, on every system and in every archive. */
const PLAIN = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*$/
const LONGEST_NAME = 100
/** No request lasts so long, so a part this old came from one that broke off, in milliseconds. */
const BROKEN_AFTER = 15 * 60_000
const SHA256 = /^[0-9a-f]{64}$/

/**
 * Folder of a tenant. An id that is not plain is named by its hash, behind a sign that no id begins with, so that no id whatever leads
 * elsewhere or fails.
 */
const folderName = (tenant: string): string =>
  PLAIN.test(tenant) && tenant.length <= LONGEST_NAME ? tenant : `_${createHash('sha256').update(tenant).digest('hex')}`

/** Blob store in a folder: `TENANT/ab/abcd…`. Names come from hashes and ids only, never from what somebody called a file. */
export function folderBlobStore(folder: string): BlobStore {
  const tenantFolder = (tenant: string): string => join(folder, folderName(tenant))
  const placeOf = (tenant: string, sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error('not a blob name')
    return join(tenantFolder(tenant), sha256.slice(0, 2), sha256)
  }
  const sizeOf = async (tenant: string, sha256: string): Promise<number | undefined> =>
    (await stat(placeOf(tenant, sha256)).catch(() => undefined))?.size
  return {
    put: async (tenant, stream, maxBytes) => {
      const incoming = join(tenantFolder(tenant), 'incoming')
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const part = join(incoming, randomBytes(12).toString('hex'))
      const written = await writePart(part, stream, maxBytes).catch(async (error: unknown) => {
        await rm(part, { force: true })
        throw error
      })
      if (written === 'too-large') {
        await rm(part, { force: true })
        return written
      }
      const place = placeOf(tenant, written.sha256)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await rename(part, place)
      await syncFolder(dirname(place))
      return written
    },
    get: async (tenant, sha256) => {
      const size = await sizeOf(tenant, sha256)
      if (size === undefined) return undefined
      return { size, stream: Readable.toWeb(createReadStream(placeOf(tenant, sha256))) as ReadableStream<Uint8Array> }
    },
    size: sizeOf,
    remove: (tenant, sha256) => rm(placeOf(tenant, sha256), { force: true }),
    sweep: async (tenant, { now, age }, known) => {
      const home = tenantFolder(tenant)
      let gone = 0
      for (const part of await namesIn(home)) {
        const old: string[] = []
        for (const name of await namesIn(join(home, part))) {
          const written = (await stat(join(home, part, name)).catch(() => undefined))?.mtimeMs
          if (
            written !== undefined &&
            now - written > (part === 'incoming' ? Math.min(age, BROKEN_AFTER) : age) &&
            (part === 'incoming' || SHA256.test(name))
          )
            old.push(name)
        }
        const kept = part === 'incoming' ? new Set<string>() : await known(old.toSorted())
        for (const name of old) {
          if (kept.has(name)) continue
          await rm(join(home, part, name), { force: true })
          gone += 1
        }
      }
      return gone
    },
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** A file is only there for good once its folder is on disk too; where folders cannot be synced, the system does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  if (handle === undefined) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}

async function writePart(path: string, stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<StoredBlob | 'too-large'> {
  const hash = createHash('sha256')
  const beginning: Uint8Array[] = []
  let kept = 0
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > maxBytes) return 'too-large'
      hash.update(chunk)
      if (kept < BEGINNING) {
        const piece = chunk.slice(0, BEGINNING - kept)
        beginning.push(piece)
        kept += piece.byteLength
      }
      await file.appendFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size, beginning: Buffer.concat(beginning) }
}
