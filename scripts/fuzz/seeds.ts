import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { checkWorkspace } from '@caponier/core/company/references'
import { workspaceArbitrary } from '@caponier/core/company/workspace.arbitrary'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import fc from 'fast-check'
import { utf8 } from './bytes.ts'

const SAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'brenner-antriebstechnik')
const PLANTS = join(import.meta.dirname, '..', '..', 'content', 'plant-templates')
const LARGEST = 16_000

const WORKSPACES = 12

/** Workspaces of every shape without an error under the given content, the same for the same seed. */
export function workspaces(seed: number, content: Content): Workspace[] {
  const frameworks = frameworkFacts(content.frameworks)
  const isValid = (workspace: Workspace): boolean =>
    checkWorkspace(workspace, { today: '2100-12-31', frameworks }).every((issue) => issue.severity !== 'error')
  const found: Workspace[] = []
  for (let round = 0; found.length < WORKSPACES && round < 40; round++) {
    found.push(...fc.sample(workspaceArbitrary({ sites: 2, answers: 12 }), { numRuns: 10, seed: seed + round }).filter(isValid))
  }
  if (found.length < WORKSPACES) throw new Error(`only ${found.length} valid workspaces were found to begin with`)
  return found.slice(0, WORKSPACES)
}

/** YAML as people keep it: files of the sample manufacturer and the plant templates that are not too long. */
export const yamlFiles = (): Uint8Array[] =>
  [SAMPLE, PLANTS].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .toSorted()
      .map((file) => readFileSync(join(folder, file)))
      .filter((bytes) => bytes.length <= LARGEST),
  )

/** Texts in a sheet that imports understand. */
export const TABLES: readonly Uint8Array[] = [
  'Id;Name;Site;Zone;Type;Address;MAC;Version\na-1;"Pump ""1""";site-0;zone-0;;10.0.0.5; 00:1b:1b:aa:bb:cc;V2.1\n;New pump;site-0;;;"10.0.0.6; 10.0.0.7";;\n',
  'Subject,Framework,Requirement,State,Justification,Maturity,Note,From\r\nzone:zone-0,iec62443-3-3:2013,SR 1.1,met,,,"line\nbreak",2026-01-01\r\nsite:site-0,iec62443-2-1:2024,ORG 1.1,teilweise,,3,,\r\n',
  "\ufeffId\tName\n'=1+1\t'@x\n",
  'Id;Name;Standort;Art;SL-T;SL-T gültig ab;Safety;Von\nzone-0;Press 1;site-0;OT;2 2 2 1 3 2 1;31.03.2026;ja;\n;New zone;site-0;IT;3;;x;2026-01-01\n',
  'Id,Name,Zones,Channels,Criticality\nc-0,Up,zone-0; zone-1,modbus | 502 | forward | read | a\\; b; OPC UA | 4840,high\n,New,zone-0,-,\n',
  'Name;Country;Figures;Shares;NACE;Access\nPress GmbH;de;2025 | 80,5 | 1e7 | 5000000 | EUR;Holding | holds us | 51 | yes;25.62 | 2.1;zone-0 | remote\n',
].map(utf8)

/** Cases of `scope --jsonl` with every key. */
export const SCOPE_CASES: readonly unknown[] = [
  { id: 'a', establishment: 'DE', headcount: 120, turnoverEur: 20_000_000, balanceEur: 15_000_000, activities: ['II.5(c)'] },
  {
    id: 7,
    establishment: 'AT',
    establishments: ['AT', 'PL'],
    years: [
      { year: 2024, headcount: 49.9, turnoverEur: 1e7, balanceEur: 1e7 },
      { year: 2025, headcount: 50, turnoverEur: 10_000_000.01, balanceEur: 1e7 },
    ],
    priorStatus: 'small',
    links: [
      { to: 'x', sharePercent: 33.3333, control: false, direction: 'up', headcount: 10, turnoverEur: 5, balanceEur: 5 },
      { to: 'y', sharePercent: 100, control: true, direction: 'down', headcount: 900, turnoverEur: 9e8, balanceEur: 9e8 },
    ],
    independentSystems: true,
    servesIn: ['FR'],
    mainEstablishment: 'AT',
    nace: [{ code: '27.11', rev: '2.1' }],
    flags: { criticalEntity: false, identifiedByState: 'important', formerOperatorOfEssentialServices: true, defenceExempt: false },
  },
  { id: 'none', establishment: 'IT', headcount: 1, turnoverEur: 0, balanceEur: 0, activities: ['none'] },
]
