import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The server that works on a data folder, as it entered itself: for a second start and for tools beside it. */
export interface Instance {
  readonly pid: number
  readonly url: string
  readonly version: string
  /** Instant in UTC. */
  readonly startedAt: string
}

const InstanceFile = z.object({ pid: z.int().positive(), url: z.string(), version: z.string(), startedAt: z.string() })

const fileOf = (dataDir: string): string => join(dataDir, 'server.json')

/** The server that runs on this folder; undefined when none does that we could see. */
export function runningInstance(dataDir: string): Instance | undefined {
  try {
    const entered = InstanceFile.safeParse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
    return entered.success && runs(entered.data.pid) ? entered.data : undefined
  } catch {
    return undefined
  }
}

/** Enters this process as the one that runs on the folder. Only for information: the lock is another file's. */
export function enterInstance(dataDir: string, instance: Instance): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const temporary = `${fileOf(dataDir)}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 })
  renameSync(temporary, fileOf(dataDir))
}

/** Takes the entry away, if it is still ours. */
export function leaveInstance(dataDir: string): void {
  if (runningInstance(dataDir)?.pid === process.pid) rmSync(fileOf(dataDir), { force: true })
}

/** A number that belongs to another program by now is no server of ours. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  if (!existsSync(commandLine)) return true
  try {
    return /caponier|server|node/.test(readFileSync(commandLine, 'utf8'))
  } catch {
    return true
  }
}
