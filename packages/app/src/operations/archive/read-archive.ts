import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { BLOCK, padding, readTarHeader } from './tar.ts'

/** One entry on its way out. Its chunks must be taken, or are skipped, before the next is asked for. */
export interface EntryOut {
  readonly name: string
  readonly size: number
  readonly chunks: AsyncGenerator<Uint8Array>
}

/** Archive that is cut, damaged or none; in words. */
export class DamagedArchive extends Error {
  override readonly name = 'DamagedArchive'
}

/** Reads an archive entry by entry, in bounded memory. Throws {@link DamagedArchive}, or what the file system says. */
export async function* readArchive(path: string): AsyncGenerator<EntryOut> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  const source = chunkReader(file.pipe(gunzip))
  try {
    for (;;) {
      const block = await source.exactly(BLOCK)
      const header = headerOf(block)
      if (header === undefined) return
      let left = header.size
      const chunks = (async function* (): AsyncGenerator<Uint8Array> {
        while (left > 0) {
          const chunk = await source.upTo(left)
          left -= chunk.length
          yield chunk
        }
      })()
      yield { ...header, chunks }
      while (left > 0) left -= (await source.upTo(left)).length
      await source.exactly(padding(header.size))
    }
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

/** The whole text of an entry that may not be larger than `most` bytes. */
export async function entryText(entry: EntryOut, most: number): Promise<string> {
  if (entry.size > most) throw new DamagedArchive(`${entry.name} is larger than ${most} bytes`)
  const parts: Uint8Array[] = []
  for await (const chunk of entry.chunks) parts.push(chunk)
  return Buffer.concat(parts).toString('utf8')
}

function headerOf(block: Uint8Array): ReturnType<typeof readTarHeader> {
  try {
    return readTarHeader(block)
  } catch (error) {
    throw new DamagedArchive(error instanceof Error ? error.message : String(error))
  }
}

async function nextOf(iterator: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await iterator.next()
  } catch (error) {
    const isOfZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isOfZlib ? new DamagedArchive('it is cut, damaged, or no gzip file') : error
  }
}

function chunkReader(stream: AsyncIterable<Uint8Array>) {
  const iterator = stream[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array(0)
  const upTo = async (most: number): Promise<Uint8Array> => {
    while (held.length === 0) {
      const next = await nextOf(iterator)
      if (next.done === true) throw new DamagedArchive('it is cut')
      held = next.value
    }
    const taken = held.subarray(0, most)
    held = held.subarray(taken.length)
    return taken
  }
  return {
    upTo,
    exactly: async (count: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(count)
      for (let filled = 0; filled < count;) {
        const chunk = await upTo(count - filled)
        bytes.set(chunk, filled)
        filled += chunk.length
      }
      return bytes
    },
  }
}
