import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { KIND_NAMES } from '@caponier/core/company/kinds'
import { docsOf } from '@caponier/core/company/references-of'
import type { Workspace } from '@caponier/core/company/workspace'
import { writeWorkspaceFolder } from '@caponier/formats'
import { workspaceToJson } from '@caponier/formats/workspace/normalise'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import { parseWorkspaceZip } from '@caponier/formats/workspace/workspace-zip'
import { loadWorkspace } from '@caponier/offline/company/load'
import { computeAll } from '@caponier/offline/position/compute'
import { positionText } from '@caponier/offline/position/compute-text'
import { account, refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext, SessionContext } from '../context.ts'
import { companyHandlers as company } from './handlers.ts'

let plant: TestApp
let lead: MemberContext
const folders: string[] = []

beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
})
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  await plant.stop()
})

const stream = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([bytes]).stream()
const bytesOf = (body: Uint8Array | ReadableStream<Uint8Array>): Uint8Array => {
  if (!(body instanceof Uint8Array)) throw new Error('the workspace comes as a stream')
  return body
}
const exported = async (context: MemberContext, format: 'json' | 'zip'): Promise<Uint8Array> =>
  bytesOf(
    value(
      await company['workspace.export'](context, {
        params: { tenant: context.tenant },
        query: { format },
        body: undefined,
        version: undefined,
      }),
    ).bytes,
  )
const imported = (context: SessionContext, bytes: Uint8Array, id?: string) =>
  company['workspace.import'](context, {
    params: undefined,
    query: id === undefined ? {} : { id },
    body: stream(bytes),
    version: undefined,
  })
const sheetless = (workspace: Workspace): string => workspaceToJson({ ...workspace, organisation: { ...workspace.organisation, id: 'x' } })

describe('a workspace', () => {
  test('exported, computed offline, gives the position that the server shows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caponier-export-'))
    folders.push(folder)
    const parsed = parseWorkspaceJson(await exported(lead, 'json'))
    if (!parsed.ok) throw new Error(parsed.problem.message)
    await writeWorkspaceFolder(folder, parsed.value)
    const loaded = await loadWorkspace(folder, plant.app.content, TEST_DAY)
    if (!loaded.ok) throw new Error(loaded.problem.message)
    const offline = computeAll(plant.app.content, loaded.value.workspace, { asOf: TEST_DAY, knownAt: null, lang: 'en', flips: false })
    if (!offline.ok) throw new Error(offline.problem.message)
    expect(positionText(offline.value.position)).toBe(positionText(lead.model.position(TEST_DAY, 'en')))
  })

  test('as a zip of YAML holds the same as the document', async () => {
    const zip = parseWorkspaceZip(await exported(lead, 'zip'))
    const json = parseWorkspaceJson(await exported(lead, 'json'))
    if (!zip.ok || !json.ok) throw new Error('not read')
    expect(workspaceToJson(zip.value.workspace)).toBe(workspaceToJson(json.value))
  })

  test.each(['a..b', 'a.', 'a'.repeat(101)])('is not imported under the id %s, which could name no folder everywhere', async (id) => {
    const bytes = await exported(lead, 'json')
    expect(refusal(await imported(lead, bytes, id))).toBe('invalid-input')
    const { organisation } = lead.model.workspace()
    const own = new TextEncoder().encode(workspaceToJson({ ...lead.model.workspace(), organisation: { ...organisation, id } }))
    expect(refusal(await imported(lead, own))).toBe('invalid-input')
  })

  test.each(['json', 'zip'] as const)('imported from %s becomes a tenant of its own that exports the same', async (format) => {
    const bytes = await exported(lead, format)
    const made = value(await imported(lead, bytes))
    expect(made.tenant).toMatch(/^brenner-\d$/)
    const [mine] = [await plant.again({ ...lead, tenant: made.tenant, grants: [{ role: 'admin', scope: WHOLE }] })]
    for (const kind of KIND_NAMES) expect(docsOf(mine.model.workspace(), kind).length).toBe(docsOf(lead.model.workspace(), kind).length)
    const [there, here] = [parseWorkspaceJson(await exported(mine, 'json')), parseWorkspaceJson(await exported(lead, 'json'))]
    if (!there.ok || !here.ok) throw new Error('not read')
    expect(sheetless(there.value)).toBe(sheetless(here.value))
  })

  test('is refused whole when it is broken, hostile, or brought by whom it is not for', async () => {
    const broken = { ...lead.model.workspace(), zones: [{ id: 'z', name: 'Z', site: 'nowhere', kind: 'ot' as const }] }
    expect(refusal(await imported(lead, new TextEncoder().encode(JSON.stringify(broken))))).toBe('invalid-input')
    expect(refusal(await imported(lead, new TextEncoder().encode('{"caponier":1')))).toBe('invalid-input')
    expect(refusal(await imported(lead, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])))).toBe('invalid-input')
    expect(refusal(await imported(lead, await exported(lead, 'json'), 'brenner'))).toBe('conflict')
    const engineer = await plant.member('brenner', ['engineer', WHOLE])
    expect(refusal(await imported(engineer, await exported(lead, 'json')))).toBe('forbidden')
    const siteLead = await plant.member('brenner', ['lead', { kind: 'site', id: 'wels' }])
    expect(
      refusal(
        await company['workspace.export'](siteLead, { params: { tenant: 'brenner' }, query: {}, body: undefined, version: undefined }),
      ),
    ).toBe('forbidden')
    const stranger = await account(plant.app)
    const guest: SessionContext = { ...lead, user: { ...lead.user, userId: stranger.id } }
    expect(refusal(await imported(guest, await exported(lead, 'json')))).toBe('forbidden')
    // Not a byte of it is read.
    const untouched = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.error(new Error('it was read')) },
      { highWaterMark: 0 },
    )
    const unread = await company['workspace.import'](guest, { params: undefined, query: {}, body: untouched, version: undefined })
    expect(refusal(unread)).toBe('forbidden')
  })

  test('one large file of a person is read at a time', async () => {
    const bytes = new TextEncoder().encode('{"caponier":1')
    let end = (): void => undefined
    const slow = new ReadableStream<Uint8Array>({
      start: (controller) => {
        end = () => controller.close()
      },
    })
    const first = company['workspace.import'](lead, { params: undefined, query: {}, body: slow, version: undefined })
    await vi.waitFor(async () => expect(refusal(await imported(lead, bytes))).toBe('too-many'), 10_000)
    end()
    expect(refusal(await first)).toBe('invalid-input')
    expect(refusal(await imported(lead, bytes))).toBe('invalid-input')
  })
})

describe('the guided start', () => {
  const answers = {
    organisation: 'Nordhafen Pumpen',
    establishment: 'DE',
    site: 'Werk Nord',
    year: 2025,
    headcount: 300,
    turnover: 6e7,
    balance: 5e7,
    activities: ['II.5(d)'],
  }
  const begin = (body: { answers: Record<string, unknown>; dryRun?: boolean }) =>
    company['start.begin'](lead, { params: undefined, query: undefined, body: body, version: undefined })

  test('asks, tries without writing, and makes an organisation with a decision and a first position', async () => {
    const { may, questions, templates, activities } = value(await company['start.questions'](lead))
    expect(may).toBe(true)
    const engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    expect(value(await company['start.questions'](engineer)).may).toBe(false)
    expect(questions.map((question) => question.id)).toContain('organisation')
    expect(activities.length).toBeGreaterThan(30)
    const trial = value(await begin({ answers, dryRun: true }))
    expect(trial).toMatchObject({ tenant: null, scope: [{ class: 'important' }] })
    expect(trial.measures).toHaveLength(lead.model.position(TEST_DAY, 'en').measures.length / lead.model.objects('entity').length)
    const template = templates[0]
    if (template === undefined) throw new Error('no plant template ships')
    const made = value(await begin({ answers: { ...answers, template: template.id } }))
    expect(made).toMatchObject({ tenant: 'nordhafen-pumpen', counts: { zones: template.zones, conduits: template.conduits } })
    const mine = await plant.again({ ...lead, tenant: 'nordhafen-pumpen', grants: [{ role: 'admin', scope: WHOLE }] })
    expect(mine.model.position(TEST_DAY, 'en').scope).toEqual(made.scope)
    expect(value(await company['sites.list'](mine))).toHaveLength(1)
  })

  test('says which answers are missing or wrong', async () => {
    const result = await begin({ answers: { organisation: 'X', establishment: 'Germany', headcount: 10 } })
    if (result.ok) throw new Error('not refused')
    expect(result.problem.issues?.map((issue) => issue.path).sort()).toEqual([
      'body.answers.balance',
      'body.answers.establishment',
      'body.answers.site',
      'body.answers.turnover',
    ])
  })
})
