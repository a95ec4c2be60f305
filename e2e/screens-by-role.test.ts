import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoleGrant } from '@caponier/contract/access/roles'
import { violations } from './browser.ts'
import { joined } from './members.ts'
import type { OpenedPage, Place } from './place.ts'
import { openPlace } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** Screens of the rail below the organisation. */
const RAIL = [
  'cockpit',
  'scope',
  'company',
  'assets',
  'gaps',
  'mine',
  'position',
  'findings',
  'controls',
  'evidence',
  'reports',
  'frameworks',
  'activity',
  'people',
  'settings',
] as const
type Screen = (typeof RAIL)[number]

const WHOLE = { kind: 'organisation' } as const
const SITE = { kind: 'site', id: 'brescia' } as const
const CASES: readonly {
  readonly who: string
  readonly grant: RoleGrant
  readonly width: number
  readonly at: readonly Screen[]
  readonly closed: readonly Screen[]
}[] = [
  { who: 'engineer of one site, tablet', grant: { role: 'engineer', scope: SITE }, width: 820, at: RAIL, closed: ['activity', 'settings'] },
  {
    who: 'respondent',
    grant: { role: 'respondent', scope: WHOLE },
    width: 1440,
    at: ['cockpit', 'gaps', 'mine', 'frameworks', 'settings'],
    closed: ['cockpit', 'gaps', 'settings'],
  },
  { who: 'board, tablet', grant: { role: 'board', scope: WHOLE }, width: 820, at: RAIL, closed: ['activity', 'settings'] },
  { who: 'auditor', grant: { role: 'auditor', scope: WHOLE }, width: 1440, at: ['gaps', 'evidence', 'activity', 'settings'], closed: [] },
]

/** What is wrong with the page as it stands. What was looked at before in the same form is not looked at again: it takes its time. */
async function wrongWith(opened: OpenedPage, name: string, withAxe: boolean): Promise<readonly string[]> {
  const { page } = opened
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...(headings === 1 ? [] : [`${name}: ${headings} headings of the page`]),
    ...(wider > 1 ? [`${name}: ${wider} px wider than the window`] : []),
    ...(withAxe ? (await violations(page)).map((one) => `${name}: ${one}`) : []),
  ]
}

test.each(CASES)('$who: screens that are open open, the others say what it takes', async ({ who, grant, width, at, closed }) => {
  const token = await joined(place, { name: who, email: `${grant.role}@example.com`, grants: [grant] })
  const opened = await place.open({ width, height: 1180 }, token)
  const wrong: string[] = []
  let refused = 0
  for (const screen of at) {
    await opened.go(`/t/brenner/${screen}`)
    const isRefused = (await opened.page.getByText('Roles that give it').count()) > 0
    if (isRefused !== closed.includes(screen)) wrong.push(`${screen}: ${isRefused ? 'closed' : 'open'}`)
    if (isRefused && (await opened.page.getByRole('button', { name: 'Try again' }).count()) > 0)
      wrong.push(`${screen}: offers to try again`)
    // As the administrator sees them wide screens have been looked at already.
    const isNew = isRefused ? refused++ === 0 : width === 820 || grant.scope.kind === 'site' || screen === 'mine'
    wrong.push(...(await wrongWith(opened, screen, isNew)))
  }
  expect(wrong).toEqual([])
  expect(opened.faults).toEqual([])
  await opened.context.close()
})

test('what opens over a list keeps to WCAG 2.2 AA too', async () => {
  const opened = await place.open()
  const wrong: string[] = []
  for (const path of [
    'company/sites?open=gersthofen',
    'controls?open=accounts-brescia',
    'assets/assets?open=ger-fu-fw-01',
    'company/zones?open=%2B',
  ]) {
    await opened.go(`/t/brenner/${path}`)
    await opened.page.getByRole('dialog').first().waitFor()
    wrong.push(...(await wrongWith(opened, path, true)))
  }
  await opened.go('/t/brenner/people')
  await opened.page.getByRole('button', { name: 'Invite' }).click()
  await opened.page.getByRole('dialog').first().waitFor()
  wrong.push(...(await wrongWith(opened, 'invite', true)))
  expect(wrong).toEqual([])
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
