import { loadContent } from '@caponier/content'
import { renderPdf, reportData } from '@caponier/reports'
import { fixtureInput, stretched } from '@caponier/reports/fixture'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Benchmark, timed } from '../benchmark.ts'

const LEAST_PAGES = 100

export const pdf100Pages: Benchmark = {
  key: 'pdf_100_pages_ms',
  what: 'report data to a tagged PDF of at least 100 pages, the start of its process included',
  unit: 'ms',
  aim: 3_000,
  headline: 'median',
  measure: async () => {
    const data = reportData(fixtureInput(loadContent(), 'en'))
    const render = async (times: number): Promise<Uint8Array> => {
      const pdf = await renderPdf(stretched(data, times))
      if (!pdf.ok) throw new Error(pdf.problem.message)
      return pdf.value
    }
    let times = 1
    let pages = 0
    for (; pages < LEAST_PAGES; times++) pages = await pagesOf(await render(times))
    const chosen = times - 1
    let bytes = 0
    const values = await timed(
      async () => {
        bytes = (await render(chosen)).length
      },
      5,
      0,
    )
    return { values, input: { pages, bytes, timesTheFixture: chosen } }
  },
}

async function pagesOf(pdf: Uint8Array): Promise<number> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  const pages = document.numPages
  await document.cleanup()
  return pages
}
