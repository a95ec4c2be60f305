import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { BackupManifest } from './manifest.ts'
import { padding, TAR_END, writeTarHeader } from './tar.ts'

export type ArchiveEntry = BackupManifest['entries'][number]

/** A gzipped tar file that is being written. */
export interface ArchiveWriter {
  readonly bytes: (name: string, content: string | Uint8Array) => Promise<ArchiveEntry>
  /** A file from the disk, read in pieces. Throws when it changes its size meanwhile. */
  readonly file: (name: string, path: string) => Promise<ArchiveEntry>
  /** Ends the archive; on the disk when it returns. */
  readonly end: () => Promise<void>
  /** Gives up; the file stays as far as it was written. */
  readonly abandon: () => void
}

/** Opens a new private file for an archive; an existing one is refused by the operating system (EEXIST). */
export function writeArchive(path: string): ArchiveWriter {
  const gzip = createGzip({ level: 6 })
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  gzip.pipe(file)
  let failure: Error | undefined
  const onError = (error: Error): void => {
    failure ??= error
    gzip.destroy()
    file.destroy()
  }
  gzip.on('error', onError)
  file.on('error', onError)
  const put = async (chunk: Uint8Array): Promise<void> => {
    if (failure !== undefined) throw failure
    if (chunk.length > 0 && !gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), once(file, 'close')]).catch(() => undefined)
    if (failure !== undefined) throw failure as Error
  }
  const entry = async (name: string, size: number, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ArchiveEntry> => {
    await put(writeTarHeader({ name, size }))
    const hash = createHash('sha256')
    let written = 0
    for await (const chunk of chunks) {
      written += chunk.length
      hash.update(chunk)
      await put(chunk)
    }
    if (written !== size) throw new Error(`${name} changed while it was read`)
    await put(new Uint8Array(padding(size)))
    return { name, size, sha256: hash.digest('hex') }
  }
  return {
    bytes: (name, content) => {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
      return entry(name, bytes.length, [bytes])
    },
    file: async (name, from) => {
      const handle = await open(from, 'r')
      try {
        const { size } = await handle.stat()
        const chunks: AsyncIterable<Uint8Array> = createReadStream(from, {
          fd: handle.fd,
          autoClose: false,
          start: 0,
          ...(size > 0 ? { end: size - 1 } : {}),
        })
        return await entry(name, size, size > 0 ? chunks : [])
      } finally {
        await handle.close()
      }
    },
    end: async () => {
      await put(TAR_END)
      gzip.end()
      await finished(file)
      const handle = await open(path, 'r+')
      await handle.sync()
      await handle.close()
    },
    abandon: () => {
      gzip.destroy()
      file.destroy()
    },
  }
}
