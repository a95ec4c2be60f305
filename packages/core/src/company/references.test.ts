import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameworkFacts } from './answer-subjects.ts'
import { checkWorkspace } from './references.ts'
import { ARBITRARY_FRAMEWORKS, ARBITRARY_TODAY, workspaceArbitrary } from './workspace.arbitrary.ts'
import { Workspace } from './workspace.ts'

const context = { today: ARBITRARY_TODAY, frameworks: ARBITRARY_FRAMEWORKS }

const gmbh = { id: 'gmbh', name: 'Example GmbH', establishment: 'DE', owner: 'lead' }
const north = { id: 'north', name: 'North', country: 'DE', entities: ['gmbh'] }
const south = { id: 'south', name: 'South', country: 'DE', entities: ['gmbh'] }
const suc = { id: 'line', name: 'Line', site: 'north' }
const plant: Workspace = {
  caponier: 1,
  organisation: { id: 'org', name: 'Example' },
  frameworks: [{ framework: 'iec62443-3-3:2013' }, { framework: 'iec62443-2-1:2024' }],
  entities: [gmbh],
  people: [{ id: 'lead', name: 'Lead' }],
  sites: [north, south],
  sucs: [suc],
  zones: [
    { id: 'north-line', name: 'Line', site: 'north', suc: 'line', kind: 'ot' },
    { id: 'north-it', name: 'Office', site: 'north', kind: 'it' },
  ],
  conduits: [{ id: 'cell', name: 'Cell firewall', zones: ['north-line', 'north-it'] }],
}

const messages = (workspace: Workspace, severity?: 'error' | 'warning'): string[] =>
  checkWorkspace(workspace, context)
    .filter((issue) => severity === undefined || issue.severity === severity)
    .map((issue) => `${issue.path}: ${issue.message} -> ${issue.mend}`)

describe('checkWorkspace', () => {
  test('a sound plant is silent', () => expect(messages(plant)).toEqual([]))

  test('random sound workspaces have no error and are valid by the schema', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), (workspace) => {
        expect(checkWorkspace(workspace, context).filter((issue) => issue.severity === 'error')).toEqual([])
        expect(Workspace.safeParse(workspace).error).toBeUndefined()
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  test('removing anything that is referred to is noticed', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), (workspace) => {
        const used = new Set((workspace.zones ?? []).map((zone) => zone.site))
        fc.pre(used.size > 0)
        const [gone] = [...used]
        const cut = { ...workspace, sites: (workspace.sites ?? []).filter((site) => site.id !== gone) }
        expect(messages(cut, 'error').some((message) => message.includes(`there is no site "${gone}"`))).toBe(true)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  test.each<[string, Partial<Workspace>, string]>([
    [
      'unknown zone of a conduit, with the near one',
      { conduits: [{ id: 'c', name: 'C', zones: ['north-line', 'north-ti'] }] },
      'conduits[0].zones[1]: there is no zone "north-ti" -> did you mean north-it?',
    ],
    [
      'SUC of another site',
      { sucs: [{ id: 'line', name: 'Line', site: 'south' }] },
      'zones[0].suc: the SUC "line" belongs to site "south", this belongs to "north" -> correct one of the two sites',
    ],
    [
      'duplicate id',
      {
        people: [
          { id: 'lead', name: 'A' },
          { id: 'lead', name: 'B' },
        ],
      },
      'people[1].id: the person "lead" exists twice (first as people[0]) -> rename or remove one; ids are never shared',
    ],
    [
      'two editions of 2-1',
      { frameworks: [{ framework: 'iec62443-2-1:2024' }, { framework: 'iec62443-2-1:2009' }] },
      'two editions of one framework are adopted: iec62443-2-1:2024 and iec62443-2-1:2009',
    ],
    [
      'unknown framework',
      { frameworks: [{ framework: 'iec62443-3-3:2031' }] },
      'frameworks[0].framework: no framework "iec62443-3-3:2031" -> did you mean iec62443-3-3:2013?',
    ],
    [
      'end before beginning',
      { sites: [{ ...north, from: '2025-05-01', until: '2025-04-30' }, south] },
      'sites[0].until: ends before it begins: 2025-04-30 is before 2025-05-01',
    ],
    ['recorded in the future', { sucs: [{ ...suc, recordedAt: '2026-11-24T00:00:00Z' }] }, 'sucs[0].recordedAt: lies in the future'],
    [
      'a year that is not closed',
      { entities: [{ ...gmbh, years: [{ year: 2026, headcount: 10, turnover: 1, balance: 1 }] }] },
      'entities[0].years[0].year: the financial year 2026 closes on 2026-12-31',
    ],
    [
      'currency without rate',
      { organisation: { id: 'org', name: 'E', groupTurnover: { amount: 1, currency: 'PLN', year: 2025 } } },
      'organisation.groupTurnover.currency: no exchange rate for PLN',
    ],
    [
      'prefix without length',
      { networks: [{ id: 'n', name: 'N', site: 'north', cidrs: ['10.20.3.0'] }] },
      'networks[0].cidrs[0]: "10.20.3.0" has no prefix length',
    ],
    [
      'octet out of range',
      { networks: [{ id: 'n', name: 'N', site: 'north', cidrs: ['10.20.300.0/24'] }] },
      'does not begin with an IPv4 or IPv6 address',
    ],
    [
      'evidence that ends before it begins',
      { evidence: [{ id: 'e', name: 'E', effective: '2026-01-02', validUntil: '2026-01-01' }] },
      'evidence[0].validUntil: runs out before it takes effect',
    ],
    [
      'control history with equal dates',
      { controls: [{ id: 'c', name: 'C', status: [{ state: 'planned' }, { state: 'operating' }] }] },
      'controls[0].status[1]: has the same dates as an earlier entry',
    ],
    [
      'answer above the subjects for a row that is not inheritable',
      { answers: [{ subject: 'site:north', framework: 'iec62443-3-3:2013', requirement: 'SR 5.1', state: 'met' }] },
      'answers[0].subject: SR 5.1 cannot be answered for a site: it is not inheritable, each zone or conduit answers for itself -> move the answer to each zone or conduit below site:north',
    ],
    [
      'answer beside the subjects',
      { answers: [{ subject: 'zone:north-it', framework: 'nis2:2022', requirement: '3(4).1', state: 'met' }] },
      'nis2:2022 is answered for entity, not for a zone',
    ],
    [
      'unknown requirement',
      { answers: [{ subject: 'zone:north-it', framework: 'iec62443-3-3:2013', requirement: 'SR 5.11', state: 'met' }] },
      'iec62443-3-3:2013 has no requirement "SR 5.11" -> did you mean SR 5.1?',
    ],
  ])('%s', (_, change, expected) => {
    const found = messages({ ...plant, ...change })
    expect(found.map((message) => (message.includes(expected) ? expected : message)).filter((message) => message === expected)).toEqual([
      expected,
    ])
  })

  test('an inheritable row may be answered by the organisation', () => {
    const answers: Workspace['answers'] = [
      { subject: 'organisation', framework: 'iec62443-3-3:2013', requirement: 'SR 1.1 RE(2)', state: 'met' },
    ]
    expect(messages({ ...plant, answers })).toEqual([])
  })

  test('the same answer entry twice is an error, a later record is not', () => {
    const answer = {
      subject: 'zone:north-it',
      framework: 'iec62443-3-3:2013',
      requirement: 'SR 5.1',
      state: 'met',
      from: '2026-01-01',
    } as const
    expect(messages({ ...plant, answers: [answer, { ...answer, state: 'partly' }] })).toHaveLength(1)
    expect(messages({ ...plant, answers: [answer, { ...answer, state: 'partly', recordedAt: '2026-02-01T00:00:00Z' }] })).toEqual([])
  })

  test('the same missing subject is told once, with the number of places', () => {
    const answers: Workspace['answers'] = ['SR 5.1', 'SR 1.1', 'SR 2.10'].map((requirement) => ({
      subject: 'zone:gone',
      framework: 'iec62443-3-3:2013',
      requirement,
      state: 'met',
    }))
    expect(messages({ ...plant, answers })).toEqual([expect.stringContaining('there is no zone:gone (and in 2 more places)')])
  })

  test('overlapping networks of one site are a warning, of two sites nothing', () => {
    const network = (id: string, site: string, cidr: string): NonNullable<Workspace['networks']>[number] => ({
      id,
      name: id,
      site,
      cidrs: [cidr],
    })
    expect(
      messages({ ...plant, networks: [network('a', 'north', '10.0.0.0/8'), network('b', 'north', '10.1.0.0/16')] }, 'warning'),
    ).toEqual([expect.stringContaining('10.1.0.0/16 of "b" overlaps 10.0.0.0/8 of "a"')])
    expect(messages({ ...plant, networks: [network('a', 'north', '10.0.0.0/8'), network('b', 'south', '10.1.0.0/16')] })).toEqual([])
    expect(messages({ ...plant, networks: [network('a', 'north', '10.0.0.0/16'), network('b', 'north', '10.1.0.0/16')] })).toEqual([])
  })

  test('majorities in a ring are an error, minority cross-holdings a warning, a mirrored entry nothing', () => {
    const entity = (id: string, to: string, sharePercent: number, direction: 'up' | 'down' = 'down'): Workspace['entities'][number] => ({
      id,
      name: id,
      establishment: 'DE',
      ownership: [{ to, sharePercent, control: false, direction }],
    })
    const group = (...entities: Workspace['entities']): Workspace => ({ ...plant, sites: [], sucs: [], zones: [], conduits: [], entities })
    expect(messages(group(entity('a', 'b', 60), entity('b', 'c', 60), entity('c', 'a', 60)), 'error')).toEqual([
      expect.stringContaining('ownership runs in a circle: a holds b holds c holds a'),
    ])
    expect(messages(group(entity('a', 'b', 60), entity('b', 'a', 5)))).toEqual([
      expect.stringContaining('shares run in a circle: a holds b holds a'),
    ])
    expect(messages(group(entity('a', 'b', 60), entity('b', 'a', 60, 'up')))).toEqual([])
    expect(messages(group(entity('a', 'a', 60)), 'error')).toEqual([expect.stringContaining('"a" is said to own itself')])
  })
})

test('frameworkFacts keeps ids and inheritance', () => {
  const [facts] = frameworkFacts([
    {
      key: 'x:2024',
      subjects: ['zone'],
      requirements: [
        { id: 'A', inheritable: true },
        { id: 'B', inheritable: false },
      ],
    },
  ])
  expect([...(facts?.requirementIds ?? [])]).toEqual(['A', 'B'])
  expect(facts?.inheritable.get('A')).toBe(true)
  expect(facts?.inheritable.get('B')).toBe(false)
})
