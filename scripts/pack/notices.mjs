import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Licences of everything that was bundled, each in full.
 * @param {string} root the checkout
 * @param {readonly string[]} inputs files of the bundle, relative to the checkout
 */
export function thirdPartyNotices(root, inputs) {
  const names = new Set(inputs.flatMap((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []))
  const parts = [...names, '@expo-google-fonts/source-sans-3'].toSorted().map((name) => notice(root, name))
  return `Third-party software and fonts in this package\n\n${parts.join('\n')}`
}

function notice(root, name) {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one))
  const text =
    file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n${'='.repeat(80)}\n${text}\n`
}
