import { CONSISTENCY_RULES } from '@caponier/core/position/findings/check'
import type { Finding } from '@caponier/core/position/output'
import type { Build } from './build.ts'
import { cut } from './build.ts'

/** Chapter 9: findings of the consistency check, counted by rule, then listed rule by rule. */
export function findingsData(build: Build) {
  const { words, say, lang } = build
  const { findings } = build.input.position
  const rules = [...new Set(findings.map((finding) => finding.rule))]
  return {
    total: findings.length,
    bySeverity: {
      high: findings.filter((finding) => finding.severity === 'high').length,
      medium: findings.filter((finding) => finding.severity === 'medium').length,
      low: findings.filter((finding) => finding.severity === 'low').length,
    },
    rules: rules.map((id) => {
      const rule = CONSISTENCY_RULES.find((one) => one.id === id)
      const own = findings.filter((finding) => finding.rule === id).map((finding) => findingData(build, finding))
      const fixes = [...new Set(own.map((finding) => finding.fix))]
      const severity = own[0]?.severity ?? 'low'
      return {
        id,
        title: rule?.title[lang] ?? id,
        why: rule?.why[lang] ?? '',
        severity,
        severityText: words.severity[severity],
        count: own.length,
        /** Said once for the rule when it is the same everywhere. */
        fix: fixes.length === 1 ? (fixes[0] ?? null) : null,
        findings: cut(own, 10, say),
      }
    }),
  }
}

export type FindingsData = ReturnType<typeof findingsData>

const findingData = ({ names, words }: Build, finding: Finding) => ({
  id: finding.id,
  severity: finding.severity,
  severityText: words.severity[finding.severity],
  subjectRef: finding.subject,
  subject: names.subject(finding.subject),
  framework: finding.framework ?? null,
  requirements: finding.requirements,
  reason: finding.reason,
  fix: finding.fix,
  refs: finding.refs,
  proof: finding.proof.map((one) => `${one.file}:${one.row}`),
})
