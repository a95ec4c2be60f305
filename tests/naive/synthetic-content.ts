import type {
  Carried,
  Confidence,
  Content,
  Duty,
  Framework,
  FrameworkId,
  MappingRow,
  Requirement,
  SecurityLevel,
  Strength,
  SubjectKind,
  Text,
} from '@caponier/core'
import type { Random } from './random.ts'
import { seededRandom } from './random.ts'

/** A row of the committed manifest of IEC 62443-3-3: what gates which level of which FR. */
export interface ManifestRow {
  readonly id: string
  readonly sl: SecurityLevel
  readonly domain: string
}

const text = (words: string): Text => ({ en: words, de: words })

const FRAMEWORKS: readonly {
  framework: FrameworkId
  edition: string
  subjects: readonly SubjectKind[]
  levels: Framework['levels']
  rows: number
  domains: readonly string[]
}[] = [
  { framework: 'iec62443-2-1', edition: '2024', subjects: ['site'], levels: 'ML', rows: 5, domains: ['SPE 1', 'SPE 2'] },
  { framework: 'iec62443-2-1', edition: '2009', subjects: ['site'], levels: 'ML', rows: 3, domains: ['4.2'] },
  { framework: 'iec62443-2-4', edition: '2023', subjects: ['supplier'], levels: 'ML', rows: 3, domains: ['SP.01', 'SP.02'] },
  { framework: 'iec62443-3-2', edition: '2020', subjects: ['suc'], levels: 'none', rows: 3, domains: ['ZCR 1'] },
  {
    framework: 'iec62443-3-3',
    edition: '2013',
    subjects: ['zone', 'conduit'],
    levels: 'SL',
    rows: 0,
    domains: ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'],
  },
  { framework: 'iec62443-4-1', edition: '2018', subjects: ['supplier', 'product'], levels: 'ML', rows: 3, domains: ['SM', 'SR'] },
  { framework: 'iec62443-4-2', edition: '2019', subjects: ['asset-type'], levels: 'SL', rows: 4, domains: ['IAC', 'UC'] },
  { framework: 'cir-2024-2690', edition: '2024', subjects: ['entity'], levels: 'none', rows: 6, domains: ['1', '2', '3'] },
]

/**
 * A small content with random properties: duties of every kind, mappings of every strength and confidence in random order,
 * random inheritance. `rows` are the rows of IEC 62443-3-3; `share` says how many of them it keeps, with their real gates.
 */
export function syntheticContent(seed: number, rows: readonly ManifestRow[], share: number): Content {
  const random = seededRandom(seed)
  const measures = ['20', '21(2)(a)', '21(2)(b)']
    .slice(0, random.between(2, 3))
    .map((id) => ({ id, article: id, title: text(id), summary: text(id) }))
  const duties = measures.flatMap((measure) =>
    Array.from({ length: random.between(3, 6) }, (_, at) => randomDuty(random, measure.id, `${measure.id}.${at + 1}`)),
  )
  const frameworks = FRAMEWORKS.map(({ framework, edition, subjects, levels, rows: count, domains }): Framework => ({
    ...frameOf(framework, edition, subjects, levels, domains),
    requirements:
      framework === 'iec62443-3-3'
        ? rows.filter(() => random.chance(share)).map((row) => ({ ...randomRequirement(random, row.id, row.domain), sl: row.sl }))
        : Array.from({ length: count }, (_, at) => {
            const domain = domains[at % domains.length] ?? ''
            return {
              ...randomRequirement(random, `${domain}.${at + 1}`, domain),
              ...(levels === 'SL' ? { sl: random.pick([1, 2, 3, 4] as const) } : {}),
            }
          }),
  }))
  frameworks.push({
    ...frameOf('nis2', '2022', ['entity'], 'none', ['20', '21']),
    requirements: duties.map((duty) => ({ ...randomRequirement(random, duty.id, duty.measure), inheritable: duty.inheritable })),
  })
  return {
    contentVersion: `synthetic-${seed}`,
    frameworks,
    measures,
    duties,
    mappings: random.shuffled(
      frameworks.filter(({ framework }) => framework.startsWith('iec')).flatMap((framework) => randomMappings(random, framework, duties)),
    ),
    headingMappings: [],
    withoutDuty: [],
    crosswalk: [],
    laws: [],
    activities: [],
    nace: [],
  }
}

const frameOf = (
  framework: FrameworkId,
  edition: string,
  subjects: readonly SubjectKind[],
  levels: Framework['levels'],
  domains: readonly string[],
): Omit<Framework, 'requirements'> => ({
  key: `${framework}:${edition}`,
  framework,
  edition,
  subjects,
  levels,
  title: text(framework),
  domains: domains.map((id) => ({ id, title: text(id) })),
  headings: [],
  source: 'synthetic',
  asOf: '2026-01-01',
})

const randomRequirement = (random: Random, id: string, domain: string): Requirement => ({
  id,
  domain,
  title: text(id),
  inheritable: random.chance(0.5),
  text: { en: {} },
  source: 'synthetic',
  confidence: 'high',
})

const randomDuty = (random: Random, measure: string, id: string): Duty => ({
  id,
  measure,
  article: measure,
  title: text(id),
  inheritable: random.chance(0.5),
  carried: random.pick<Carried>(['answered', 'partly', 'partly', 'carried', 'carried']),
  whyCarried: text(''),
  cir: [],
  text: { en: {}, de: {} },
  source: 'synthetic',
  confidence: 'high',
  asOf: '2026-01-01',
})

/** Each requirement sits in any of the measures, there on one or several duties, each duty once. */
function randomMappings(random: Random, framework: Framework, duties: readonly Duty[]): MappingRow[] {
  const share = framework.framework === 'iec62443-3-3' ? 0.25 : 0.6
  return framework.requirements.flatMap((requirement) =>
    [...new Set(duties.map((duty) => duty.measure))]
      .filter(() => random.chance(share))
      .map((measure): MappingRow => ({
        framework: framework.framework,
        edition: framework.edition,
        requirement: requirement.id,
        measure,
        duties: random.atLeastOne(duties.filter((duty) => duty.measure === measure).map((duty) => duty.id)).slice(0, 2),
        strength: random.pick<Strength>(['full', 'partial', 'supports']),
        confidence: random.pick<Confidence>(['high', 'medium', 'low']),
        cir: '',
        rationale: '',
        source: 'synthetic',
      })),
  )
}
