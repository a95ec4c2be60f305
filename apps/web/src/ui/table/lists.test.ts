import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'

/** Every list of the pages. The table searches, filters, sorts, saves views and exports what it shows; acts on many are its `bulk`. */
const ROUTES_DIR = join(import.meta.dirname, '../../routes')
const screens = globSync('**/*.tsx', { cwd: ROUTES_DIR }).map((file) => ({ file, text: readFileSync(join(ROUTES_DIR, file), 'utf8') }))
const tables = screens.flatMap(({ file, text }) =>
  [...text.matchAll(/<DataTable\b.*?\n {6,}\/>/gs)].map(([used]) => ({
    file,
    route: /route=(?:"([^"]+)"|\{([^}]+)\})/.exec(used)?.slice(1).find(Boolean) ?? '',
    name: /name=(?:"([^"]+)"|\{(.+?)\}\n)/.exec(used)?.slice(1).find(Boolean) ?? '',
    hasBulk: /\bbulk\b/.test(used),
  })),
)

/** Lists without acts on many, and why. */
const WITHOUT_BULK: Readonly<Record<string, string>> = {
  'assessments.list': 'a row is a whole assessment; what is done to many is done to its requirements',
  'members.list': 'roles and removal are decided for one person at a time',
  'findings.list': 'a finding goes when what it found is mended, each at its own place',
  'snapshots.cells': 'differences between two dates, to be read and taken along',
  'content.laws': 'shipped content, read only',
  'content.requirements': 'shipped content, read only',
}

/** List routes that no table shows, and why. */
const WITHOUT_TABLE: Readonly<Record<string, string>> = {
  'activity.table': 'the log is read in the order of its chain; the screen filters, saves views and exports through this route',
  'activity.heads': 'for programs that keep signed heads elsewhere',
  'assessments.lines': 'the file of the answers, whose table edits in place and has filters, views and bulk of its own',
  'assessment.mine': 'what one person has to do, as cards for a phone',
  'invitations.list': 'a handful that waits, each with its own acts',
  'comments.list': 'the talk about one answer, in the order in which it was held',
  'mentions.mine': 'where somebody was called, as a short list beside the questions',
  'links.list': 'what hangs on one answer, with the acts of each',
  'evidence.files': 'the files that one piece of evidence had, the newest first',
  'account.sessions': 'the devices of one person, each with its own act',
}

/** Rows of a spreadsheet before it is entered: a preview with its own filter by outcome, gone once it is entered. */
const isPreview = (id: string): boolean => id.endsWith('-sheets.rows')

/** What became of one thing in the order of time, read in a drawer beside it. */
const isPast = (id: string): boolean => id.endsWith('.history')

const shownRoutes = new Set(tables.map((one) => one.route))

test('every table is named, so that its views are kept, and acts on many or says why not', () => {
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter((one) => one.name === '' || one.route === '')).toEqual([])
  const silent = tables.filter((one) => !one.hasBulk && WITHOUT_BULK[one.route] === undefined)
  expect(silent.map((one) => `${one.file}: ${one.route}`)).toEqual([])
  expect(Object.keys(WITHOUT_BULK).filter((route) => !shownRoutes.has(route))).toEqual([])
})

test('names of views are told apart', () => {
  const names = tables.map((one) => one.name)
  expect(new Set(names).size).toBe(names.length)
})

test('every list of the API is shown by a table, or it is said why not', () => {
  const objects = new Set([
    'entities',
    'sites',
    'sucs',
    'zones',
    'conduits',
    'networks',
    'suppliers',
    'products',
    'persons',
    'responsibilities',
    'assets',
    'asset-types',
    'flows',
  ])
  const lists = Object.values(ROUTES as Readonly<Record<string, RouteShape>>).filter((shape) => shape.returns === 'list')
  expect(lists.length).toBeGreaterThan(25)
  const missing = lists
    .map((shape) => shape.id)
    .filter(
      (id) =>
        !isPreview(id) && !isPast(id) && !shownRoutes.has(id) && WITHOUT_TABLE[id] === undefined && !objects.has(id.replace(/\.list$/, '')),
    )
  expect(missing).toEqual([])
  expect(screens.some(({ text }) => text.includes("route={routeOf(list, 'list')}"))).toBe(true)
})
