import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { PASSWORD_LENGTH, passwordFaults, type PasswordFault } from '@caponier/contract/access/credentials'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { App } from '../context.ts'
import { invalid } from '../problems.ts'
import { accessMemory } from './access-memory.ts'

/** argon2id with 19 MiB, two passes, one lane (RFC 9106; the least that OWASP's password storage sheet names). */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const SALT_BYTES = 16
/** Computations at a time: each takes a core for some 30 ms and 19 MiB. */
const AT_A_TIME = 2
/** Computations that may wait; a flood beyond is told to come back. */
const MOST_WAITING = 50

const BUSY: ApiProblem = {
  code: 'too-many',
  detail: 'too many people are signing in at this moment',
  mend: 'try again shortly',
  retryAfterSeconds: 5,
}

/** Keeps a password: argon2id off the main thread, in PHC form. */
export async function hashPassword(app: App, password: string): Promise<Result<string, ApiProblem>> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await compute(app, password, salt, PARAMETERS)
  if (!tag.ok) return tag
  return ok(`$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${base64(salt)}$${base64(tag.value)}`)
}

/**
 * Is this the password of the hash? Without a hash (no such account, no password yet) the same computation is made and the answer is
 * no, so that the time tells nothing.
 */
export async function isPassword(app: App, password: string, hash: string | null): Promise<Result<boolean, ApiProblem>> {
  const kept = (hash === null ? undefined : parse(hash)) ?? {
    parameters: PARAMETERS,
    salt: randomBytes(SALT_BYTES),
    tag: randomBytes(PARAMETERS.tagLength),
  }
  const tag = await compute(app, password, kept.salt, kept.parameters)
  return tag.ok ? ok(timingSafeEqual(tag.value, kept.tag)) : tag
}

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly tagLength: number
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{16,64})\$([A-Za-z0-9+/]{22,88})$/

function parse(hash: string): { readonly parameters: Parameters; readonly salt: Buffer; readonly tag: Buffer } | undefined {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(hash) ?? []
  if (memory === undefined) return undefined
  const bytes = Buffer.from(tag, 'base64')
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: bytes.length }
  return { parameters, salt: Buffer.from(salt, 'base64'), tag: bytes }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** One computation at its turn. Passwords are compared in Unicode form NFKC, so that another keyboard types the same. */
async function compute(app: App, password: string, salt: Buffer, parameters: Parameters): Promise<Result<Buffer, ApiProblem>> {
  const { hashing } = accessMemory(app)
  if (hashing.running >= AT_A_TIME) {
    if (hashing.waiting.length >= MOST_WAITING) return fail(BUSY)
    await new Promise<void>((resolve) => hashing.waiting.push(resolve))
  } else hashing.running += 1
  try {
    hashing.computed += 1
    const message = Buffer.from(password.normalize('NFKC'), 'utf8')
    return ok(
      await new Promise<Buffer>((resolve, reject) =>
        argon2('argon2id', { ...parameters, message, nonce: salt }, (error, tag) => (error === null ? resolve(tag) : reject(error))),
      ),
    )
  } finally {
    const next = hashing.waiting.shift()
    if (next === undefined) hashing.running -= 1
    else next()
  }
}

const FAULTS: Readonly<Record<PasswordFault, { readonly message: string; readonly mend: string }>> = {
  'too-short': { message: `has fewer than ${PASSWORD_LENGTH.least} characters`, mend: 'three or four words of your own are easy to keep' },
  'too-long': { message: `has more than ${PASSWORD_LENGTH.most} characters`, mend: 'shorten it' },
  common: { message: 'is one of those that everybody tries first', mend: 'take words that nobody would put together' },
  'holds-the-address': { message: 'holds the name of the e-mail address', mend: 'leave it out' },
  'too-uniform': { message: 'has only a few different characters', mend: 'take more different ones' },
}

/** Refuses a new password that breaks the rule; `path` is where in the input it stood. */
export function checkNewPassword(password: string, email: string, path: string): Result<undefined, ApiProblem> {
  const faults = passwordFaults(password, email)
  return faults.length === 0 ? ok(undefined) : fail(invalid(faults.map((fault) => ({ path, ...FAULTS[fault] }))))
}
