import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type ObservedTraffic, parseZeekChunk, readZeekFolder } from '@caponier/wire'
import { mutated } from './bytes.ts'
import { LOG_BOMBS, LOG_WORDS, LOGS } from './log-bombs.ts'
import type { Random } from './random.ts'
import { check, type Outcome, outcomeOf, type Target } from './target.ts'

/** Every row read is mapped or counted under one reason; nothing vanishes. */
function accounted(traffic: ObservedTraffic): Outcome {
  const rejected = Object.values(traffic.rejects).reduce((sum, count) => sum + count, 0)
  check(
    traffic.rowsRead === traffic.rowsMapped + rejected,
    `${traffic.rowsRead} rows = ${traffic.rowsMapped} mapped + ${rejected} rejected`,
  )
  const connections = traffic.flows.reduce((sum, flow) => sum + flow.connections, 0)
  check(connections === traffic.rowsMapped, `the flows hold ${connections} connections of ${traffic.rowsMapped} mapped rows`)
  return traffic.rowsMapped > 0 ? 'value' : 'problem'
}

const generate = (random: Random): Uint8Array => mutated(random, random.pick(LOGS), LOG_WORDS)

export const zeek = (_seed: number): Target => ({ bombs: LOG_BOMBS, generate, read: (bytes) => accounted(parseZeekChunk(bytes)) })

/** The same through a folder on disk: damaged gzip, bombs, several members. */
export function zeekGzip(_seed: number): Target {
  const folder = mkdtempSync(join(tmpdir(), 'caponier-fuzz-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return {
    bombs: LOG_BOMBS,
    generate: (random) => {
      const bytes = generate(random)
      if (random.chance(0.3)) return bytes
      const packed = gzipSync(bytes, { level: 1 })
      return random.chance(0.5) ? packed : mutated(random, packed)
    },
    read: async (bytes) => {
      writeFileSync(join(folder, 'conn.log.gz'), bytes)
      const read = await readZeekFolder(folder, { gzip: { unpackedBytes: 512 * 2 ** 20 } })
      return read.ok ? accounted(read.value) : outcomeOf(read)
    },
  }
}
