import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { assetsHandlers as assets } from './handlers.ts'

let plant: TestApp
let lead: MemberContext
let engineer: MemberContext

beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
  engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'wels' }])
})
afterAll(() => plant.stop())

const FIELDS = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state'.split(' ')
const HEADER = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  `#fields\t${FIELDS.join('\t')}`,
]
const row = (from: string, to: string, port: number, service: string): string =>
  ['1763800000.5', 'C1', from, '50000', to, String(port), 'tcp', service, '1.5', '200', '300', 'SF'].join('\t')
const log = (...rows: readonly string[]): Uint8Array => new TextEncoder().encode(`${[...HEADER, ...rows].join('\n')}\n`)
const stream = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([bytes]).stream()
const bare = { query: undefined, version: undefined } as const
const inTenant = { ...bare, params: { tenant: 'brenner' } } as const

async function opened(who: MemberContext, site: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const { upload } = value(await assets['zeek.open'](who, { ...inTenant, body: { site } }))
  for (const [name, bytes] of Object.entries(files))
    value(await assets['zeek.file'](who, { ...bare, params: { tenant: 'brenner', upload, name }, body: stream(bytes) }))
  return upload
}
const read = (who: MemberContext, upload: string, dryRun = false) =>
  assets['zeek.read'](who, { ...bare, params: { tenant: 'brenner', upload }, body: { dryRun } })
const openAt = (who: MemberContext, site: string) =>
  who.model.objects('proposal').filter((proposal) => proposal.doc.site === site && proposal.doc.state === 'open')
const decide = (who: MemberContext, body: Parameters<(typeof assets)['proposals.decide']>[1]['body']) =>
  assets['proposals.decide'](who, { ...inTenant, body })

/** The first addresses of a declared network of the site. */
const network = (): { id: string; base: string } => {
  const found = lead.model.objects('network').find((one) => one.doc.site === 'wels' && one.doc.zone !== undefined)
  return { id: found?.id ?? '', base: (found?.doc.cidrs[0] ?? '').replace(/\.\d+\/\d+$/, '') }
}

describe('Zeek logs', () => {
  test('are read into proposals; every row is mapped or rejected under a reason', async () => {
    const { base } = network()
    const rows = [row(`${base}.201`, `${base}.202`, 502, 'modbus'), row(`${base}.203`, `${base}.202`, 502, 'modbus'), 'broken']
    const before = openAt(lead, 'wels').length
    const upload = await opened(engineer, 'wels', {
      'conn.log': log(...rows),
      'conn.1.log.gz': gzipSync(log(row(`${base}.202`, '198.51.100.7', 443, 'ssl'))),
    })
    const trial = value(await read(engineer, upload, true))
    expect(openAt(lead, 'wels')).toHaveLength(before)
    const done = value(await read(engineer, upload))
    expect(done).toEqual({ ...trial, applied: true })
    expect(done.rowsRead).toBe(4)
    expect(done.rowsRead).toBe(done.rowsMapped + Object.values(done.rejects).reduce((sum, count) => sum + count, 0))
    expect(done.files.map((file) => file.file)).toEqual(['conn.1.log.gz', 'conn.log'])
    expect(openAt(lead, 'wels').length).toBeGreaterThan(before)
    expect(refusal(await read(engineer, upload))).toBe('gone')
    // The same logs again change the same proposals and double no count.
    const counts = value(await assets['proposals.list'](engineer)).map((one) => [one.id, one.connections])
    const again = value(
      await read(
        engineer,
        await opened(engineer, 'wels', {
          'conn.log': log(...rows),
          'conn.1.log.gz': gzipSync(log(row(`${base}.202`, '198.51.100.7', 443, 'ssl'))),
        }),
      ),
    )
    expect(again.proposals.added).toBe(0)
    expect(value(await assets['proposals.list'](engineer)).map((one) => [one.id, one.connections])).toEqual(counts)
  })

  test('fill the disk neither by many uploads of one person nor by many logs at once', async () => {
    const hoarder = await plant.member('brenner', ['engineer', { kind: 'site', id: 'wels' }])
    const others = await opened(engineer, 'wels', {})
    const uploads: string[] = []
    for (let n = 0; n < 5; n++) uploads.push(await opened(hoarder, 'wels', { 'conn.log': log() }))
    const kept = readdirSync(join(plant.app.settings.dataDir, 'uploads', 'zeek'))
    expect(uploads.filter((upload) => kept.includes(upload))).toHaveLength(3)
    expect(kept).toEqual(expect.arrayContaining([uploads.at(-1), others]))
    const upload = uploads.at(-1) ?? ''
    const both = await Promise.all(
      ['conn.1.log', 'conn.2.log'].map((name) =>
        assets['zeek.file'](hoarder, { ...bare, params: { tenant: 'brenner', upload, name }, body: stream(log()) }),
      ),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.flatMap((one) => (one.ok ? [] : [one.problem.code]))).toEqual(['conflict'])
    for (const one of [...uploads, others])
      for (const who of [hoarder, engineer])
        value(await assets['zeek.discard'](who, { ...bare, params: { tenant: 'brenner', upload: one }, body: undefined }))
  })

  test('of another site, of another person, or under another name are not taken', async () => {
    expect(refusal(await assets['zeek.open'](engineer, { ...inTenant, body: { site: 'gersthofen' } }))).toBe('not-found')
    const upload = await opened(lead, 'wels', {})
    expect(refusal(await read(engineer, upload))).toBe('gone')
    expect(refusal(await read(lead, upload))).toBe('conflict')
    expect(
      refusal(await assets['zeek.file'](lead, { ...bare, params: { tenant: 'brenner', upload, name: 'dns.log' }, body: stream(log()) })),
    ).toBe('unsupported-media')
    expect(refusal(await read(lead, '../../etc'))).toBe('gone')
    value(await assets['zeek.discard'](lead, { ...bare, params: { tenant: 'brenner', upload }, body: undefined }))
    expect(refusal(await read(lead, upload))).toBe('gone')
  })
})

describe('proposals', () => {
  test('are accepted in bulk, merged into a known asset, and ignored with a reason', async () => {
    const { base } = network()
    const rows = value(await assets['proposals.list'](engineer))
    const byTitle = (title: string): string => rows.find((one) => one.kind === 'asset' && one.title === title)?.id ?? ''
    const known = value(await assets['assets.create'](engineer, { body: { name: 'Press 9', site: 'wels' } }))
    const merged = value(
      await decide(engineer, { select: { ids: [byTitle(`${base}.202`)] }, decide: { decision: 'merge', asset: known.id } }),
    )
    expect(merged).toMatchObject({ decided: 1, added: { assets: [] }, changed: { assets: [known.id] } })
    expect(lead.model.object('asset', known.id)?.doc.interfaces).toMatchObject([{ address: `${base}.202` }])
    const trial = value(
      await decide(engineer, {
        select: { site: 'wels', kind: 'asset', within: `${base}.0/24` },
        decide: { decision: 'accept' },
        dryRun: true,
      }),
    )
    expect(trial).toMatchObject({ applied: false, decided: 2 })
    const accepted = value(
      await decide(engineer, { select: { site: 'wels', kind: 'asset', within: `${base}.0/24` }, decide: { decision: 'accept' } }),
    )
    expect(accepted.added.assets).toHaveLength(2)
    const flows = value(
      await decide(engineer, { select: { site: 'wels', kind: 'flow', within: `${base}.0/24` }, decide: { decision: 'accept' } }),
    )
    const flow = lead.model.object('flow', flows.added.flows[0] ?? '')?.doc
    expect([flow?.source.asset, flow?.target.asset]).toContain(known.id)
    const peer = rows.find((one) => one.kind === 'external-peer')
    value(
      await decide(engineer, { select: { ids: [peer?.id ?? ''] }, decide: { decision: 'ignore', reason: 'Update server of the vendor' } }),
    )
    const shown = value(
      await assets['proposals.show'](engineer, { ...bare, params: { tenant: 'brenner', id: peer?.id ?? '' }, body: undefined }),
    )
    expect(shown.row).toMatchObject({ state: 'ignored', reason: 'Update server of the vendor' })
    expect(refusal(await decide(engineer, { select: { ids: [byTitle(`${base}.202`)] }, decide: { decision: 'accept' } }))).toBe(
      'invalid-input',
    )
    // The database holds what memory says.
    plant.app.tenants.forget('brenner')
    expect((await plant.again(lead)).model.object('asset', known.id)?.doc.interfaces).toMatchObject([{ address: `${base}.202` }])
  })

  test('of other sites are neither seen nor decided', async () => {
    lead = await plant.again(lead)
    engineer = await plant.again(engineer)
    const foreign = openAt(lead, 'gersthofen')
    expect(foreign.length).toBeGreaterThan(0)
    const listed = value(await assets['proposals.list'](engineer))
    expect(listed.every((one) => one.site === 'wels')).toBe(true)
    expect(refusal(await decide(engineer, { select: { ids: [foreign[0]?.id ?? ''] }, decide: { decision: 'ignore', reason: 'x' } }))).toBe(
      'not-found',
    )
    value(await decide(engineer, { select: {}, decide: { decision: 'ignore', reason: 'all of them' } }))
    expect(openAt(await plant.again(lead), 'gersthofen')).toHaveLength(foreign.length)
    const zone = lead.model.objects('zone').find((one) => one.doc.site === 'kempten')
    expect(refusal(await decide(engineer, { select: {}, decide: { decision: 'accept', zone: zone?.id ?? '' } }))).toBe('not-found')
  })
})
