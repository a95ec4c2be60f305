import { type Dirent, readFileSync, type Stats, statSync } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fail, type Issue, ok, type Problem, type Result } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { Workspace as WorkspaceSchema } from '@caponier/core/company/index'
import { decodeUtf8 } from './decode.ts'
import { explainIssues } from './explain.ts'
import { type Fragment, type Joined, joinFragments } from './fragment.ts'
import { DEFAULT_LIMITS, MAX_ISSUES, type ReadLimits } from './limits.ts'
import { placeInFile, type SourceMap, sourceMap } from './source-map.ts'
import { invalid } from './validate.ts'
import { parseYaml } from './yaml.ts'

/** A workspace folder in memory. */
export interface LoadedWorkspace {
  readonly workspace: Workspace
  readonly sources: SourceMap
  /** Files read, relative with `/`, sorted. */
  readonly files: readonly string[]
  /** Things below the folder that were left alone and might surprise: links that lead outside. */
  readonly skipped: readonly Issue[]
}

/** Parsed files of a folder, before they are joined and checked. */
export interface WorkspaceFiles {
  readonly fragments: readonly Fragment[]
  readonly skipped: readonly Issue[]
}

/**
 * Reads a workspace folder: every `*.yaml` and `*.yml` below it, in any split and with any names; hidden files and folders
 * and `node_modules` are left alone. Issues name file, line, column and path inside the file. Reads only; never throws on input.
 */
export async function readWorkspaceFolder(folder: string, limits: ReadLimits = DEFAULT_LIMITS): Promise<Result<LoadedWorkspace>> {
  const files = await readWorkspaceFiles(folder, limits)
  if (!files.ok) return files
  const { fragments, skipped } = files.value
  if (fragments.length === 0)
    return fail({
      kind: 'not-found',
      message: `${folder} holds no workspace: there is no *.yaml file in it. Start one with: caponier init ${folder}`,
    })
  const loaded = assembleWorkspace(fragments)
  return loaded.ok ? ok({ ...loaded.value, skipped }) : loaded
}

/** The same from files in memory, as an upload or a fuzzer brings them. Files are taken in the order of their names. */
export function parseWorkspaceFiles(
  files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
  limits: ReadLimits = DEFAULT_LIMITS,
): Result<Omit<LoadedWorkspace, 'skipped'>> {
  const parsed = files
    .toSorted((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0))
    .map(({ file, bytes }) => parseFragment(file, bytes, limits))
  const issues = parsed.flatMap((result) => (result.ok ? [] : result.problem))
  if (issues.length > 0) return fail(invalid('cannot be read', issues))
  return assembleWorkspace(parsed.flatMap((result) => (result.ok ? [result.value] : [])))
}

function assembleWorkspace(fragments: readonly Fragment[]): Result<Omit<LoadedWorkspace, 'skipped'>> {
  const joined: Joined = joinFragments(fragments)
  const sources = sourceMap(joined)
  if (joined.issues.length > 0) {
    const byFile = new Map(fragments.map((fragment) => [fragment.file, fragment]))
    return fail(
      invalid(
        'is no valid workspace',
        joined.issues.slice(0, MAX_ISSUES).map((issue) => {
          const fragment = byFile.get(issue.file ?? '')
          return fragment === undefined ? issue : placeInFile(fragment, issue)
        }),
        joined.issues.length,
      ),
    )
  }
  const parsed = WorkspaceSchema.safeParse({
    ...joined.document,
    ...('entities' in joined.document ? {} : { entities: [] }),
    ...('frameworks' in joined.document ? {} : { frameworks: [] }),
  })
  if (!parsed.success) {
    const issues = explainIssues(parsed.error.issues.slice(0, MAX_ISSUES), joined.document)
    return fail(invalid('is no valid workspace', sources.attach(issues), parsed.error.issues.length))
  }
  return ok({ workspace: parsed.data, sources, files: fragments.map((fragment) => fragment.file) })
}

/** Finds and parses the files of a folder without joining them. Needed by the writer, which keeps items where they are. */
export async function readWorkspaceFiles(folder: string, limits: ReadLimits = DEFAULT_LIMITS): Promise<Result<WorkspaceFiles>> {
  let root: string
  try {
    root = await realpath(folder)
    if (!(await stat(root)).isDirectory()) return fail({ kind: 'not-found', message: `${folder} is a file; a workspace is a folder` })
  } catch (error) {
    return fail(fileProblem(error, folder))
  }
  const skipped: Issue[] = []
  const issues: Issue[] = []
  const found: string[] = []
  const listed = await listYaml(root, root, found, issues, skipped, limits)
  if (listed !== undefined) return fail(listed)
  const fragments: Fragment[] = []
  let total = 0
  for (const path of found.sort()) {
    if (issues.length >= MAX_ISSUES) break
    let content: Uint8Array | { readonly size: number }
    try {
      content = readBounded(path, limits.fileBytes)
    } catch (error) {
      return fail(fileProblem(error, folder))
    }
    const file = relative(root, path).split(sep).join('/')
    total += content instanceof Uint8Array ? content.length : content.size
    if (total > limits.totalBytes) {
      const mend = 'split the workspace, or move what is no workspace out of the folder'
      return fail(
        invalid('cannot be read', [...issues, { file, path: '', message: `brings the folder over ${megabytes(limits.totalBytes)}`, mend }]),
      )
    }
    const fragment: Result<Fragment, readonly Issue[]> =
      content instanceof Uint8Array ? parseFragment(file, content, limits) : fail([tooLarge(file, limits)])
    if (fragment.ok) fragments.push(fragment.value)
    else issues.push(...fragment.problem)
  }
  return issues.length > 0 ? fail(invalid('cannot be read', issues)) : ok({ fragments, skipped })
}

/**
 * The bytes of a file, or its size when that is over the bound. Without promises: for hundreds of small files they take longer
 * than the reading (54 ms against 7 ms), and parsing holds the thread anyway.
 */
function readBounded(path: string, limit: number): Uint8Array | { readonly size: number } {
  const { size } = statSync(path)
  return size > limit ? { size } : readFileSync(path)
}

const tooLarge = (file: string, limits: ReadLimits): Issue => ({
  file,
  path: '',
  message: `is over ${megabytes(limits.fileBytes)}`,
  mend: 'split the file, or move what is no workspace out of the folder',
})

function parseFragment(file: string, bytes: Uint8Array, limits: ReadLimits): Result<Fragment, readonly Issue[]> {
  if (bytes.length > limits.fileBytes) return fail([tooLarge(file, limits)])
  const text = decodeUtf8(bytes)
  if (!text.ok) return fail([{ ...text.problem, file }])
  const value = parseYaml(text.value, limits)
  return value.ok ? ok({ file, text: text.value, value: value.value }) : fail(value.problem.map((issue) => ({ ...issue, file })))
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/** Collects YAML files; links are followed only to files inside the folder that would not be found anyway. */
async function listYaml(
  root: string,
  directory: string,
  found: string[],
  issues: Issue[],
  skipped: Issue[],
  limits: ReadLimits,
): Promise<Problem | undefined> {
  let entries: Dirent[]
  try {
    entries = await readdir(directory, { withFileTypes: true })
  } catch (error) {
    return fileProblem(error, directory)
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(directory, entry.name)
    const file = relative(root, path).split(sep).join('/')
    const isYaml = /\.ya?ml$/i.test(entry.name)
    if (entry.isSymbolicLink()) {
      const target = await linkTarget(path)
      const isInside = target !== undefined && (target.path === root || target.path.startsWith(root + sep))
      if (isInside || (target === undefined && !isYaml)) continue
      const issue: Issue = {
        file,
        path: '',
        message: target === undefined ? 'is a link to nothing' : 'is a link that leads out of the folder; it is not followed',
        mend: 'copy the file into the folder',
      }
      if (isYaml) issues.push(issue)
      else if (target?.stats.isDirectory() === true) skipped.push(issue)
    } else if (entry.isDirectory()) {
      const problem = await listYaml(root, path, found, issues, skipped, limits)
      if (problem !== undefined) return problem
    } else if (entry.isFile() && isYaml) {
      found.push(path)
      if (found.length > limits.files)
        return invalid('cannot be read', [
          { path: '', message: `holds more than ${limits.files} YAML files`, mend: 'is this the right folder?' },
        ])
    }
  }
  return undefined
}

async function linkTarget(path: string): Promise<{ readonly path: string; readonly stats: Stats } | undefined> {
  try {
    const target = await realpath(path)
    return { path: target, stats: await lstat(target) }
  } catch {
    return undefined
  }
}

/** What the file system refused, in words. */
export function fileProblem(error: unknown, path: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return { kind: 'not-found', message: `${path} does not exist` }
  if (code === 'ENOTDIR') return { kind: 'not-found', message: `${path} is no folder` }
  const reason = error instanceof Error ? error.message : String(error)
  const mends: Readonly<Record<string, string>> = {
    EACCES: 'give yourself the right to it, or work on a copy',
    EPERM: 'give yourself the right to it, or work on a copy',
    EROFS: 'the place is read-only; work on a copy',
    ENOSPC: 'the disk is full; make room and repeat',
  }
  return { kind: 'environment', message: `${path}: ${reason}`, mend: mends[code] ?? 'check the folder and repeat' }
}
