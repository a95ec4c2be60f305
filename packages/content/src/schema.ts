import { z } from 'zod'

/** Shapes of the YAML under content/. Strict: an unknown key is an error, so that a typing slip cannot hide a text. */
const Sentence = z.string().trim().min(1)
export const TextPair = z.strictObject({ en: Sentence, de: Sentence })
const Title = z.union([Sentence, TextPair])
const ConfidenceLevel = z.enum(['high', 'medium', 'low'])
const DateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Key = z.string().min(1).max(60)

const ResponsibilityFile = z.strictObject({ owner: Sentence, integrator: Sentence, supplier: Sentence })

export const RequirementTextFile = z.strictObject({
  intent: Sentence.optional(),
  question: Sentence.optional(),
  why: Sentence.optional(),
  good: Sentence.optional(),
  evidence: z.array(Sentence).min(1).optional(),
  verify: Sentence.optional(),
  levels: z.record(z.string(), Sentence).optional(),
  /** Only in a translation; the English words stand beside the text, at the requirement. */
  responsibility: ResponsibilityFile.optional(),
  sourceHash: z.string().optional(),
})

export const RequirementFile = z.strictObject({
  id: Key,
  title: Title,
  titleIsOurs: z.boolean().optional(),
  domain: Key,
  sl: z.int().min(1).max(4).optional(),
  parent: Key.optional(),
  inheritable: z.boolean(),
  modal: z.enum(['shall', 'should']).optional(),
  responsibility: ResponsibilityFile.optional(),
  componentTypes: z.array(z.enum(['software-application', 'embedded-device', 'host-device', 'network-device'])).optional(),
  correspondingSr: z.string().optional(),
  nis2: Key.optional(),
  text: z.strictObject({ en: RequirementTextFile, de: RequirementTextFile.optional() }),
  source: Sentence,
  confidence: ConfidenceLevel,
  doubt: z.union([Sentence, TextPair]).optional(),
  note: Sentence.optional(),
})

export const FrameworkFile = z.strictObject({
  framework: z.enum([
    'iec62443-3-3',
    'iec62443-2-1',
    'iec62443-2-4',
    'iec62443-3-2',
    'iec62443-4-1',
    'iec62443-4-2',
    'cir-2024-2690',
    'nis2',
  ]),
  edition: z.string().regex(/^\d{4}$/),
  title: TextPair,
  subjects: z.array(z.enum(['entity', 'site', 'suc', 'zone', 'conduit', 'asset-type', 'supplier', 'product'])).min(1),
  levels: z.enum(['SL', 'ML', 'none']),
  domains: z.array(z.strictObject({ id: Key, title: TextPair })).min(1),
  headings: z.array(z.strictObject({ id: Key, title: Title, parent: Key.optional() })).optional(),
  constraints: z.array(z.json()).optional(),
  pointers: z.array(z.json()).optional(),
  source: Sentence,
  asOf: DateText,
})

export const MeasureFile = z.strictObject({
  id: Key,
  article: Sentence,
  title: TextPair,
  summary: TextPair,
  source: Sentence,
  confidence: ConfidenceLevel,
})

export const DutyFile = z.strictObject({
  id: Key,
  measure: Key,
  article: Sentence,
  title: TextPair,
  inheritable: z.boolean(),
  carried: z.enum(['answered', 'partly', 'carried']),
  whyCarried: TextPair,
  cir: z.array(z.string()),
  text: z.strictObject({ en: RequirementTextFile, de: RequirementTextFile }),
  source: Sentence,
  confidence: ConfidenceLevel,
  asOf: DateText,
})

const MappingRowFile = z.strictObject({
  requirement: Key,
  measure: Key,
  ref: Key.optional(),
  duties: z.array(Key).min(1),
  strength: z.enum(['full', 'partial', 'supports']),
  confidence: ConfidenceLevel,
  cir: z.string(),
  rationale: Sentence,
  source: Sentence,
})

export const MappingFile = z.strictObject({
  framework: Key,
  edition: z.string(),
  rows: z.array(MappingRowFile),
  /** Rows of the source table that point at something not assessable, such as a common constraint; they carry nothing. */
  heading: z.array(MappingRowFile).optional(),
  without: z.array(z.strictObject({ requirement: Key, reason: Sentence })),
})

export const CrosswalkFile = z.looseObject({
  rows: z.array(
    z.strictObject({ from: Key, to: z.array(Key), relation: z.enum(['equal', 'narrower', 'broader', 'overlaps', 'none']), note: Sentence }),
  ),
})

const Unknown = z.literal('unknown')
const FactText = z.union([TextPair, Unknown])
const FactString = z.union([Sentence, Unknown])
const FineFile = z.union([
  z.strictObject({
    amount: z.int().min(0),
    currency: z.string().regex(/^[A-Z]{3}$/),
    percent: z.number().min(0).max(100),
    rule: z.enum(['higher-of', 'lower-of', 'unknown']),
  }),
  Unknown,
])

export const LawFile = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}$/),
  name: TextPair,
  group: z.enum(['member-state', 'eea']),
  status: z.enum(['in-force', 'adopted', 'none', 'nis1']),
  act: z.strictObject({
    name: FactString,
    reference: FactString,
    published: z.union([DateText, Unknown]),
    inForce: z.union([DateText, Unknown]),
    note: TextPair.optional(),
  }),
  classNames: z.strictObject({ essential: FactString, important: FactString }),
  authority: FactText,
  csirt: FactText,
  channel: FactText,
  credentials: FactText,
  registration: z.strictObject({ duty: FactText, deadline: z.union([DateText, Unknown]), portal: FactString }),
  clock: z.strictObject({
    anchor: z.enum(['awareness', 'detection', 'establishment', 'determination', 'unknown']),
    anchorNote: FactText,
    earlyWarningHours: z.union([z.number().positive(), Unknown]),
    notificationHours: z.union([z.number().positive(), z.literal('none'), Unknown]),
    finalReport: z.strictObject({
      unit: z.enum(['month', 'days', 'working-days', 'unknown']),
      count: z.union([z.int().positive(), Unknown]),
      from: z.enum(['notification-submission', 'early-warning', 'resolution', 'awareness', 'end-of-impact', 'unknown']),
    }),
    stages: FactText,
    differsFromDirective: FactText,
  }),
  fines: z.strictObject({ essential: FineFile, important: FineFile, basis: FactText, other: FactText }),
  managementLiability: FactText,
  formerOperatorsStayEssential: z.union([z.boolean(), Unknown]),
  recital16: z.strictObject({
    option: z.enum(['own-figures-if-independent', 'own-figures', 'not-offered', 'unknown']),
    rule: FactText,
    confidence: ConfidenceLevel,
  }),
  languages: z.union([z.array(z.string().length(2)).min(1), Unknown]),
  languageNote: FactText,
  recognisedFramework: FactText,
  goldPlating: FactText,
  doubts: z.array(TextPair),
  asOf: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  confidence: ConfidenceLevel,
  confidenceNote: Sentence,
  sources: Sentence,
})

const ClassName = z.enum(['essential', 'important', 'registration-only', 'out', 'undetermined'])
export const ActivityFile = z.strictObject({
  id: Key,
  annex: z.enum(['I', 'II', '-']),
  point: Sentence,
  sector: TextPair,
  subsector: TextPair.nullable(),
  definition: TextPair,
  sizeRule: z.enum(['size-cap', 'any-size']),
  class: z.strictObject({ small: ClassName, medium: ClassName, large: ClassName }),
  jurisdiction: z.enum(['establishment', 'main-establishment', 'where-provided', 'establishing-state']),
  doubt: TextPair.nullable(),
  cir: z.enum(['binding', 'yardstick', 'no']),
  source: Sentence,
})

export const NaceFile = z.strictObject({
  rev: z.enum(['2', '2.1']),
  prefix: z.string().regex(/^\d{2}(\.\d{1,2})?$/),
  activities: z.array(Key),
  maybe: z.array(Key),
  note: TextPair.nullable(),
  confidence: ConfidenceLevel,
  source: Sentence,
})

export const ManifestFile = z.looseObject({
  framework: Key,
  edition: z.string(),
  rows: z.array(
    z.looseObject({
      id: Key,
      title: z.string().optional(),
      sl: z.int().optional(),
      domain: z.string().optional(),
      parent: z.string().optional(),
    }),
  ),
})
export type Manifest = z.infer<typeof ManifestFile>
