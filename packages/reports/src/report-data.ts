import type { Language } from '@caponier/core'
import { boardData } from './data/board.ts'
import { startBuild } from './data/build.ts'
import { cirData } from './data/cir.ts'
import { coverageData } from './data/coverage.ts'
import { evidenceData } from './data/evidence.ts'
import { findingsData } from './data/findings.ts'
import { gapsData } from './data/gaps.ts'
import { levelsData } from './data/levels.ts'
import { maturityData } from './data/maturity.ts'
import { methodData } from './data/method.ts'
import { scopeData } from './data/scope.ts'
import type { ReportHead, ReportInput } from './input.ts'
import { dateText } from './score.ts'
import { partWords } from './text/part.ts'

/**
 * The report as plain JSON: every number with its text, every word in the report's language. The PDF template and the
 * spreadsheet only lay it out. Pure: the same input gives the same data.
 */
export function reportData(input: ReportInput) {
  const build = startBuild(input)
  const { words, lang } = build
  const { asOf, knownAt, contentVersion } = input.generatedFor
  const { organisation } = input.workspace
  const chapters = {
    scope: scopeData(build),
    coverage: coverageData(build),
    levels: levelsData(build),
    gaps: gapsData(build),
    maturity: maturityData(build),
    cir: cirData(build),
    evidence: evidenceData(build),
    findings: findingsData(build),
    method: methodData(build),
  }
  return {
    caponierReport: 1 as const,
    lang: lang satisfies Language,
    words,
    meta: {
      title: `${words.title} ${organisation.name}${input.part === undefined ? '' : `: ${input.part.name}`}`,
      organisation: organisation.name,
      asOf,
      asOfText: dateText(asOf, lang),
      knownAt,
      knownAtText: knownAt === null ? words.knownNow : dateText(knownAt, lang),
      contentVersion,
      part:
        input.part === undefined
          ? null
          : { kind: input.part.kind, name: input.part.name, text: partWords(lang)[input.part.kind](input.part.name) },
      head: input.head === undefined ? null : headData(input.head, lang),
      fictitious: isFictitious(organisation.description) ? words.fictitious : null,
      /** Midnight UTC of the as-of date in seconds: the only time that enters the document. */
      timestamp: Math.floor(Date.parse(`${asOf}T00:00:00Z`) / 1000),
    },
    board: boardData(build, chapters),
    ...chapters,
  }
}

export type ReportData = ReturnType<typeof reportData>

/** The head of the activity log, line by line. */
function headData(head: ReportHead, lang: Language) {
  const words = partWords(lang).head
  return {
    title: words.title,
    why: words.why,
    rows: [
      { label: words.entry, text: String(head.seq) },
      { label: words.hash, text: head.hash },
      { label: words.signedAt, text: head.signedAt },
      { label: words.key, text: head.keyFingerprint },
      { label: words.signature, text: head.signature },
    ],
  }
}

/** A sample says of itself that it is invented; the report then says so on its cover. */
const isFictitious = (description: string | undefined): boolean => /fictitious|fictional|invented|fiktiv|erfunden/i.test(description ?? '')
