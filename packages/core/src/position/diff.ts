import type { Block } from './block.ts'
import type { Model } from './model.ts'
import type { Finding, Position } from './output.ts'
import { SYSTEM } from './pack.ts'
import { stateName } from './states.ts'

interface Numbers {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

/** Why a number moved: a cell that stands differently, with what changed in it. */
export interface CellChange {
  readonly subject: string
  readonly framework: string
  readonly requirement: string
  readonly before: { readonly state: string; readonly evidenced: boolean; readonly control: number }
  readonly after: { readonly state: string; readonly evidenced: boolean; readonly control: number }
  readonly causes: readonly ('answer' | 'inherited' | 'contradiction' | 'evidence' | 'control')[]
}

/** What changed between two moments of one workspace under the same content. */
export interface PositionDiff {
  readonly from: string
  readonly to: string
  readonly scope: readonly { readonly entity: string; readonly before: string; readonly after: string }[]
  readonly levels: readonly {
    readonly subject: string
    readonly fr: string
    readonly achieved: readonly [number | null, number | null]
    readonly evidenced: readonly [number | null, number | null]
    readonly target: readonly [number | null, number | null]
    /** Rows of this FR that stand differently at this subject. */
    readonly rows: readonly string[]
  }[]
  readonly measures: readonly { readonly scope: string; readonly ref: string; readonly before: Numbers; readonly after: Numbers }[]
  readonly findings: { readonly appeared: readonly Finding[]; readonly gone: readonly Finding[] }
  /** Subjects that exist in only one of the two. */
  readonly subjects: { readonly appeared: readonly string[]; readonly gone: readonly string[] }
  readonly cells: readonly CellChange[]
}

const FRS = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const

/** Compares two positions and finds the cells behind the difference. Both must come from the same content. */
export function diffPositions(
  before: { readonly model: Model; readonly position: Position },
  after: { readonly model: Model; readonly position: Position },
): PositionDiff {
  const gone = (a: readonly string[], b: readonly string[]): string[] => a.filter((ref) => !b.includes(ref))
  const refsBefore = before.model.graph.subjects.map((subject) => subject.ref)
  const refsAfter = after.model.graph.subjects.map((subject) => subject.ref)
  const idsBefore = new Set(before.position.findings.map((finding) => finding.id))
  const idsAfter = new Set(after.position.findings.map((finding) => finding.id))
  const cells = after.model.blocks.flatMap((block, index) => {
    const other = before.model.blocks[index]
    return other === undefined ? [] : cellChanges(before.model, after.model, other, block)
  })
  const rows = rowsByFr(after.model, cells)
  return {
    from: before.position.asOf,
    to: after.position.asOf,
    scope: pairs(before.position.scope, after.position.scope, (one) => one.entity).flatMap(([a, b]) =>
      standing(a) === standing(b) ? [] : [{ entity: (a ?? b)?.entity ?? '', before: standing(a), after: standing(b) }],
    ),
    levels: [
      ...levelChanges('zone', before.position.zones, after.position.zones, rows),
      ...levelChanges('conduit', before.position.conduits, after.position.conduits, rows),
    ],
    measures: [
      ...measureChanges(before.position.measures, after.position.measures),
      ...measureChanges(before.position.siteMeasures, after.position.siteMeasures),
    ],
    findings: {
      appeared: after.position.findings.filter((finding) => !idsBefore.has(finding.id)),
      gone: before.position.findings.filter((finding) => !idsAfter.has(finding.id)),
    },
    subjects: { appeared: gone(refsAfter, refsBefore), gone: gone(refsBefore, refsAfter) },
    cells,
  }
}

/** Class by the directive and, per state, class and whether its act is in force. */
const standing = (one: Position['scope'][number] | undefined): string =>
  one === undefined
    ? 'not there'
    : [
        one.class,
        ...one.national.map(({ state, class: name, inForce }) => `${state} ${name}${inForce === true ? '' : ', act not in force'}`),
      ].join('; ')

function pairs<T>(a: readonly T[], b: readonly T[], key: (one: T) => string): [T | undefined, T | undefined][] {
  const left = new Map(a.map((one) => [key(one), one]))
  const right = new Map(b.map((one) => [key(one), one]))
  return [...new Set([...left.keys(), ...right.keys()])].map((id) => [left.get(id), right.get(id)])
}

type Levelled = Pick<Position['zones'][number], 'id' | 'slAchieved' | 'slEvidenced' | 'slTarget'>

/** Changed rows of 3-3 per `subject|FR`. */
function rowsByFr(model: Model, cells: readonly CellChange[]): RowsByFr {
  const columns = new Map(model.pack.frameworks[model.pack.frameworkOf.get(SYSTEM) ?? -1]?.columns.map((column) => [column.id, column]))
  const rows = new Map<string, { id: string; gate: number }[]>()
  for (const cell of cells) {
    if (cell.framework !== SYSTEM) continue
    const column = columns.get(cell.requirement)
    const key = `${cell.subject}|${column?.domain ?? ''}`
    rows.set(key, [...(rows.get(key) ?? []), { id: cell.requirement, gate: column?.gate ?? 0 }])
  }
  return rows
}

type RowsByFr = ReadonlyMap<string, readonly { readonly id: string; readonly gate: number }[]>

function levelChanges(
  kind: string,
  before: readonly Levelled[],
  after: readonly Levelled[],
  rows: RowsByFr,
): PositionDiff['levels'][number][] {
  return pairs(before, after, (one) => one.id).flatMap(([a, b]) =>
    FRS.flatMap((fr, index) => {
      const of = (pick: (one: Levelled) => readonly (number | null)[]): readonly [number | null, number | null] => [
        a === undefined ? null : (pick(a)[index] ?? null),
        b === undefined ? null : (pick(b)[index] ?? null),
      ]
      const [achieved, evidenced, target] = [of((one) => one.slAchieved), of((one) => one.slEvidenced), of((one) => one.slTarget)]
      const same = [achieved, evidenced, target].every(([was, is]) => was === is)
      const subject = `${kind}:${(a ?? b)?.id ?? ''}`
      if (same) return []
      // A row gated above both levels cannot have moved them.
      const reach = Math.max(1, ...[...achieved, ...evidenced].map((level) => level ?? 0))
      const moved = (rows.get(`${subject}|${fr}`) ?? []).filter((row) => row.gate <= reach).map((row) => row.id)
      return [{ subject, fr, achieved, evidenced, target, rows: moved }]
    }),
  )
}

function measureChanges(before: Position['measures'], after: Position['measures']): PositionDiff['measures'][number][] {
  const scope = (one: Position['measures'][number]): string =>
    one.entity === undefined ? `site:${one.site ?? ''}` : `entity:${one.entity}`
  const numbers = (one: Position['measures'][number] | undefined): Numbers => ({
    designed: one?.designed ?? null,
    implemented: one?.implemented ?? null,
    evidenced: one?.evidenced ?? null,
  })
  return pairs(before, after, (one) => `${scope(one)}|${one.ref}`).flatMap(([a, b]) => {
    const [was, is] = [numbers(a), numbers(b)]
    const one = a ?? b
    if (one === undefined || (was.designed === is.designed && was.implemented === is.implemented && was.evidenced === is.evidenced))
      return []
    return [{ scope: scope(one), ref: one.ref, before: was, after: is }]
  })
}

function cellChanges(before: Model, after: Model, old: Block, next: Block): CellChange[] {
  return next.subjectOf.flatMap((index, row) => {
    const ref = after.graph.subjects[index]?.ref ?? ''
    const oldRow = old.rowOf[before.graph.byRef.get(ref) ?? -1] ?? -1
    if (oldRow < 0 || next.scored[row] !== 1) return []
    return next.framework.columns.flatMap((column, at): CellChange[] => {
      const was = oldRow * old.width + at
      const is = row * next.width + at
      const causes: CellChange['causes'][number][] = []
      if (old.effective[was] !== next.effective[is]) {
        causes.push(
          old.own[was] !== next.own[is]
            ? 'answer'
            : old.ownContradictions[was] !== next.ownContradictions[is]
              ? 'contradiction'
              : 'inherited',
        )
      }
      if (old.evidenced[was] !== next.evidenced[is]) causes.push('evidence')
      if (old.control[was] !== next.control[is]) causes.push('control')
      return causes.length === 0
        ? []
        : [
            {
              subject: ref,
              framework: next.framework.key,
              requirement: column.id,
              before: {
                state: stateName(old.effective[was] ?? 0),
                evidenced: old.evidenced[was] === 1,
                control: (old.control[was] ?? 0) / 2,
              },
              after: {
                state: stateName(next.effective[is] ?? 0),
                evidenced: next.evidenced[is] === 1,
                control: (next.control[is] ?? 0) / 2,
              },
              causes,
            },
          ]
    })
  })
}
