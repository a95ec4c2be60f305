import { gzipSync } from 'node:zlib'
import { joined, utf8 } from './bytes.ts'

const FIELDS =
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\thistory\torig_pkts\tresp_pkts'
const HEAD = `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n${FIELDS}\n`
const row = (from: string, to: string, port: number, service = 'modbus'): string =>
  `1760000000.000001\tC1\t${from}\t50000\t${to}\t${port}\ttcp\t${service}\t1.5\t10\t20\tSF\tShADadFf\t3\t4\n`

/** Valid logs to change: TSV with odd rows, JSON, both in one, IPv6. */
export const LOGS: readonly Uint8Array[] = [
  utf8(
    `${HEAD}${row('10.0.0.1', '10.0.0.2', 502)}${row('10.0.0.3', '192.0.2.9', 443, '-')}1760000001.5\tC2\tfe80::1\t546\tff02::1:2\t547\tudp\tdhcp\t-\t-\t-\tS0\tD\t1\t0\n#close\t2026-03-02-00-00-00\n`,
  ),
  utf8(
    [
      '{"ts":1760000000.5,"uid":"C1","id.orig_h":"10.0.0.1","id.orig_p":50000,"id.resp_h":"10.0.0.2","id.resp_p":502,"proto":"tcp","service":"modbus","duration":1.5,"orig_bytes":10,"resp_bytes":20,"conn_state":"SF","history":"ShADadFf"}',
      '{"ts":"2026-03-01T00:00:00.5Z","id.orig_h":"2001:db8::1","id.orig_p":1,"id.resp_h":"2001:db8::2","id.resp_p":2,"proto":"udp"}',
      '',
    ].join('\n'),
  ),
  utf8(
    `${HEAD}${row('10.0.0.1', '10.0.0.2', 502)}{"ts":1,"id.orig_h":"10.0.0.1","id.orig_p":1,"id.resp_h":"10.0.0.2","id.resp_p":2,"proto":"tcp"}\n#separator \\x2c\n#fields,ts,id.orig_h\n1,2,3\n`,
  ),
]
export const LOG_WORDS = [
  '#separator \\x2c\n',
  '#separator \\xff\\xff\n',
  '#fields\t\n',
  '#path\tdns\n',
  '#unset_field\t\n',
  '#empty_field\t\t\n',
  '#set_separator\t\t\n',
  '\t-\t',
  '::ffff:10.0.0.1',
  '65536',
  '1e308',
  '(empty)',
  '{"ts":',
  'XXXXXXXXXX.XXXXXX',
  '\n',
  '\t',
]

const MILLION = 1_000_000
let zeros: Uint8Array | undefined
/** 200 MB of NULs in 200 KB. */
const packedZeros = (): Uint8Array => {
  zeros ??= gzipSync(Buffer.alloc(200 * MILLION), { level: 9 })
  return zeros
}

/** Logs that blow up naive readers; some are gzip, which the folder reader unpacks. */
export const LOG_BOMBS: readonly (() => Uint8Array)[] = [
  () => utf8(`${HEAD}${'x'.repeat(5 * MILLION)}\n`),
  () => utf8(`${HEAD}${'\t'.repeat(2 * MILLION)}\n`),
  () => utf8(`#fields${'\tx'.repeat(200_000)}\n1\t2\n`),
  () => utf8('#separator \\x09\n'.repeat(100_000)),
  () =>
    utf8(
      `${HEAD}${Array.from({ length: 60_000 }, (_, index) => row(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, '10.0.0.2', index)).join('')}`,
    ),
  () => utf8(`${HEAD}${Array.from({ length: 20_000 }, (_, index) => row('10.0.0.1', '10.0.0.2', 502, `service-${index}`)).join('')}`),
  () => utf8(`${HEAD}${row('10.0.0.1', '10.0.0.2', 502, 'a,'.repeat(100_000))}`),
  () => utf8(`{"ts":${'['.repeat(500_000)}\n`),
  () => utf8(`{${'"ts":1,'.repeat(100_000)}"ts":1}\n`),
  () => utf8(`{"ts":1,"service":"${'\\u0000'.repeat(100_000)}"}\n`),
  () => utf8('\n'.repeat(5 * MILLION)),
  () => utf8('#\n'.repeat(2 * MILLION)),
  () => new Uint8Array(3 * MILLION),
  () => packedZeros(),
  () => packedZeros().slice(0, 100_000),
  () => gzipSync(packedZeros()),
  () => joined([gzipSync(utf8(`${HEAD}${row('10.0.0.1', '10.0.0.2', 502)}`)), gzipSync(utf8(row('10.0.0.1', '10.0.0.2', 503)))]),
  () => joined([gzipSync(utf8(`${HEAD}${row('10.0.0.1', '10.0.0.2', 502)}`)), utf8('trailing rubbish')]),
  () => Uint8Array.from([0x1f, 0x8b]),
  () => Uint8Array.from([0x1f, 0x8b, 8, 0xff, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]),
]
