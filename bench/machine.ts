import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  /** Processes that wanted a core in the last minute before the run; with more than a few tenths the figures suffer. */
  readonly loadBefore: number
  readonly node: string
  readonly caponier: string
  /** Commit of the checkout, `unknown` outside git; a trailing + means uncommitted changes. */
  readonly commit: string
}

export function describeMachine(root: string): Machine {
  const processors = cpus()
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.versions.node,
    caponier: (JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string }).version,
    commit: commitOf(root),
  }
}

function commitOf(root: string): string {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no').length > 0
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}
