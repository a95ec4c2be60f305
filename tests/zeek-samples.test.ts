import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Position } from '@caponier/core/position/index'
import { run } from '../apps/cli/src/terminal.test-support.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SAMPLES = process.env['CAPONIER_SAMPLES'] ?? join(ROOT, '..', 'shared', 'samples')

interface Expected {
  readonly set: string
  readonly networks: readonly string[]
  readonly rows: number
  readonly assets: number
  readonly flows: number
  readonly externals: number
}

/** Counted once by an independent program over the same logs and networks. */
const SETS: readonly Expected[] = [
  { set: '4sics-151020', networks: ['10.10.10.0/24', '192.168.0.0/16'], rows: 12_444, assets: 8, flows: 6, externals: 4 },
  { set: 'plant-modbus-enip', networks: ['141.81.0.0/24', '142.81.0.0/24'], rows: 160, assets: 44, flows: 98, externals: 1 },
  { set: 'building-tridium', networks: ['192.168.1.0/24'], rows: 1_730, assets: 38, flows: 22, externals: 9 },
]

interface ZeekReport {
  readonly rowsRead: number
  readonly rowsMapped: number
  readonly rejects: Record<string, number>
  readonly summary: { addresses: { proposed: number }; flows: { inside: number; external: number }; externalPeers: number }
}

/** A workspace of one site with these networks and two zones. */
function workspaceWith(networks: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'caponier-zeek-'))
  writeFileSync(
    join(folder, 'caponier.yaml'),
    `caponier: 1
organisation: { id: probe, name: Probe }
frameworks: [{ framework: "iec62443-3-3:2013" }]
people: [{ id: lead, name: Lead }]
entities: [{ id: probe, name: Probe, establishment: DE }]
sites: [{ id: probe, name: Probe, country: DE, entities: [probe] }]
zones:
  - { id: cell, name: Cell, site: probe, kind: ot, slTarget: [2, 2, 2, 2, 2, 2, 2], owner: lead }
  - { id: office, name: Office, site: probe, kind: it, slTarget: [1, 1, 1, 1, 1, 1, 1], owner: lead }
networks: [{ id: net, name: Net, site: probe, cidrs: [${networks.join(', ')}] }]
`,
  )
  return folder
}

async function findingsOf(folder: string): Promise<Position['findings']> {
  const out = join(folder, 'out')
  expect((await run('assess', folder, '--out', out, '--as-of', '2026-11-23')).exit).toBe(0)
  return (JSON.parse(readFileSync(join(out, 'position.json'), 'utf8')) as Position).findings
}

test('real Zeek logs become proposals, and accepted ones findings with the rows that prove them', async () => {
  if (!existsSync(join(SAMPLES, 'zeek'))) {
    console.log(`samples are absent (${SAMPLES}): real Zeek logs were not read; set CAPONIER_SAMPLES to read them`)
    return
  }
  for (const expected of SETS) {
    const folder = workspaceWith(expected.networks)
    const imported = await run('import', 'zeek', join(SAMPLES, 'zeek', expected.set), '--site', 'probe', '--workspace', folder, '--json')
    const report = JSON.parse(imported.out) as ZeekReport
    expect(report.rowsRead).toBe(expected.rows)
    expect(report.rowsRead).toBe(report.rowsMapped + Object.values(report.rejects).reduce((sum, count) => sum + count, 0))
    expect({
      assets: report.summary.addresses.proposed,
      flows: report.summary.flows.inside,
      externals: report.summary.externalPeers,
    }).toEqual({ assets: expected.assets, flows: expected.flows, externals: expected.externals })
    expect((await run('proposals', 'accept', '--site', 'probe', '--workspace', folder)).exit).toBe(0)
    const findings = await findingsOf(folder)
    const withoutZone = findings.filter((one) => one.rule === 'asset-without-zone')
    const external = findings.filter((one) => one.rule === 'external-peer')
    expect(withoutZone.length).toBe(expected.assets)
    expect(external.length).toBeGreaterThan(0)
    expect(external.every((one) => one.proof.length > 0 && one.proof.every((proof) => proof.file === 'conn.log' && proof.row > 8))).toBe(
      true,
    )
    console.log(
      `${expected.set}: ${expected.rows} rows, ${expected.assets} hosts, ${expected.flows} flows inside, ${expected.externals} externals, ${findings.length} findings`,
    )
    rmSync(folder, { recursive: true })
  }
})

/** A conn.log of our own: an office PC manages a switch by Telnet, a controller talks to the Internet. */
const CONN_LOG = `#separator \\x09
#set_separator\t,
#empty_field\t(empty)
#unset_field\t-
#path\tconn
#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state
#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring
1790000000.000000\tC1\t10.1.2.10\t50000\t10.1.1.5\t23\ttcp\ttelnet\t12.5\t220\t900\tSF
1790000060.000000\tC2\t10.1.1.20\t50001\t203.0.113.9\t443\ttcp\tssl\t3.5\t1200\t5400\tSF
1790000120.000000\tC3\t10.1.2.10\t50002\t10.1.1.20\t102\ttcp\t-\t30.0\t4000\t8000\tSF
1790000180.000000\tC4\t10.1.1.21\t50003\t10.1.1.20\t502\ttcp\tmodbus\t30.0\t400\t800\tSF
`

test('assets without zone, flows across zones, external peers and clear-text management come out of our own log with their rows', async () => {
  const folder = workspaceWith(['10.1.1.0/24', '10.1.2.0/24'])
  const logs = mkdtempSync(join(tmpdir(), 'caponier-logs-'))
  writeFileSync(join(logs, 'conn.log'), CONN_LOG)
  expect((await run('import', 'zeek', logs, '--site', 'probe', '--workspace', folder)).exit).toBe(0)
  await run('proposals', 'accept', '--kind', 'asset', '--within', '10.1.2.0/24', '--zone', 'office', '--workspace', folder)
  await run('proposals', 'accept', '--kind', 'asset', '--within', '10.1.1.20/32', '--zone', 'cell', '--workspace', folder)
  await run('proposals', 'accept', '--kind', 'asset', '--within', '10.1.1.5/32', '--zone', 'cell', '--workspace', folder)
  await run('proposals', 'accept', '--site', 'probe', '--workspace', folder)
  const findings = await findingsOf(folder)
  const proofOf = (rule: string): number[] =>
    findings
      .filter((one) => one.rule === rule)
      .flatMap((one) => one.proof.map((proof) => proof.row))
      .sort((a, b) => a - b)
  expect(findings.filter((one) => one.rule === 'asset-without-zone').map((one) => one.reason)).toEqual([
    expect.stringContaining('10.1.1.21'),
  ])
  expect(proofOf('cleartext-management')).toEqual([8])
  expect(proofOf('external-peer')).toEqual([9])
  expect(proofOf('flow-without-conduit')).toEqual([8, 10])
  expect(findings.find((one) => one.rule === 'flow-without-conduit')?.reason).toContain('inferred from the port')
  rmSync(folder, { recursive: true })
  rmSync(logs, { recursive: true })
})
