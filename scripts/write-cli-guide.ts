import { readFileSync, writeFileSync } from 'node:fs'
import { helpOf } from '../apps/cli/src/command.ts'
import { COMMANDS } from '../apps/cli/src/commands.ts'

const GUIDE = new URL('../docs/guide/cli.md', import.meta.url)
const BEGIN = '<!-- commands: written by scripts/write-cli-guide.ts from --help -->'
const END = '<!-- end of commands -->'

/** The guide with the part between its marks written anew from the help of every command. */
export async function cliGuide(text: string): Promise<string> {
  const [before, rest] = halves(text, BEGIN)
  const [, after] = halves(rest, END)
  return `${before}${BEGIN}\n\n${await commandsPart()}${END}${after}`
}

async function commandsPart(): Promise<string> {
  const groups = [...new Set(COMMANDS.map((entry) => entry.group))]
  const sections = groups.map(async (group) => {
    const commands = await Promise.all(COMMANDS.filter((entry) => entry.group === group).map((entry) => entry.load()))
    return [`### ${group}`, ...commands.map((command) => `#### ${command.name}\n\n\`\`\`text\n${helpOf(command).trimEnd()}\n\`\`\``)].join(
      '\n\n',
    )
  })
  return `${(await Promise.all(sections)).join('\n\n')}\n\n`
}

function halves(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`docs/guide/cli.md lacks the line ${mark}`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

if (import.meta.main) writeFileSync(GUIDE, await cliGuide(readFileSync(GUIDE, 'utf8')))
