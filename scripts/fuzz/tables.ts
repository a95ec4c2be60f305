import { loadContent } from '@caponier/content'
import type { Content } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { applyPreview, parseWorkspace, previewTable, writeXlsx } from '@caponier/formats'
import { sheetFrameworks, TABLE_KINDS } from '@caponier/offline/assessment/tables'
import { mutated } from './bytes.ts'
import { TABLES, workspaces } from './seeds.ts'
import { check, type Outcome, outcomeOf, type Target } from './target.ts'
import { CSV_BOMBS } from './text-bombs.ts'
import { SHEET_XML, STRINGS_XML, WORKBOOK_BOMBS, workbookOf } from './workbook-bombs.ts'

const CSV_WORDS = [
  ';',
  ',',
  '\t',
  '"',
  '""',
  '\r',
  '\n',
  "'=",
  "'",
  '\ufeff',
  'sep=;\n',
  'Id',
  'Name',
  'zone-0',
  'site:site-0',
  'erfüllt',
  'compensated',
  ' | ',
  '\\',
  '-',
  'SL-T',
  '2 2 2 1 3 2 1',
  'Kanäle',
  'Figures',
  'ja',
]
const XML_WORDS = [
  '<row>',
  '</row>',
  '<c r="A1" t="s">',
  '<v>',
  '</v>',
  '&lt;',
  '&#x0;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?x',
  '<!DOCTYPE a>',
  't="inlineStr"',
  'r="XFD9999999"',
  '</sheetData>',
  '<is/>',
]

/** The preview of an import, of every list by turns, and what applying it would make of the workspace. */
async function readAsTable(bytes: Uint8Array, workspace: Workspace, frameworks: ReturnType<typeof sheetFrameworks>): Promise<Outcome> {
  const options = { today: '2026-11-23', frameworks, site: workspace.sites?.[0]?.id ?? 'site-0' }
  const preview = await previewTable(bytes, TABLE_KINDS[bytes.length % TABLE_KINDS.length] ?? 'assets', workspace, options)
  if (preview.ok) {
    const after = applyPreview(workspace, preview.value, { now: '2026-11-23T10:00:00Z' })
    check(parseWorkspace(after).ok, 'what an import makes is a valid workspace')
  }
  return outcomeOf(preview)
}

const workspaceWithSites = (seed: number, content: Content): Workspace => {
  const all = workspaces(seed, content)
  const found = all.find((workspace) => (workspace.sites ?? []).length > 0 && (workspace.assets ?? []).length > 0) ?? all[0]
  if (found === undefined) throw new Error('no workspace was made')
  return found
}

export function csv(seed: number): Target {
  const content = loadContent()
  const workspace = workspaceWithSites(seed, content)
  const frameworks = sheetFrameworks(content)
  return {
    bombs: CSV_BOMBS,
    generate: (random) => mutated(random, random.pick(TABLES), CSV_WORDS),
    read: (bytes) => readAsTable(bytes, workspace, frameworks),
  }
}

/** Archives changed bit by bit, their XML changed and packed again whole, and bombs. */
export async function xlsx(seed: number): Promise<Target> {
  const content = loadContent()
  const workspace = workspaceWithSites(seed, content)
  const frameworks = sheetFrameworks(content)
  const encoder = new TextEncoder()
  const [sheet, strings] = [encoder.encode(SHEET_XML), encoder.encode(STRINGS_XML)]
  const honest = await writeXlsx([
    {
      name: 'A',
      rows: [
        ['Id', 'Name', 'Site'],
        ['a-1', 'Pump', 'site-0'],
        ['a-2', '=1+1', ''],
      ],
    },
  ])
  return {
    bombs: WORKBOOK_BOMBS,
    generate: (random) => {
      if (random.chance(0.4)) return mutated(random, random.chance(0.5) ? honest : workbookOf(sheet, strings))
      return workbookOf(mutated(random, sheet, XML_WORDS), random.chance(0.3) ? mutated(random, strings, XML_WORDS) : strings)
    },
    read: (bytes) => readAsTable(bytes, workspace, frameworks),
  }
}
