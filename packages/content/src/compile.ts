import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type {
  ActivityDefinition,
  Content,
  CrosswalkRow,
  Duty,
  Framework,
  FrameworkId,
  LawPack,
  MappingRow,
  Measure,
  NaceRule,
  Requirement,
  SecurityLevel,
  Text,
  WithoutDuty,
} from '@caponier/core'
import { z } from 'zod'
import {
  ActivityFile,
  CrosswalkFile,
  DutyFile,
  FrameworkFile,
  LawFile,
  ManifestFile,
  MappingFile,
  MeasureFile,
  NaceFile,
  RequirementFile,
} from './schema.ts'
import { ContentError, filesBelow, readShape } from './yaml-file.ts'

/** Folders of the 62443 frameworks and 2024/2690, in pack order; nis2 comes last because its rows are the duties. */
export const FRAMEWORK_FOLDERS = [
  'iec62443-2-1-2024',
  'iec62443-2-1-2009',
  'iec62443-2-4',
  'iec62443-3-2',
  'iec62443-3-3',
  'iec62443-4-1',
  'iec62443-4-2',
  'cir-2024-2690',
] as const

/** Reads and checks the whole content folder and compiles it to one plain document. Throws {@link ContentError}. */
export function compileContent(root: string): Content {
  const measures = readShape(root, 'nis2/measures.yaml', z.strictObject({ measures: z.array(MeasureFile) })).measures.map(
    ({ id, article, title, summary }): Measure => ({ id, article, title, summary }),
  )
  const duties = readDuties(root, measures)
  const frameworks = [...FRAMEWORK_FOLDERS.map((folder) => readFramework(root, folder)), nis2Framework(root, duties)]
  const mappings: MappingRow[] = []
  const headingMappings: MappingRow[] = []
  const withoutDuty: WithoutDuty[] = []
  for (const file of filesBelow(root, ['.yaml']).filter((path) => path.startsWith('nis2/mappings/'))) {
    const mapping = readShape(root, file, MappingFile)
    const at = { framework: mapping.framework as FrameworkId, edition: mapping.edition }
    for (const row of mapping.rows) mappings.push(strip({ ...at, ...row }) as MappingRow)
    for (const row of mapping.heading ?? []) headingMappings.push(strip({ ...at, ...row }) as MappingRow)
    for (const row of mapping.without) withoutDuty.push({ ...at, ...row })
  }
  const laws = filesBelow(root, ['.yaml'])
    .filter((path) => /^law\/[a-z]{2}\.yaml$/.test(path) && path !== 'law/eu.yaml')
    .map((path): LawPack => strip(readShape(root, path, LawFile)) as LawPack)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  const body = {
    frameworks,
    measures,
    duties,
    mappings,
    headingMappings,
    withoutDuty,
    crosswalk: readCrosswalk(root),
    laws,
    activities: readShape(root, 'law/activities.yaml', z.array(ActivityFile)) satisfies ActivityDefinition[],
    nace: readShape(root, 'law/nace.yaml', z.array(NaceFile)) satisfies NaceRule[],
  }
  return { contentVersion: versionOf(body), ...body }
}

/** First 16 hex digits of the SHA-256 over the canonical JSON (keys in order of the compiled document). */
const versionOf = (body: object): string => createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)

/** Drops keys whose value is undefined, so that exact optional types hold. */
const strip = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const both = (said: string | Text): Text => (typeof said === 'string' ? { en: said, de: said } : said)

function readFramework(root: string, folder: string): Framework {
  const head = readShape(root, `${folder}/framework.yaml`, FrameworkFile)
  const manifest = readShape(root, `manifest/${folder}.json`, ManifestFile)
  const rows = new Map<string, Requirement>()
  for (const file of filesBelow(join(root, folder, 'requirements'), ['.yaml'])) {
    for (const row of readShape(root, `${folder}/requirements/${file}`, z.array(RequirementFile))) {
      if (rows.has(row.id)) throw new ContentError(`content/${folder}: ${row.id} is there twice`)
      const { titleIsOurs: _ours, note: _note, title, sl, doubt, ...rest } = row
      rows.set(
        row.id,
        strip({
          ...rest,
          title: both(title),
          ...(sl === undefined ? {} : { sl: sl as SecurityLevel }),
          ...(doubt === undefined ? {} : { doubt: both(doubt) }),
        }) as Requirement,
      )
    }
  }
  const order = new Map(manifest.rows.map((row, index) => [row.id, index]))
  return {
    key: `${head.framework}:${head.edition}`,
    framework: head.framework,
    edition: head.edition,
    title: head.title,
    subjects: head.subjects,
    levels: head.levels,
    domains: head.domains,
    headings: (head.headings ?? []).map((heading) => ({ id: heading.id, title: both(heading.title) })),
    requirements: [...rows.values()].sort((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity)),
    source: head.source,
    asOf: head.asOf,
  }
}

function readDuties(root: string, measures: readonly Measure[]): Duty[] {
  const order = new Map(measures.map((measure, index) => [measure.id, index]))
  return filesBelow(join(root, 'nis2/requirements'), ['.yaml'])
    .flatMap((file) => readShape(root, `nis2/requirements/${file}`, z.array(DutyFile)))
    .map((duty) => strip(duty) as Duty)
    .sort((a, b) => (order.get(a.measure) ?? Infinity) - (order.get(b.measure) ?? Infinity) || ordinal(a.id) - ordinal(b.id))
}

/** The running number at the end of a duty id, `21(2)(c).3` -> 3. */
const ordinal = (id: string): number => Number(id.slice(id.lastIndexOf('.') + 1))

/** The duties as a framework of their own, so that they are answered like any requirement. */
function nis2Framework(root: string, duties: readonly Duty[]): Framework {
  const head = readShape(root, 'nis2/framework.yaml', FrameworkFile)
  return {
    key: `${head.framework}:${head.edition}`,
    framework: head.framework,
    edition: head.edition,
    title: head.title,
    subjects: head.subjects,
    levels: head.levels,
    domains: head.domains,
    headings: [],
    requirements: duties.map(({ id, title, measure, inheritable, text, source, confidence }) => ({
      id,
      title,
      domain: measure,
      inheritable,
      text,
      source,
      confidence,
    })),
    source: head.source,
    asOf: head.asOf,
  }
}

function readCrosswalk(root: string): CrosswalkRow[] {
  const file = 'iec62443-2-1-2009/mappings/iec62443-2-1-2024.yaml'
  if (!existsSync(join(root, file))) throw new ContentError(`content/${file} is missing`)
  return readShape(root, file, CrosswalkFile).rows
}
