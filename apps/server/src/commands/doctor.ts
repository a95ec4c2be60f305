import { doctor } from '@caponier/app/operations/doctor'
import type { ServerCommand } from './command-line.ts'
import { EXIT, usage } from './command-line.ts'

const SIGN = { good: 'ok  ', warn: 'look', bad: 'BAD ' } as const

/** `caponier doctor` */
export const doctorCommand: ServerCommand = async ({ words, settings, version, out, say }) => {
  const isJson = words[0] === '--json'
  if (words.length > (isJson ? 1 : 0)) return usage('doctor [--json]\n  Looks at the installation and changes nothing.')
  const findings = await doctor(settings, say)
  if (isJson) out(`${JSON.stringify({ version, findings }, null, 2)}\n`)
  else {
    out(`Caponier ${version}\n`)
    for (const { about, state, text, mend } of findings)
      out(`${SIGN[state]} ${about.padEnd(13)} ${text}\n${mend === undefined ? '' : `     ${' '.repeat(13)} ${mend}\n`}`)
  }
  return findings.some((finding) => finding.state === 'bad') ? EXIT.checkFailed : EXIT.done
}
