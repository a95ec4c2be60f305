import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { FileProblem, ObservedTraffic } from './observed.ts'
import { createZeekReader, type ZeekLimits, type ZeekReader } from './reader.ts'

/** Limits against archives made to explode. Logs compress 5 to 40 times, DEFLATE can reach about 1,030 times. */
export interface GzipLimits {
  /** Most bytes that one file may unpack to. */
  readonly unpackedBytes: number
  /** Most times its own size, judged once 64 MiB are out. */
  readonly ratio: number
}

export const GZIP_LIMITS: GzipLimits = { unpackedBytes: 64 * 2 ** 30, ratio: 300 }

export interface ZeekFolderProgress {
  readonly file: string
  readonly filesDone: number
  readonly filesTotal: number
  /** Bytes as they lie on disk. */
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly rowsRead: number
}

export interface ZeekFolderOptions {
  readonly onProgress?: (progress: ZeekFolderProgress) => void
  /** Stops between two chunks; the answer is then the problem `cancelled`. */
  readonly signal?: AbortSignal
  readonly limits?: Partial<ZeekLimits>
  readonly gzip?: Partial<GzipLimits>
}

/** `skipped`: files that are conn logs by name but packed in a way that is not read. */
export interface ZeekFolder extends ObservedTraffic {
  readonly skipped: readonly { readonly file: string; readonly reason: 'compression-not-read' }[]
}

export interface ZeekFolderProblem {
  readonly kind: 'not-found' | 'no-conn-log' | 'unreadable' | 'cancelled'
  readonly message: string
  readonly mend: string
}

export type ZeekFolderResult =
  | { readonly ok: true; readonly value: ZeekFolder }
  | { readonly ok: false; readonly problem: ZeekFolderProblem }

/** conn.log, rotated (conn.00:00:00-01:00:00.log, conn.2026-01-01-00-00-00.log, conn.log.1), .json or .ndjson, each also .gz. */
const CONN_LOG = /^conn(?:[._-]\d[\w.:+-]*?)?\.(?:log|json|ndjson)(?:\.json)?(?:[.-]\d[\d-]*)?(?:\.gz)?$/i
const PACKED_OTHERWISE = /^conn(?:[._-]\d[\w.:+-]*?)?\.(?:log|json|ndjson)(?:\.json)?(?:[.-]\d[\d-]*)?\.(?:zst|bz2|xz|lz4|zip)$/i

/** True for a file name that a conn log has. `conn-summary.log` and the like are none. */
export const isConnLogName = (name: string): boolean => CONN_LOG.test(name)

const DEEPEST_FOLDER = 8
const CHUNK = 1 << 20

/**
 * Reads every conn log in a folder and the folders below it (8 levels), in the order of their names, as streams: memory
 * grows with hosts and flows, not with rows. Links to folders are not followed. A single file may be given as well.
 *
 * Damaged rows and files are counted in the result; only a folder without any conn log, or one that cannot be read, is a
 * problem.
 */
export async function readZeekFolder(folder: string, options: ZeekFolderOptions = {}): Promise<ZeekFolderResult> {
  const found = await findLogs(folder)
  if ('kind' in found) return { ok: false, problem: found }
  const { logs, skipped } = found
  const reader = createZeekReader(options.limits)
  const gzip = { ...GZIP_LIMITS, ...options.gzip }
  const bytesTotal = logs.reduce((total, log) => total + log.size, 0)
  let bytesBefore = 0
  for (const [index, log] of logs.entries()) {
    const report = (bytesOfFile: number): void =>
      options.onProgress?.({
        file: log.name,
        filesDone: index,
        filesTotal: logs.length,
        bytesDone: bytesBefore + bytesOfFile,
        bytesTotal,
        rowsRead: reader.rowsRead(),
      })
    report(0)
    reader.openFile(log.name)
    const outcome = await readLog(log.path, reader, { gzip, report, signal: options.signal })
    if (outcome === 'cancelled')
      return {
        ok: false,
        problem: { kind: 'cancelled', message: 'Reading was stopped. Nothing was kept.', mend: 'Start the import again.' },
      }
    reader.closeFile(outcome ?? undefined)
    bytesBefore += log.size
  }
  options.onProgress?.({
    file: '',
    filesDone: logs.length,
    filesTotal: logs.length,
    bytesDone: bytesTotal,
    bytesTotal,
    rowsRead: reader.rowsRead(),
  })
  return { ok: true, value: { ...reader.result(), skipped } }
}

interface Log {
  readonly path: string
  /** Below the folder, with forward slashes. */
  readonly name: string
  readonly size: number
}

interface Found {
  readonly logs: readonly Log[]
  readonly skipped: readonly { readonly file: string; readonly reason: 'compression-not-read' }[]
}

async function findLogs(folder: string): Promise<Found | ZeekFolderProblem> {
  try {
    const top = await stat(folder)
    if (top.isFile()) return { logs: [{ path: folder, name: basename(folder), size: top.size }], skipped: [] }
    const files: string[] = []
    await listFiles(folder, 0, files)
    const named = files
      .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const logs = await Promise.all(
      named.filter(({ name }) => isConnLogName(basename(name))).map(async (log) => ({ ...log, size: (await stat(log.path)).size })),
    )
    const skipped = named
      .filter(({ name }) => PACKED_OTHERWISE.test(basename(name)))
      .map(({ name }) => ({ file: name, reason: 'compression-not-read' as const }))
    return logs.length > 0
      ? { logs, skipped }
      : noConnLog(
          folder,
          named.map(({ name }) => name),
          skipped.length,
        )
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? {
          kind: 'not-found',
          message: `There is no folder or file ${folder}. Nothing was read.`,
          mend: 'Give the folder that holds the Zeek logs.',
        }
      : {
          kind: 'unreadable',
          message: `${folder} cannot be read (${code}). Nothing was read.`,
          mend: 'Check the rights of the folder and of what lies in it.',
        }
  }
}

function noConnLog(folder: string, names: readonly string[], packed: number): ZeekFolderProblem {
  const seen =
    names.length === 0
      ? 'It holds no files.'
      : `It holds ${names.length} other ${names.length === 1 ? 'file' : 'files'}, e.g. ${names.slice(0, 5).join(', ')}.`
  return {
    kind: 'no-conn-log',
    message: `No Zeek conn log in ${folder}. Looked for conn.log, conn.<time>.log and conn.json, plain or .gz, here and in the folders below. ${seen} Nothing was read.`,
    mend: packed > 0 ? 'Unpack the conn logs first, or pack them with gzip.' : 'Give the folder that Zeek writes to, or a single conn log.',
  }
}

async function listFiles(folder: string, depth: number, into: string[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (depth < DEEPEST_FOLDER) await listFiles(path, depth + 1, into)
    } else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) into.push(path)
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (target) => target.isFile(),
    () => false,
  )

interface Reading {
  readonly gzip: GzipLimits
  readonly report: (bytesOfFile: number) => void
  readonly signal: AbortSignal | undefined
}

async function readLog(path: string, reader: ZeekReader, reading: Reading): Promise<FileProblem | 'cancelled' | null> {
  let packed = false
  try {
    packed = await isGzip(path)
    return packed ? await readPacked(path, reader, reading) : await readPlain(path, reader, reading)
  } catch (error) {
    return packed && codeOf(error).startsWith('Z_') ? 'gzip-damaged' : 'unreadable'
  }
}

async function readPlain(path: string, reader: ZeekReader, { report, signal }: Reading): Promise<'cancelled' | null> {
  const file = await open(path)
  try {
    const chunk = new Uint8Array(CHUNK)
    let done = 0
    for (;;) {
      if (signal?.aborted === true) return 'cancelled'
      const { bytesRead } = await file.read(chunk, 0, CHUNK)
      if (bytesRead === 0) return null
      reader.push(chunk.subarray(0, bytesRead))
      done += bytesRead
      report(done)
    }
  } finally {
    await file.close()
  }
}

async function readPacked(path: string, reader: ZeekReader, { gzip, report, signal }: Reading): Promise<FileProblem | 'cancelled' | null> {
  const source = createReadStream(path, { highWaterMark: CHUNK >> 2 })
  const unpacked = createGunzip({ chunkSize: CHUNK >> 2 })
  source.on('error', (error) => unpacked.destroy(error))
  source.pipe(unpacked)
  try {
    let out = 0
    for await (const chunk of unpacked) {
      if (signal?.aborted === true) return 'cancelled'
      if (!(chunk instanceof Uint8Array)) continue
      out += chunk.length
      if (out > gzip.unpackedBytes || (out > 64 * 2 ** 20 && out > gzip.ratio * Math.max(1, unpacked.bytesWritten))) return 'gzip-bomb'
      reader.push(chunk)
      report(source.bytesRead)
    }
    return null
  } finally {
    source.destroy()
    unpacked.destroy()
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const magic = new Uint8Array(2)
    const { bytesRead } = await file.read(magic, 0, 2, 0)
    return bytesRead === 2 && magic[0] === 0x1f && magic[1] === 0x8b
  } finally {
    await file.close()
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'
