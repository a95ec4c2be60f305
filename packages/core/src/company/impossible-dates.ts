import type { IssueSink } from './workspace-issue.ts'
import type { Workspace } from './workspace.ts'

interface Dated {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly recordedAt?: string | undefined
}

const LISTS_WITH_LIFETIME = [
  'entities',
  'sites',
  'sucs',
  'zones',
  'conduits',
  'networks',
  'assets',
  'flows',
  'suppliers',
  'products',
  'links',
  'proposals',
  'controls',
  'evidence',
  'answers',
  'contradictions',
] as const

/**
 * Dates that cannot be: an end before its beginning, something recorded or decided later than `today`,
 * a financial year that has not closed yet (2003/361/EC, Annex Art. 4: the last approved accounts).
 */
export function checkDates(workspace: Workspace, today: string, sink: IssueSink): void {
  const recorded = (value: string | undefined, path: string): void => {
    if (value !== undefined && value.slice(0, 10) > today) {
      sink.error(
        path,
        `lies in the future: ${value}, today is ${today}`,
        'write the instant at which it was entered; a plan goes into `from` or `due`',
      )
    }
  }
  const ordered = (first: string | undefined, last: string | undefined, path: string, what: string): void => {
    if (first !== undefined && last !== undefined && last < first)
      sink.error(path, `${what}: ${last} is before ${first}`, 'swap or correct the two dates')
  }
  for (const list of LISTS_WITH_LIFETIME) {
    const items: readonly Dated[] | undefined = workspace[list]
    items?.forEach((item, index) => {
      recorded(item.recordedAt, `${list}[${index}].recordedAt`)
      ordered(item.from, item.until, `${list}[${index}].until`, 'ends before it begins')
    })
  }
  workspace.evidence?.forEach((item, index) =>
    ordered(item.effective, item.validUntil, `evidence[${index}].validUntil`, 'runs out before it takes effect'),
  )
  workspace.contradictions?.forEach((item, index) =>
    ordered(item.from, item.treated, `contradictions[${index}].treated`, 'treated before it was confirmed'),
  )
  workspace.flows?.forEach((flow, index) => {
    ordered(flow.firstSeen, flow.lastSeen, `flows[${index}].lastSeen`, 'last seen before first seen')
    recorded(flow.lastSeen, `flows[${index}].lastSeen`)
  })
  workspace.proposals?.forEach((proposal, index) => recorded(proposal.decidedAt, `proposals[${index}].decidedAt`))
  for (const list of ['zones', 'conduits'] as const) {
    workspace[list]?.forEach((item, index) => {
      item.slTarget?.forEach((entry, at) => {
        if (typeof entry === 'object' && entry !== null) recorded(entry.recordedAt, `${list}[${index}].slTarget[${at}].recordedAt`)
      })
    })
  }
  workspace.controls?.forEach((control, index) => {
    if (typeof control.status === 'string') return
    control.status.forEach((entry, at) => recorded(entry.recordedAt, `controls[${index}].status[${at}].recordedAt`))
  })
  workspace.entities.forEach((entity, index) => {
    const check = (year: { year: number; closed?: string | undefined; recordedAt?: string | undefined }, path: string): void => {
      const closed = year.closed ?? `${year.year}-12-31`
      if (closed > today) {
        sink.error(
          year.closed === undefined ? `${path}.year` : `${path}.closed`,
          `the financial year ${year.year} closes on ${closed}, after today (${today})`,
          'leave it out until the accounts are closed; only closed years decide the size',
        )
      }
      recorded(year.recordedAt, `${path}.recordedAt`)
    }
    entity.years?.forEach((year, at) => check(year, `entities[${index}].years[${at}]`))
    entity.ownership?.forEach((share, at) => {
      share.years?.forEach((year, yearAt) => check(year, `entities[${index}].ownership[${at}].years[${yearAt}]`))
    })
  })
  workspace.organisation.exchangeRates?.forEach((rate, index) => {
    if (rate.date > today)
      sink.error(`organisation.exchangeRates[${index}].date`, `lies in the future: ${rate.date}`, 'give the day of the published rate')
  })
}
