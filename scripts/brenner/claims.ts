import type { Workspace, WorkspaceAnswer, WorkspaceEvidence, WorkspaceLink } from '@caponier/core/company/workspace'
import { duringWork, lastDay } from './dates.ts'
import type { Claim, ComponentClaim, Parts } from './parts.ts'
import { FR, FRAMEWORKS, type Row, rowsOf, type Short } from './requirement-rows.ts'
import { roll } from './roll.ts'

interface Claims {
  readonly answers: readonly WorkspaceAnswer[]
  readonly evidence: readonly WorkspaceEvidence[]
  readonly links: readonly WorkspaceLink[]
}

type Rated = Pick<WorkspaceAnswer, 'requirement' | 'state' | 'maturity' | 'justification'>

const STATE = { m: 'met', p: 'partly', n: 'not-met', a: 'not-applicable' } as const
const LOWER = { met: 'partly', partly: 'not-met', 'not-met': 'not-met' } as const

/** What suppliers, our own developers and component makers said about themselves, with the returned questionnaire as evidence. */
export function claims(parts: Parts): Claims {
  const names = new Map([...parts.suppliers, ...parts.organisation.products].map((one) => [one.id, one.name]))
  const sets: Claims[] = []
  const add = (
    kind: 'supplier' | 'product',
    framework: '2-4' | '4-1',
    list: Readonly<Record<string, Claim>>,
    title: (name: string) => string,
  ): void => {
    for (const [id, claim] of Object.entries(list)) {
      const name = names.get(id) ?? id
      sets.push(filed(`${kind}:${id}`, framework, claim, rated(parts, id, name, rowsOf(framework), claim), title(name)))
    }
  }
  add('supplier', '2-4', parts.claims.providers, (name) => `Questionnaire on services returned by ${name}, with attachments`)
  add('supplier', '4-1', parts.claims.makers, (name) => `Answers on development practice by ${name}, with certificate where there is one`)
  add('product', '4-1', parts.claims.products, (name) => `Self-assessment of development, ${name}`)
  for (const [id, claim] of Object.entries(parts.claims.types)) {
    const type = parts.types.find((one) => one.id === id)
    if (type === undefined) throw new Error(`claims.yaml names the unknown type ${id}`)
    const rows = rowsOf('4-2').map((row) => componentRow(id, type.name, type.component, row, claim))
    sets.push(filed(`asset-type:${id}`, '4-2', claim, rows, `Security data sheet of ${type.name}, read row by row`))
  }
  return {
    answers: sets.flatMap((set) => set.answers),
    evidence: sets.flatMap((set) => set.evidence),
    links: sets.flatMap((set) => set.links),
  }
}

/** Rows of a questionnaire after one letter per domain; enhancements fare worse than base rows. */
function rated(parts: Parts, id: string, name: string, rows: readonly Row[], claim: Claim): Rated[] {
  const domains = [...new Set(rows.map((row) => row.domain))]
  return rows.flatMap((row): Rated[] => {
    const code = claim.domains[domains.indexOf(row.domain)] ?? 'x'
    const letter = code[0] as keyof typeof STATE | 'x'
    if (letter === 'x') return []
    if (letter === 'a') {
      const reason = parts.claims.reasons[row.domain] ?? `${row.domain} was agreed with {supplier} to lie outside the service.`
      return [{ requirement: row.id, state: 'not-applicable', justification: reason.replace('{supplier}', name) }]
    }
    const chance = roll('claim', id, row.id)
    const said = STATE[letter]
    const enhanced = row.id.includes('RE(')
    const state =
      letter === 'p' && !enhanced && chance < 0.4 ? 'met' : enhanced && chance < (letter === 'm' ? 0.25 : 0.4) ? LOWER[said] : said
    const maturity = Number(code.slice(1)) as 1 | 2 | 3 | 4
    return [{ requirement: row.id, state, maturity }]
  })
}

const OWN_ROWS = { 'software-application': 'SAR', 'embedded-device': 'EDR', 'host-device': 'HDR', 'network-device': 'NDR' } as const
const WORDS = { SAR: 'software applications', EDR: 'embedded devices', HDR: 'host devices', NDR: 'network devices' } as const

function componentRow(
  id: string,
  name: string,
  component: NonNullable<Workspace['assetTypes']>[number]['component'],
  row: Row,
  claim: ComponentClaim,
): Rated {
  const family = row.id.slice(0, 3)
  if (family in WORDS && family !== OWN_ROWS[component]) {
    return {
      requirement: row.id,
      state: 'not-applicable',
      justification: `Row for ${WORDS[family as keyof typeof WORDS]}; ${name} is none.`,
    }
  }
  const reached = claim.level[FR.findIndex((fr) => fr === row.domain)] ?? 0
  const gap = (row.sl ?? 1) - reached
  if (gap > 0 && claim.instead?.rows.includes(row.id) === true)
    return { requirement: row.id, state: 'compensated', justification: claim.instead.reason }
  const state = gap <= 0 ? 'met' : gap === 1 && roll('component', id, row.id) < 0.45 ? 'partly' : 'not-met'
  return { requirement: row.id, state }
}

function filed(
  subject: string,
  framework: Short,
  claim: { readonly date: string; readonly by: string },
  rows: readonly Rated[],
  title: string,
): Claims {
  const key = FRAMEWORKS[framework]
  const recordedAt = duringWork(claim.date, subject, framework)
  const evidence = `ev-${subject.replace(':', '-')}-${framework}`
  const proven = rows
    .filter((row) => row.state === 'met' || row.state === 'compensated' || row.state === 'partly')
    .map((row) => row.requirement)
  return {
    answers: rows.map((row) => ({
      subject,
      framework: key,
      ...row,
      from: claim.date,
      recordedAt,
      by: claim.by,
      provenance: 'import' as const,
    })),
    evidence: [
      {
        id: evidence,
        name: title,
        kind: 'document',
        effective: claim.date,
        validUntil: lastDay(claim.date, 24),
        owner: claim.by,
        confidentiality: 'confidential',
        recordedAt,
      },
    ],
    links: proven.length === 0 ? [] : [{ subject, framework: key, requirements: proven, evidence: [evidence], recordedAt }],
  }
}
