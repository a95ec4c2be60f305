/** One wrong rule: `find`, which must occur exactly once in `file` of packages/core/src/position, becomes `replace`. */
export interface Mutation {
  readonly file: string
  readonly find: string
  readonly replace: string
  /** What the mutated code gets wrong. */
  readonly why: string
}

/**
 * Fifty plausible errors in the computation, spread over its files. Each must make a number of some random workspace differ
 * from the naive evaluator. When the code changes so that `find` is gone, write the same error into the new code.
 */
export const MUTATIONS: readonly Mutation[] = [
  // 1. time
  { file: 'slice.ts', find: 'instantKey(recordedAt) <= instantKey(moment.knownAt)', replace: 'true', why: 'the recorded date is ignored' },
  {
    file: 'slice.ts',
    find: 'instantKey(recordedAt) <= instantKey(moment.knownAt)',
    replace: 'instantKey(recordedAt) < instantKey(moment.knownAt)',
    why: 'what was recorded at the very instant is not known',
  },
  { file: 'slice.ts', find: 'T23:59:59.999`', replace: 'T00:00:00.000`', why: 'a known-at date means the beginning of the day' },
  { file: 'slice.ts', find: 'object.from <= moment.asOf', replace: 'object.from < moment.asOf', why: 'from is exclusive' },
  { file: 'slice.ts', find: 'moment.asOf <= object.until', replace: 'moment.asOf < object.until', why: 'until is exclusive' },
  {
    file: 'slice.ts',
    find: 'byAge(entry, latest) >= 0',
    replace: 'byAge(entry, latest) < 0',
    why: 'the oldest entry of a history is in force',
  },
  {
    file: 'slice.ts',
    find: 'if (fromA !== fromB) return fromA < fromB ? -1 : 1',
    replace: '',
    why: 'the latest recorded answer wins over the latest valid one',
  },
  {
    file: 'slice.ts',
    find: 'one.treated <= moment.asOf',
    replace: 'one.treated < moment.asOf',
    why: 'a contradiction is still open on the day from which it is treated',
  },
  {
    file: 'slice.ts',
    find: 'links: (workspace.links ?? []).filter((link) => isAlive(link, moment))',
    replace: 'links: workspace.links ?? []',
    why: 'links count outside their time',
  },
  {
    file: 'slice.ts',
    find: 'evidence.validUntil < moment.asOf',
    replace: 'evidence.validUntil <= moment.asOf',
    why: 'evidence does not prove anything on its last day',
  },
  // 2. states
  { file: 'states.ts', find: '[0, 0, 1, 2, 2, 0]', replace: '[0, 0, 1, 2, 1, 0]', why: 'compensated scores half' },
  {
    file: 'states.ts',
    find: 'code === MET || code === COMPENSATED',
    replace: 'code === MET',
    why: 'a compensated row does not satisfy a level',
  },
  { file: 'states.ts', find: '(isAchieved(code) ? PARTLY : code)', replace: 'code', why: 'contradictions are ignored' },
  {
    file: 'states.ts',
    find: 'byScore < 0 ? a : b',
    replace: 'byScore > 0 ? a : b',
    why: 'the highest of several inherited answers counts',
  },
  {
    file: 'states.ts',
    find: 'if (a === NOT_APPLICABLE) return b',
    replace: 'if (a === NOT_APPLICABLE) return a',
    why: 'not applicable on one path makes the answer not applicable',
  },
  // 3. and 7. who stands above whom, what counts where
  { file: 'subjects.ts', find: 'suc.length > 0 ? suc : parent(', replace: 'parent(', why: 'a zone does not inherit from its SUC' },
  {
    file: 'subjects.ts',
    find: 'joined.flatMap((index) => subjects[index]?.scopes',
    replace: 'joined.slice(0, 1).flatMap((index) => subjects[index]?.scopes',
    why: 'a conduit counts only where its first zone stands',
  },
  {
    file: 'subjects.ts',
    find: 'scopes: distinct(subject.scopes)',
    replace: 'scopes: subject.scopes',
    why: 'a conduit between two zones of one site counts there twice',
  },
  {
    file: 'subjects.ts',
    find: 'weight: one.criticality ?? 2',
    replace: 'weight: 2',
    why: 'the criticality of sites, suppliers and products is ignored',
  },
  {
    file: 'subjects.ts',
    find: 'Math.max(...joined.map(',
    replace: 'Math.min(...joined.map(',
    why: 'a conduit takes the lowest criticality that it joins',
  },
  {
    file: 'subjects.ts',
    find: '[...(sitesOfType.get(type.id) ?? [])]',
    replace: 'sites.map((site) => site.id)',
    why: 'an asset type counts where no such asset stands',
  },
  // 4. and 5. effective answers and scores
  {
    file: 'block.ts',
    find: 'const inherits = state === NOT_ASSESSED',
    replace: 'const inherits = false',
    why: 'inheritance is not followed',
  },
  {
    file: 'block.ts',
    find: 'const inherits = state === NOT_ASSESSED',
    replace: 'const inherits = state <= 1',
    why: 'an answer from above replaces an own "not met"',
  },
  { file: 'block.ts', find: '?.inheritable === true', replace: ' !== undefined', why: 'every requirement is inherited' },
  { file: 'block.ts', find: 'if (block.evidenced[above] === 1) evidenced = 1', replace: '', why: 'evidence linked above is ignored' },
  {
    file: 'block.ts',
    find: 'maturity = Math.min(maturity, level)',
    replace: 'maturity = Math.max(maturity, level)',
    why: 'the highest maturity of several paths travels down',
  },
  {
    file: 'model.ts',
    find: "(answer.justification ?? '').trim() === ''",
    replace: "(answer.justification ?? '') === ''",
    why: 'a blank justification justifies',
  },
  {
    file: 'model.ts',
    find: "answer.state === 'compensated' || answer.state === 'not-applicable'",
    replace: "answer.state === 'not-applicable'",
    why: 'compensated without justification is accepted',
  },
  {
    file: 'model.ts',
    find: "state === 'planned' || state === 'operating'",
    replace: "state === 'operating'",
    why: 'planned controls do not count as designed',
  },
  {
    file: 'model.ts',
    find: 'partly: 1, met: 2, compensated: 2',
    replace: 'partly: 2, met: 2, compensated: 2',
    why: 'a control that aims at partly counts as aiming at met',
  },
  // 6. security levels
  {
    file: 'security-level.ts',
    find: 'row.gate <= level',
    replace: 'row.gate === level',
    why: 'a level holds although a lower one has gaps',
  },
  { file: 'security-level.ts', find: ' && selected.some(achieved)', replace: '', why: 'a level holds with every row not applicable' },
  {
    file: 'security-level.ts',
    find: 'isAchieved(row.state) && row.evidenced',
    replace: 'isAchieved(row.state)',
    why: 'SL-E needs no evidence',
  },
  {
    file: 'levels.ts',
    find: 'upTo(achieved + 1, isMissing)',
    replace: 'upTo(achieved, isMissing)',
    why: 'what keeps the next level from holding is off by one gate',
  },
  // 7. sums
  {
    file: 'sums.ts',
    find: 'requirement.gate <= (subject',
    replace: 'requirement.gate < (subject',
    why: 'rows gated exactly at SL-T do not count',
  },
  { file: 'sums.ts', find: 'if (state === NOT_APPLICABLE) return', replace: '', why: 'not applicable counts in the denominator' },
  { file: 'sums.ts', find: 'const weight = subject.weight * sign', replace: 'const weight = sign', why: 'weights are ignored' },
  // 8. duties
  {
    file: 'pack.ts',
    find: "row.confidence === 'low' ? QUARTERS.supports : QUARTERS[row.strength]",
    replace: 'QUARTERS[row.strength]',
    why: 'low confidence is not lowered',
  },
  {
    file: 'pack.ts',
    find: "row.strength === 'full' && row.confidence !== 'low'",
    replace: "row.strength === 'full'",
    why: 'a full carrier of low confidence makes a duty carried',
  },
  {
    file: 'pack.ts',
    find: 'one.since === undefined || one.since <= moment.asOf',
    replace: 'true',
    why: 'a framework carries before it is adopted',
  },
  {
    file: 'pack.ts',
    find: '.sort((a, b) => a.framework - b.framework || a.column - b.column)',
    replace: '',
    why: 'the order of mapping files decides which point is the weakest',
  },
  {
    file: 'coverage.ts',
    find: 'carrier.full ? block.all : block.targeted',
    replace: 'carrier.full ? block.targeted : block.all',
    why: 'SL-T selects the full rows instead of the others',
  },
  {
    file: 'coverage.ts',
    find: 'return carriers ?? answer',
    replace: 'return carriers',
    why: 'a carried duty without carriers loses its own answer',
  },
  {
    file: 'weakest.ts',
    find: 'a.evidenced < b.evidenced',
    replace: 'a.evidenced > b.evidenced',
    why: 'the best evidenced of the lowest implemented is the weakest',
  },
  {
    file: 'weakest.ts',
    find: "duty.column >= 0 && duty.kind !== 'carried'",
    replace: 'duty.column >= 0',
    why: 'the own answer of a carried duty can be its weakest point',
  },
  {
    file: 'measures.ts',
    find: 'coverages[index]?.total ?? null)',
    replace: 'coverages[index]?.answer ?? null)',
    why: 'the weakest duty is sought among the own answers alone',
  },
  {
    file: 'position.ts',
    find: "measurePositions(model, members, 'site')",
    replace: "measurePositions(model, members, 'entity')",
    why: 'the measures of sites are those of the legal entities',
  },
  // 9. and 10. 2024/2690, maturity, decimals
  {
    file: 'cir.ts',
    find: 'column]?.domain === domain.id',
    replace: 'column]?.domain !== domain.id',
    why: 'a title is the mean of the points of all the others',
  },
  {
    file: 'maturity.ts',
    find: 'if (block.effective[cell] === NOT_APPLICABLE) return',
    replace: '',
    why: 'not applicable holds the maturity down',
  },
  { file: 'rational.ts', find: 'NINE_PLACES * 2n + value.d', replace: 'NINE_PLACES * 2n', why: 'decimals are cut, not rounded' },
]
