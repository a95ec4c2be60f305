const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** The sentences of the report that carry numbers. German has the same keys. */
export const sentencesEn = {
  list,
  more: (count: number): string => `${count} more, see the spreadsheet (XLSX) of this report.`,
  ringsAlt: (entity: string, numbers: string): string =>
    `Coverage of the ten measures at ${entity}, designed, implemented and evidenced: ${numbers}.`,
  lead: (entities: number, bound: number, open: number): string =>
    `${plural(entities, 'legal entity was', 'legal entities were')} examined. By the directive ${bound} ${bound === 1 ? 'is' : 'are'} essential or important${
      open === 0 ? '' : `; ${open} ${open === 1 ? 'is' : 'are'} undetermined until counsel has answered`
    }.`,
  leadLevels: (below: number, all: number): string =>
    all === 0
      ? 'No zone is recorded yet, so nothing can be said about the plants.'
      : `Of ${plural(all, 'zone', 'zones')} and conduits ${below} ${below === 1 ? 'lies' : 'lie'} below the security level that was set as target.`,
  leadFindings: (high: number, all: number): string =>
    all === 0
      ? 'The consistency check found nothing.'
      : `The consistency check found ${plural(all, 'point', 'points')}, ${high} of them grave.`,
  binds: {
    act: (state: string, name: string): string => `${state}: ${name}`,
    noAct: (state: string): string => `${state}: no act in force, nothing binds yet`,
    fine: (amount: string): string => `fine up to ${amount}`,
    cir: 'Implementing Regulation 2024/2690',
    nothing: 'nothing from NIS2',
  },
  gap: (fr: string, achieved: string, target: string): string => `${fr}: level ${achieved}, target ${target}`,
  gapRows: (count: number, duties: number): string =>
    `${plural(count, 'requirement', 'requirements')} missing, ${plural(duties, 'NIS2 duty', 'NIS2 duties')} behind`,
  allGaps: (places: number, gaps: number): string =>
    `${plural(gaps, 'gap', 'gaps')} in ${plural(places, 'place', 'places')} in all; chapter 5 has the order and the rule.`,
  overdue: {
    control: (name: string, due: string, days: number): string => `${name}: due ${due}, ${plural(days, 'day', 'days')} late`,
    moreControls: (count: number): string => `${plural(count, 'further control', 'further controls')} past the date`,
    evidence: (count: number): string => `${plural(count, 'piece', 'pieces')} of evidence expired`,
    contradictions: (count: number): string => `${plural(count, 'answer is', 'answers are')} contradicted by what was seen and not treated`,
    registration: (entities: string, state: string, date: string): string =>
      `Registration in ${state} was due ${date}; check that it is done (${entities})`,
  },
  decisions: {
    approve: 'Approve the cybersecurity risk-management measures as they stand in this report, or return them.',
    gaps: (below: number): string =>
      `Release means for the weightiest gaps, or accept the risk in writing: ${plural(below, 'place lies', 'places lie')} below target.`,
    controls: (count: number): string => `Set a new date, with a reason, for ${plural(count, 'control', 'controls')} that missed theirs.`,
    counsel: (count: number): string => `Instruct counsel on ${plural(count, 'open question', 'open questions')} about scope and class.`,
    registration: (states: readonly string[]): string => `Confirm registration with the authority in ${list(states)}.`,
    training: (lowest: string, entity: string): string =>
      `Follow and record the training of the management body (${entity}: Art. 20 stands at ${lowest} implemented).`,
    evidence: (expired: number, expiring: number): string =>
      `Name who renews the evidence: ${expired} expired, ${expiring} ${expiring === 1 ? 'expires' : 'expire'} within 90 days.`,
  },
  articles: {
    approve: 'Art. 20(1)',
    gaps: 'Art. 21(1)',
    controls: 'Art. 20(1)',
    counsel: 'Art. 2, 3',
    registration: 'Art. 3(4)',
    training: 'Art. 20(2)',
    evidence: 'Art. 21(2)(f)',
  },
  registration: {
    portal: (portal: string): string => `Portal: ${portal}.`,
  },
  deadline: {
    hours: (hours: number): string => `${hours} h`,
    earlyWarning: (time: string): string => `early warning ${time}`,
    notification: (time: string): string => `notification ${time}`,
    noNotification: 'no separate notification',
    finalReport: (time: string, from: string): string => `final report ${time} after ${from}`,
    from: (anchor: string): string => `counted from ${anchor}`,
    anchors: {
      awareness: 'awareness',
      detection: 'detection',
      establishment: 'establishing the incident',
      determination: 'determining that it is significant',
      unknown: 'a moment that is not known',
    },
    finalFrom: {
      'notification-submission': 'the notification was submitted',
      'early-warning': 'the early warning',
      resolution: 'the incident is resolved',
      awareness: 'awareness',
      'end-of-impact': 'the impact has ended',
      unknown: 'a moment that is not known',
    },
    units: {
      month: (count: number): string => plural(count, 'month', 'months'),
      days: (count: number): string => plural(count, 'day', 'days'),
      'working-days': (count: number): string => plural(count, 'working day', 'working days'),
    },
    unknown: 'not known',
  },
  fine: {
    rule: (amount: string, percent: string, rule: 'higher-of' | 'lower-of' | 'unknown'): string =>
      `${rule === 'lower-of' ? 'the lower' : 'the higher'} of ${amount} and ${percent} of worldwide turnover`,
    share: (turnover: string): string => `here the share of ${turnover} counts`,
    fixed: 'here the fixed amount counts',
    rate: (perEur: string, currency: string, date: string, source: string): string => `${perEur} ${currency} per EUR on ${date}, ${source}`,
    none: 'none for this class',
    notYet: 'none in force',
    drafted: (ceiling: string): string => `as drafted or by the directive: ${ceiling}`,
  },
  titleRow: (count: number): string => plural(count, 'point', 'points'),
  method: [
    'An answer scores 0 (not assessed, not met), one half (partly) or 1 (met, compensated); not applicable is out of every denominator. A reason is required for compensated and not applicable.|docs/method/position.md, sections 2 and 5',
    'Designed adds what linked controls, planned or operating, aim at; evidenced counts only with a valid piece of evidence. Hence evidenced is never above implemented, nor implemented above designed.|section 5',
    'A requirement scores the mean over its subjects, weighted by criticality 1 to 3; only then are requirements joined, so that many zones never outvote one duty.|section 7',
    'A duty is the mean of its own answer and its carriers, or one of the two; carriers weigh 1 (full), 1/2 (partial) or 1/4 (supports, or low confidence). A measure is the mean of its duties.|section 8',
    'Level n of a foundational requirement holds when every requirement gated at n or below is met, compensated or not applicable, and at least one is met or compensated. All 100 rows of IEC 62443-3-3 count, whatever the target is.|section 6',
    'The evidenced level asks in addition for valid evidence behind each row. Where one number stands for a vector it is the minimum of the seven.|section 6',
    'Gaps are ordered by missing levels times criticality, then by the number of NIS2 duties behind the missing requirements.|chapter 5',
    'A domain has the maturity of its weakest applicable requirement; unrecorded counts as 0.|section 9',
    'Percentages are rounded half up to one decimal from the nine decimals of position.json. None of them means "compliant".|section 10',
  ],
}

export type Sentences = typeof sentencesEn
