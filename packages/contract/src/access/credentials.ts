import { z } from 'zod'
import { isStorableText } from '@caponier/core/company/primitives'

/** E-mail address of an account, in lower case. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .toLowerCase()
  .regex(/^[^\s@<>"(),:;[\\\]]{1,64}@[^\s@<>"(),:;[\\\]]{1,189}\.[^\s@<>"(),:;[\\\]]{1,63}$/u, 'must be an e-mail address')
  .refine(isStorableText, 'must be an e-mail address')
  .meta({ format: 'email', description: 'E-mail address; case does not matter.' })

export const Language = z.enum(['en', 'de'])
export type Language = z.infer<typeof Language>
export const Theme = z.enum(['auto', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Name of a person as colleagues see it. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((value) => isStorableText(value) && !/\p{Cc}/u.test(value), 'control characters are not allowed')

/** Shortest and longest password, in characters. */
export const PASSWORD_LENGTH = { least: 12, most: 256 } as const

/** A password as it is typed in to sign in; any that could exist. */
export const TypedPassword = z
  .string()
  .min(1)
  .max(PASSWORD_LENGTH.most * 2)

/** Opaque token of a link. */
export const LinkToken = z.string().min(1).max(200)

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'holds-the-address' | 'too-uniform'

/**
 * Passwords of twelve and more characters that everybody tries first, in lower case, without digits and signs at either end; ours, not
 * a list of leaked ones.
 */
const COMMON: ReadonlySet<string> = new Set(
  `
    password passwordpassword passwort passwortpasswort qwertyuiop qwertyuiopasdf qwertzuiop qwertzuiopü qwertyqwerty
    qwertzqwertz asdfghjkl asdfghjklöä administrator adminadmin adminadminadmin letmein letmeinletmein welcome
    welcomewelcome willkommen iloveyou iloveyouiloveyou ichliebedich changeme changemechangeme bitteaendern geheim
    geheimgeheim secretsecret topsecret supersecret superman sommer winter herbst frühling fruehling summer autumn spring
    abcdefghijkl abcdefghijklm abcdefghijklmnop abcabcabcabc testtesttest test testpassword default defaultpassword
    masterpassword rootroot rootrootroot caponier caponiercaponier siemens hallo hallowelt helloworld monkey dragon football
    fussball schalke bayernmuenchen startstart computer internet admin zugang zugangzugang kennwort kennwortkennwort
    correcthorsebatterystaple trustno whatever master produktion
  `
    .trim()
    .split(/\s+/),
)

/** What is wrong with a new password of the account with this address. Empty: nothing. */
export function passwordFaults(password: string, email: string): readonly PasswordFault[] {
  const text = password.normalize('NFKC')
  const characters = Array.from(text)
  if (characters.length < PASSWORD_LENGTH.least) return ['too-short']
  if (characters.length > PASSWORD_LENGTH.most) return ['too-long']
  const folded = text.toLowerCase()
  const faults: PasswordFault[] = []
  const words = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (words === '' ? isRun(folded) : COMMON.has(words.replace(/[^\p{L}]/gu, ''))) faults.push('common')
  const local = email.toLowerCase().split('@')[0] ?? ''
  if (local.length >= 3 && folded.includes(local)) faults.push('holds-the-address')
  if (new Set(characters).size < 5) faults.push('too-uniform')
  return faults
}

/** Digits that only count up, down or repeat with one period. */
function isRun(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits === '') return false
  if ('01234567890123456789'.includes(digits.slice(0, 10)) || '98765432109876543210'.includes(digits.slice(0, 10))) return true
  return /^(\d{1,4})\1+\d{0,4}$/.test(digits)
}
