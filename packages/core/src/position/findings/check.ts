import type { Language } from '../../framework/text.ts'
import type { Model } from '../model.ts'
import type { Finding, ScopePosition, Severity } from '../output.ts'
import { evidenceExpired, metWithoutEvidence, overrideDownward, raisedAfterEvidence, reviewOverdue, unjustified } from './answers.ts'
import { conduitBelowZone, slTargetMissing, wholeFrNotApplicable, withoutOwner } from './levels.ts'
import { assetWithoutZone, cleartextProtocol, externalPeer, flowWithoutConduit } from './network.ts'
import { contradictionOpen, controlLate, dutyWithoutAnswer, supplierWithoutClaim } from './programme.ts'
import type { ConsistencyRule, RawFinding } from './rule.ts'
import { standingAnswers } from './standing.ts'

/** Every rule of the consistency check, in the order they are shown within a severity. */
export const CONSISTENCY_RULES: readonly ConsistencyRule[] = [
  contradictionOpen,
  externalPeer,
  flowWithoutConduit,
  cleartextProtocol,
  conduitBelowZone,
  slTargetMissing,
  wholeFrNotApplicable,
  unjustified,
  controlLate,
  supplierWithoutClaim,
  dutyWithoutAnswer,
  reviewOverdue,
  overrideDownward,
  raisedAfterEvidence,
  evidenceExpired,
  metWithoutEvidence,
  assetWithoutZone,
  withoutOwner,
]

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low']

/** Runs all rules. Sorted by severity, rule, then id; ids are stable as long as the thing found stays the same. */
export function checkConsistency(model: Model, scope: readonly ScopePosition[], lang: Language): Finding[] {
  const input = { model, scope, standing: standingAnswers(model) }
  return CONSISTENCY_RULES.flatMap((rule, order) => rule.find(input).map((raw) => ({ order, finding: finish(rule, raw, lang) })))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
        a.order - b.order ||
        (a.finding.id < b.finding.id ? -1 : a.finding.id > b.finding.id ? 1 : 0),
    )
    .map(({ finding }) => finding)
}

function finish(rule: ConsistencyRule, raw: RawFinding, lang: Language): Finding {
  return {
    id: [rule.id, raw.subject, ...(raw.detail === undefined ? [] : [raw.detail])].map(slug).join('/'),
    rule: rule.id,
    severity: raw.severity ?? rule.severity,
    subject: raw.subject,
    ...(raw.framework === undefined ? {} : { framework: raw.framework }),
    requirements: [...(raw.requirements ?? [])],
    reason: raw.reason[lang],
    fix: raw.fix[lang],
    refs: [...new Set(raw.refs ?? [])].sort(),
    proof: (raw.proof ?? []).map((one) => ({
      file: one.file,
      row: one.row,
      ...(one.lines === undefined ? {} : { lines: [...one.lines] }),
    })),
  }
}

/** Nearly every id is one already; then the letters need no looking at. */
const SLUG = /^[a-z0-9.:_]+(?:-[a-z0-9.:_]+)*$/

/** Ids go into shells and links: only lower-case ASCII letters, digits, dot, colon, underscore and hyphen; other letters keep a number. */
const slug = (part: string): string =>
  SLUG.test(part)
    ? part
    : part
        .replaceAll('ß', 'ss')
        .replaceAll(/[łŁ]/g, 'l')
        .normalize('NFKD')
        .replaceAll(/\p{M}/gu, '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9.:_]+/g, (run) => {
          const letters = Array.from(run)
            .filter((letter) => /\p{L}/u.test(letter))
            .map((letter) => (letter.codePointAt(0) ?? 0).toString(36))
          return letters.length === 0 ? '-' : `-${letters.join('')}-`
        })
        .replaceAll(/^-+|-+$/g, '')
