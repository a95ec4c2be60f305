import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  readonly pages: readonly string[]
  /** Whole text without white space and hyphens, so that line breaks play no part. */
  readonly text: string
  readonly outline: readonly { readonly title: string; readonly page: number }[]
  readonly marked: boolean
  readonly metadata: string
  readonly language: string | null
  /** Roles of all structure elements. */
  readonly roles: ReadonlySet<string>
  readonly alts: readonly string[]
}

/** Text as the tests compare it. */
export const plain = (text: string): string => text.replace(/[\s\u00a0\u00ad\u200b-]/g, '')

interface StructNode {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly StructNode[]
}

/** Reads a PDF the way a stranger would: text in content order, bookmarks, structure. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise
  const pages: string[] = []
  const roles = new Set<string>()
  const alts: string[] = []
  const walk = (node: StructNode): void => {
    if (node.role !== undefined) roles.add(node.role)
    if (node.alt !== undefined) alts.push(node.alt)
    for (const child of node.children ?? []) walk(child)
  }
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const content = await page.getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
    walk((await page.getStructTree()) as StructNode)
  }
  const outline: { title: string; page: number }[] = []
  for (const entry of (await document.getOutline()) ?? []) {
    const target = typeof entry.dest === 'string' ? await document.getDestination(entry.dest) : entry.dest
    const reference: unknown = target?.[0]
    outline.push({ title: entry.title, page: (await document.getPageIndex(reference as { num: number; gen: number })) + 1 })
  }
  const { info, metadata } = await document.getMetadata()
  const mark: unknown = await document.getMarkInfo()
  const result: ReadPdf = {
    pages,
    text: plain(pages.join(' ')),
    outline,
    marked: mark instanceof Map && mark.get('Marked') === true,
    metadata: metadata === null ? '' : String(metadata.getRaw()),
    language: 'Language' in info && typeof info.Language === 'string' ? info.Language : null,
    roles,
    alts,
  }
  await document.loadingTask.destroy()
  return result
}
