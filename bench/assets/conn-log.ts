import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from '../random.ts'

const HEADER = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#open\t2026-03-01-00-00-00',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents',
  '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]',
].join('\n')

/** Protocols of a plant with transport, port and what Zeek calls the service. */
const TALK: readonly (readonly [transport: string, port: number, service: string])[] = [
  ['tcp', 502, 'modbus'],
  ['tcp', 102, '-'],
  ['tcp', 44_818, 'enip'],
  ['tcp', 4840, '-'],
  ['tcp', 443, 'ssl'],
  ['tcp', 445, 'gssapi,smb'],
  ['udp', 53, 'dns'],
  ['udp', 123, 'ntp'],
  ['tcp', 3389, 'rdp'],
  ['udp', 34_964, '-'],
]
const CHUNK_ROWS = 20_000

/** Writes a Zeek conn.log (TSV) of a plant: about 2,000 hosts, 20,000 pairs that talk, a few thousand peers outside. Returns its size in bytes. */
export function writeConnLog(path: string, rows: number): number {
  const random = seededRandom(1_686)
  const hosts = Array.from({ length: 2_000 }, (_, index) => `10.20.${index >> 8}.${index & 255}`)
  const outside = Array.from({ length: 3_000 }, (_, index) => `198.51.${100 + (index >> 8)}.${index & 255}`)
  const pairs = Array.from({ length: 20_000 }, () => ({
    from: random.pick(hosts),
    to: random.chance(0.15) ? random.pick(outside) : random.pick(hosts),
    talk: random.pick(TALK),
  }))
  const file = openSync(path, 'w')
  try {
    let bytes = writeSync(file, `${HEADER}\n`)
    for (let first = 0; first < rows; first += CHUNK_ROWS) {
      const lines: string[] = []
      for (let row = first; row < Math.min(rows, first + CHUNK_ROWS); row++) {
        const { from, to, talk } = random.pick(pairs)
        const isAnswered = random.chance(0.9)
        const out = random.between(20, 4_000)
        const back = isAnswered ? random.between(20, 40_000) : 0
        lines.push(
          `${(1_772_323_200 + row / 10).toFixed(6)}\tC${row.toString(36).padStart(17, 'x')}\t${from}\t${random.between(49_152, 65_535)}\t${to}\t${talk[1]}\t${talk[0]}\t${talk[2]}\t${(random.between(1, 9_999_999) / 1e6).toFixed(6)}\t${out}\t${back}\t${isAnswered ? 'SF' : 'S0'}\t-\t-\t0\t${isAnswered ? 'ShADadFf' : 'S'}\t${random.between(1, 60)}\t${out + 400}\t${isAnswered ? random.between(1, 60) : 0}\t${back}\t(empty)`,
        )
      }
      bytes += writeSync(file, `${lines.join('\n')}\n`)
    }
    return bytes + writeSync(file, '#close\t2026-03-02-03-46-40\n')
  } finally {
    closeSync(file)
  }
}
