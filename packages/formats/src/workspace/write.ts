import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { fail, ok, type Problem, type Result } from '@caponier/core'
import { Workspace } from '@caponier/core/company/index'
import { schemaText, workspaceFileSchema } from './file-schema.ts'
import { type Fragment, joinFragments } from './fragment.ts'
import { type FileContent, fileText, layoutWorkspace, SCHEMA_FILE } from './layout.ts'
import { canonicalPart } from './normalise.ts'
import { fileProblem, readWorkspaceFiles } from './read.ts'
import { invalid } from './validate.ts'

/** What writing did, as relative paths with `/`, sorted. */
export interface WriteReport {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: readonly string[]
}

/**
 * Writes a workspace into a folder, creating it if need be. Items stay in the file that holds them; files whose content
 * does not change are not touched, comments included; files that lose all their content are removed. All new texts are
 * laid down beside their targets first and renamed at the end, so that a full disk or a crash leaves whole files.
 * Nothing is written when the folder cannot be read as it is. The schema for editors is kept current in `.caponier/`.
 */
export async function writeWorkspaceFolder(folder: string, workspace: Workspace): Promise<Result<WriteReport>> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    return fail(fileProblem(error, folder))
  }
  const read = await readWorkspaceFiles(folder)
  if (!read.ok)
    return fail(
      read.problem.kind === 'invalid-input'
        ? { ...read.problem, message: `nothing was written, because the folder ${read.problem.message}` }
        : read.problem,
    )
  const existing = new Map<string, FileContent>()
  for (const fragment of read.value.fragments) {
    const content = contentOf(fragment)
    if (!content.ok) return content
    existing.set(fragment.file, content.value)
  }
  const wanted = layoutWorkspace(workspace, existing)
  const texts = new Map<string, string>()
  const unchanged: string[] = []
  for (const [file, content] of wanted) {
    const before = existing.get(file)
    if (before !== undefined && fingerprint(before) === fingerprint(content)) unchanged.push(file)
    else texts.set(file, fileText(file, content))
  }
  const removed = [...existing].filter(([file, content]) => !wanted.has(file) && Object.keys(content).length > 0).map(([file]) => file)
  const written = [...texts.keys()]
  const root = await realpath(folder)
  const problem =
    (await replaceFiles(root, new Map([...texts, [SCHEMA_FILE, schemaText(workspaceFileSchema())]]))) ?? (await removeFiles(root, removed))
  return problem === undefined ? ok({ written, removed, unchanged }) : fail(problem)
}

/** Content of an existing file with answers flat. An unreadable item would be lost by rewriting, so it stops the writer. */
function contentOf(fragment: Fragment): Result<FileContent> {
  const joined = joinFragments([fragment])
  if (joined.issues.length > 0) return fail(invalid('nothing was written, because the folder cannot be understood', joined.issues))
  const parsed = PartialWorkspace.safeParse(joined.document)
  return ok(parsed.success ? canonicalPart(parsed.data) : joined.document)
}

const PartialWorkspace = Workspace.partial()

/** Equal for equal content, whatever the order of lists and fields. */
const fingerprint = (content: FileContent): string => JSON.stringify(canonicalPart(content))

/**
 * Puts texts at their places below `root`, all or none as far as the file system lets us: temporary files first, renames last.
 * A file that holds the text already keeps its time stamp. Refuses to write through a folder link that leads outside.
 */
async function replaceFiles(root: string, texts: ReadonlyMap<string, string>): Promise<Problem | undefined> {
  const prepared: { readonly temporary: string; readonly target: string }[] = []
  let current = root
  try {
    for (const [file, text] of texts) {
      const target = join(root, ...file.split('/'))
      current = target
      await mkdir(dirname(target), { recursive: true })
      const parent = await realpath(dirname(target))
      if (parent !== root && !parent.startsWith(root + sep)) {
        await discard(prepared)
        return {
          kind: 'environment',
          message: `${file} would be written outside the workspace, through a link`,
          mend: 'replace the link by a folder',
        }
      }
      if (await holds(target, text)) continue
      const temporary = join(parent, `.${basename(target)}.${process.pid}.tmp`)
      prepared.push({ temporary, target: join(parent, basename(target)) })
      await writeFile(temporary, text, { flush: true })
    }
    for (const { temporary, target } of prepared) {
      current = target
      await rename(temporary, target)
    }
    return undefined
  } catch (error) {
    await discard(prepared)
    return fileProblem(error, current)
  }
}

async function holds(target: string, text: string): Promise<boolean> {
  try {
    const { size } = await stat(target)
    return size === Buffer.byteLength(text) && (await readFile(target, 'utf8')) === text
  } catch {
    return false
  }
}

async function discard(prepared: readonly { readonly temporary: string }[]): Promise<void> {
  for (const { temporary } of prepared) await rm(temporary, { force: true })
}

async function removeFiles(root: string, files: readonly string[]): Promise<Problem | undefined> {
  for (const file of files) {
    try {
      await rm(join(root, ...file.split('/')))
    } catch (error) {
      return fileProblem(error, file)
    }
  }
  return undefined
}
