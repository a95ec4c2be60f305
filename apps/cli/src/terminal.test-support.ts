import { runCli } from './main.ts'
import { PLAIN } from './terminal.ts'

/** What a command line printed and how it ended. */
export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process, without a screen. */
export async function run(...words: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const exit = await runCli(words, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    progress: () => {},
    paint: PLAIN,
    width: 120,
    interactive: false,
  })
  return { exit, out: out.join(''), err: err.join('') }
}
