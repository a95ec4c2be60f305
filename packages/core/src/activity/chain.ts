/** One entry of the activity log, without personal data: the actor is a pseudonym, the detail only a digest. */
export interface ChainEntry {
  readonly tenant: string
  /** From 1, without gaps. */
  readonly seq: number
  /** Instant in UTC with milliseconds. */
  readonly at: string
  readonly actor: string
  /** `slice.verb` */
  readonly action: string
  readonly objectKind: string
  readonly objectId: string
  /** Hex of sha256 over salt and detail; 64 zeros where there is none. */
  readonly detailDigest: string
  /** Hex hash of the entry before; 64 zeros before the first. */
  readonly previous: string
}

export const NO_HASH = '0'.repeat(64)

/**
 * The text that is hashed for an entry: a JSON array, so that no two entries share a text. The name of the format is part of it.
 * @see docs/method/activity-log.md
 */
export const chainText = (entry: ChainEntry): string =>
  JSON.stringify([
    'caponier-activity-1',
    entry.tenant,
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.detailDigest,
    entry.previous,
  ])

/** The text that is signed for a head given out with a report, snapshot or export. */
export const headText = (tenant: string, seq: number, hash: string, signedAt: string): string =>
  JSON.stringify(['caponier-activity-head-1', tenant, seq, hash, signedAt])

export type ChainFault =
  | { readonly fault: 'gap'; readonly seq: number; readonly expected: number }
  | { readonly fault: 'broken-link'; readonly seq: number }
  | { readonly fault: 'wrong-hash'; readonly seq: number }
  | { readonly fault: 'cut'; readonly seq: number; readonly known: number }
  | { readonly fault: 'head-differs'; readonly seq: number }

export interface StoredEntry extends ChainEntry {
  readonly hash: string
}

/** What a walk over a log found. */
export interface ChainWalk {
  readonly checked: number
  readonly faults: readonly ChainFault[]
}

/**
 * Walks a log entry by entry and names every fault: numbers missing, links that do not join, hashes that are not those of their entry.
 * `heads` are heads known from elsewhere (signed and given out): one beyond the end means that the log was cut, one with another
 * hash that it was rewritten. `sha256` gives lower-case hex.
 */
export function chainWalker(
  heads: readonly { readonly seq: number; readonly hash: string }[],
  sha256: (text: string) => string,
): { readonly step: (entry: StoredEntry) => void; readonly end: () => ChainWalk } {
  const faults: ChainFault[] = []
  const given = new Map<number, string[]>()
  for (const head of heads) given.set(head.seq, [...(given.get(head.seq) ?? []), head.hash])
  let expected = 1
  let previous = NO_HASH
  let checked = 0
  return {
    step: (entry) => {
      if (entry.seq !== expected) faults.push({ fault: 'gap', seq: entry.seq, expected })
      if (entry.previous !== previous) faults.push({ fault: 'broken-link', seq: entry.seq })
      if (sha256(chainText(entry)) !== entry.hash) faults.push({ fault: 'wrong-hash', seq: entry.seq })
      if (given.get(entry.seq)?.some((hash) => hash !== entry.hash) === true) faults.push({ fault: 'head-differs', seq: entry.seq })
      previous = entry.hash
      expected = entry.seq + 1
      checked += 1
    },
    end: () => {
      const cut = [...given.keys()].filter((seq) => seq >= expected).map((seq): ChainFault => ({ fault: 'cut', seq, known: expected - 1 }))
      return { checked, faults: [...faults, ...cut] }
    },
  }
}
