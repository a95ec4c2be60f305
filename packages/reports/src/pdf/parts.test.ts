import { loadContent } from '@caponier/content'
import { describe, expect, test } from 'vitest'
import { fixtureInput } from '../fixture.ts'
import type { ReportInput } from '../input.ts'
import { registrationDocument } from '../registration.ts'
import { reportData } from '../report-data.ts'
import { partWords } from '../text/part.ts'
import { plain, readPdf } from './pdf-text.test-support.ts'
import type { PdfDocument } from './render.ts'
import { renderPdf } from './render.ts'

const content = loadContent()
const HEAD = {
  seq: 4_123,
  hash: 'ab'.repeat(32),
  signedAt: '2026-11-01T10:00:00.000Z',
  keyFingerprint: '0123 4567',
  signature: 'c2lnbmF0dXJl',
}

async function textOf(
  document: PdfDocument,
): Promise<{ readonly pages: readonly string[]; readonly all: string; readonly metadata: string }> {
  const made = await renderPdf(document)
  if (!made.ok) throw new Error(made.problem.message)
  const pdf = await readPdf(made.value)
  const pages = pdf.pages.map(plain)
  return { pages, all: pages.join('\n'), metadata: pdf.metadata }
}

/** The input as a server cuts it to one site: nothing of a legal entity is left. */
function siteInput(lang: 'en' | 'de'): ReportInput {
  const input = fixtureInput(content, lang)
  const site = input.workspace.sites?.[0]
  if (site === undefined) throw new Error('the fixture has no site')
  const { position } = input
  return {
    ...input,
    groupScope: [],
    part: { kind: 'site', name: site.name },
    head: HEAD,
    position: {
      ...position,
      scope: [],
      measures: [],
      cir: [],
      maturity: [],
      zones: position.zones.filter((zone) => zone.site === site.id),
      conduits: [],
      siteMeasures: position.siteMeasures.filter((one) => one.site === site.id),
    },
  }
}

describe.each(['en', 'de'] as const)('a report over a part, %s', (lang) => {
  test('says what it covers, and has no empty chapter about legal entities', async () => {
    const input = siteInput(lang)
    const { pages, all, metadata } = await textOf(reportData(input))
    const name = input.part?.name ?? ''
    expect(pages[0]).toContain(plain(name))
    expect(pages[0]).toContain(plain(partWords(lang).site(name)))
    expect(metadata).toContain(name)
    expect(all).toContain(plain(partWords(lang).leadSite(name)))
    // A chapter without content takes no page of its own.
    expect(pages[1]).toContain(plain(reportData(input).words.chapters.scope))
  })

  test('prints the signed head of the activity log whole', async () => {
    const { pages, all } = await textOf(reportData(siteInput(lang)))
    expect(pages[0]).toContain('abababababababab')
    for (const text of [partWords(lang).head.title, String(HEAD.seq), HEAD.hash, HEAD.signedAt, HEAD.keyFingerprint, HEAD.signature])
      expect(all).toContain(plain(text))
  })
})

describe.each(['en', 'de'] as const)('the registration dossier, %s', (lang) => {
  const items = [
    { item: 'Name', article: 'Art. 3(4)', value: 'Some name', missing: false, note: null },
    { item: 'Address', article: 'Art. 3(4)', value: null, missing: true, note: '2026-03-06' },
  ]

  test('names what is missing and what each state of jurisdiction asks, with the head of the log', async () => {
    const input = { ...fixtureInput(content, lang), head: HEAD }
    const entity = input.position.scope[0]
    const document = registrationDocument(input, entity?.entity ?? '', items)
    if (document === null) throw new Error('the entity is in the input')
    const { all, pages } = await textOf(document)
    expect(pages[0]).toContain(plain(document.meta.title))
    for (const text of ['Some name', document.say.missing, '2026-03-06', document.say.summary, HEAD.hash])
      expect(all).toContain(plain(text))
    for (const law of document.laws) expect(all).toContain(plain(law.name))
    const states = entity?.national.map((one) => one.state) ?? []
    expect(states.length).toBeGreaterThan(0)
    expect(document.laws.map((law) => law.state).toSorted()).toEqual(states.toSorted())
    expect(reportData(input).scope.laws.length).toBeGreaterThan(states.length)
  })

  test('of an entity that the input does not hold is none', () => {
    expect(registrationDocument(fixtureInput(content, lang), 'no-such-entity', items)).toBeNull()
  })
})
