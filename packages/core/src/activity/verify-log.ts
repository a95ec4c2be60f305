import type { ChainFault } from './chain.ts'
import { chainWalker, headText } from './chain.ts'
import type { LogEntry, SignedHead } from './log-lines.ts'
import { LogEntry as Entry, LogHeader, LogHeadLine } from './log-lines.ts'

/** What the platform gives: core knows no crypto of its own. */
export interface LogCrypto {
  /** Lower-case hex over UTF-8. */
  readonly sha256: (text: string) => string
  /** Hex over the bytes of a salt in hex and a text in UTF-8. */
  readonly digest: (salt: string, detail: string) => string
  /** Ed25519: raw key and signature in base64. */
  readonly isSigned: (key: string, text: string, signature: string) => boolean
}

export type LogFault =
  | ChainFault
  | { readonly fault: 'unreadable'; readonly line: number; readonly why: string }
  | { readonly fault: 'other-tenant'; readonly seq: number }
  | { readonly fault: 'wrong-detail'; readonly seq: number }
  | { readonly fault: 'wrong-signature'; readonly seq: number; readonly signedAt: string }
  | { readonly fault: 'other-key'; readonly seq: number; readonly signedAt: string; readonly key: string }

/** What a verification found. The log is intact when `faults` is empty. */
export interface LogReport {
  readonly tenant: string | null
  readonly entries: number
  readonly newest: { readonly seq: number; readonly hash: string; readonly at: string } | null
  /** Details that were there and fit; entries whose detail is not in the file, whether erased or left out. */
  readonly details: { readonly fit: number; readonly absent: number }
  /** Heads of the file and heads from outside whose signature was checked. */
  readonly heads: { readonly inFile: number; readonly fromOutside: number }
  readonly keys: readonly string[]
  readonly faults: readonly LogFault[]
}

export interface LogOptions {
  /** Heads that the verifier holds from elsewhere: a report, a snapshot, an earlier export. */
  readonly heads: readonly SignedHead[]
  /** The only key that is trusted, base64; any when null. */
  readonly key: string | null
}

const MOST_FAULTS = 1_000

/**
 * Verifies an exported log line by line. Lines may come from an enemy: each is parsed on its own, and what cannot be read is a fault.
 * What this cannot see: a log that was cut at its end together with the heads in the file, unless a head from outside is given.
 */
export function logVerifier(
  crypto: LogCrypto,
  options: LogOptions,
): { readonly line: (text: string, number: number) => void; readonly end: () => LogReport } {
  const faults: LogFault[] = []
  const heads: SignedHead[] = []
  const entries = { count: 0, newest: null as LogReport['newest'] }
  const details = { fit: 0, absent: 0 }
  const known = new Map<number, string>()
  const wanted = new Set(options.heads.map((head) => head.seq))
  let tenant: string | null = null
  const walker = chainWalker([], crypto.sha256)
  const unreadable = (line: number, why: string): void => void faults.push({ fault: 'unreadable', line, why })

  const entry = (one: LogEntry): void => {
    entries.count += 1
    walker.step({ ...one, tenant: tenant ?? '' })
    entries.newest = { seq: one.seq, hash: one.hash, at: one.at }
    known.set(one.seq, one.hash)
    if (one.detail !== undefined && one.salt !== undefined) {
      if (crypto.digest(one.salt, one.detail) === one.detailDigest) details.fit += 1
      else faults.push({ fault: 'wrong-detail', seq: one.seq })
    } else if (!/^0+$/.test(one.detailDigest)) details.absent += 1
  }

  return {
    line: (text, number) => {
      if (faults.length >= MOST_FAULTS) return
      const value = parsed(text)
      if (value === undefined) return unreadable(number, 'is not JSON')
      if (number === 1) {
        const header = LogHeader.safeParse(value)
        if (header.success) tenant = header.data.tenant
        else unreadable(1, 'is not the header of an activity log')
        return
      }
      if (value !== null && typeof value === 'object' && 'head' in value) {
        const head = LogHeadLine.safeParse(value)
        if (head.success) heads.push(head.data.head)
        else unreadable(number, told(head.error))
        return
      }
      const read = Entry.safeParse(value)
      if (read.success) entry(read.data)
      else unreadable(number, told(read.error))
    },
    end: () => {
      if (tenant === null && faults.length === 0) unreadable(1, 'is missing: the file is empty')
      for (const head of [...heads, ...options.heads]) {
        const { seq, signedAt } = head
        if (head.tenant !== tenant) faults.push({ fault: 'other-tenant', seq })
        if (!crypto.isSigned(head.signingKey, headText(head.tenant, seq, head.hash, signedAt), head.signature))
          faults.push({ fault: 'wrong-signature', seq, signedAt })
        if (options.key !== null && head.signingKey !== options.key)
          faults.push({ fault: 'other-key', seq, signedAt, key: head.signingKey })
        if (seq === 0) continue
        const hash = known.get(seq)
        if (hash !== undefined && hash !== head.hash) faults.push({ fault: 'head-differs', seq })
        else if (hash === undefined && seq > (entries.newest?.seq ?? 0)) faults.push({ fault: 'cut', seq, known: entries.newest?.seq ?? 0 })
        else if (hash === undefined && wanted.has(seq)) faults.push({ fault: 'gap', seq, expected: seq })
      }
      return {
        tenant,
        entries: entries.count,
        newest: entries.newest,
        details,
        heads: { inFile: heads.length, fromOutside: options.heads.length },
        keys: [...new Set([...heads, ...options.heads].map((head) => head.signingKey))],
        faults: [...walker.end().faults, ...faults].slice(0, MOST_FAULTS),
      }
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const told = (error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }): string => {
  const issue = error.issues[0]
  return issue === undefined ? 'is not an entry' : `${issue.path.map(String).join('.')} ${issue.message}`.trim()
}
