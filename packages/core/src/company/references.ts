import { checkAnswerSubjects, type FrameworkFacts } from './answer-subjects.ts'
import { checkDates } from './impossible-dates.ts'
import { nearestWord } from './nearest-word.ts'
import { checkNetworks } from './network-prefixes.ts'
import { checkOwnership } from './ownership-cycles.ts'
import { type IssueSink, issueSink, type WorkspaceIssue } from './workspace-issue.ts'
import type { Workspace } from './workspace.ts'

export interface ReferenceContext {
  /** Today as `YYYY-MM-DD`; nothing can have been recorded after it. */
  readonly today: string
  readonly frameworks: readonly FrameworkFacts[]
}

type ListWithIds =
  | 'entities'
  | 'sites'
  | 'sucs'
  | 'zones'
  | 'conduits'
  | 'networks'
  | 'assetTypes'
  | 'assets'
  | 'flows'
  | 'proposals'
  | 'suppliers'
  | 'products'
  | 'people'
  | 'controls'
  | 'evidence'
  | 'contradictions'
  | 'snapshots'

/** Every list whose items carry an id, with the word for one item. */
const ID_LISTS: Readonly<Record<ListWithIds, string>> = {
  entities: 'legal entity',
  sites: 'site',
  sucs: 'SUC',
  zones: 'zone',
  conduits: 'conduit',
  networks: 'network',
  assetTypes: 'asset type',
  assets: 'asset',
  flows: 'flow',
  proposals: 'proposal',
  suppliers: 'supplier',
  products: 'product',
  people: 'person',
  controls: 'control',
  evidence: 'piece of evidence',
  contradictions: 'contradiction',
  snapshots: 'snapshot',
}
const LISTS = Object.keys(ID_LISTS) as ListWithIds[]

/**
 * Everything a workspace can get wrong beyond its schema: duplicate ids, references to nothing, places that contradict
 * one another, subjects that cannot be answered for, impossible dates, ownership in a circle, unreadable or overlapping
 * prefixes, missing exchange rates. Pure; the order of issues follows the document.
 */
export function checkWorkspace(workspace: Workspace, context: ReferenceContext): readonly WorkspaceIssue[] {
  const sink = issueSink()
  const index = indexIds(workspace, sink)
  checkReferences(workspace, index, sink)
  checkPlaces(workspace, index, sink)
  checkAnswerSubjects(workspace, context.frameworks, sink)
  checkDuplicateEntries(workspace, sink)
  checkAdoption(workspace, sink)
  checkDates(workspace, context.today, sink)
  checkOwnership(workspace, sink)
  checkNetworks(workspace, sink)
  checkCurrencies(workspace, sink)
  return sink.issues()
}

type IdIndex = ReadonlyMap<ListWithIds, ReadonlyMap<string, number>>

function indexIds(workspace: Workspace, sink: IssueSink): IdIndex {
  return new Map(
    LISTS.map((list) => {
      const ids = new Map<string, number>()
      workspace[list]?.forEach((item, at) => {
        const first = ids.get(item.id)
        if (first === undefined) ids.set(item.id, at)
        else
          sink.error(
            `${list}[${at}].id`,
            `the ${ID_LISTS[list]} "${item.id}" exists twice (first as ${list}[${first}])`,
            'rename or remove one; ids are never shared',
            `twice ${list} ${item.id}`,
          )
      })
      return [list, ids] as const
    }),
  )
}

function checkReferences(workspace: Workspace, index: IdIndex, sink: IssueSink): void {
  const one = (list: ListWithIds, id: string | undefined, path: string): void => {
    if (id === undefined || index.get(list)?.has(id) === true) return
    const near = nearestWord(id, index.get(list)?.keys() ?? [])
    const what = ID_LISTS[list]
    sink.error(
      path,
      `there is no ${what} "${id}"`,
      near === undefined ? `add the ${what} or correct the id` : `did you mean ${near}?`,
      `dangling ${list} ${id} ${path.slice(0, path.indexOf('['))}`,
    )
  }
  const many = (list: ListWithIds, ids: readonly string[] | undefined, path: string): void =>
    ids?.forEach((id, at) => one(list, id, `${path}[${at}]`))

  workspace.entities.forEach((entity, at) => one('people', entity.owner, `entities[${at}].owner`))
  workspace.sites?.forEach((site, at) => {
    many('entities', site.entities, `sites[${at}].entities`)
    one('people', site.owner, `sites[${at}].owner`)
  })
  workspace.sucs?.forEach((suc, at) => {
    one('sites', suc.site, `sucs[${at}].site`)
    one('people', suc.owner, `sucs[${at}].owner`)
  })
  workspace.zones?.forEach((zone, at) => {
    one('sites', zone.site, `zones[${at}].site`)
    one('sucs', zone.suc, `zones[${at}].suc`)
    one('people', zone.owner, `zones[${at}].owner`)
  })
  workspace.conduits?.forEach((conduit, at) => {
    many('zones', conduit.zones, `conduits[${at}].zones`)
    one('people', conduit.owner, `conduits[${at}].owner`)
  })
  workspace.networks?.forEach((network, at) => {
    one('sites', network.site, `networks[${at}].site`)
    one('zones', network.zone, `networks[${at}].zone`)
  })
  workspace.assetTypes?.forEach((type, at) => one('suppliers', type.supplier, `assetTypes[${at}].supplier`))
  workspace.assets?.forEach((asset, at) => {
    one('sites', asset.site, `assets[${at}].site`)
    one('zones', asset.zone, `assets[${at}].zone`)
    one('assetTypes', asset.type, `assets[${at}].type`)
    one('people', asset.owner, `assets[${at}].owner`)
    asset.interfaces?.forEach((face, faceAt) => one('networks', face.network, `assets[${at}].interfaces[${faceAt}].network`))
  })
  workspace.flows?.forEach((flow, at) => {
    one('sites', flow.site, `flows[${at}].site`)
    for (const end of ['source', 'target'] as const) {
      one('assets', flow[end].asset, `flows[${at}].${end}.asset`)
      one('zones', flow[end].zone, `flows[${at}].${end}.zone`)
    }
  })
  workspace.proposals?.forEach((proposal, at) => {
    one('sites', proposal.site, `proposals[${at}].site`)
    one('people', proposal.decidedBy, `proposals[${at}].decidedBy`)
  })
  workspace.suppliers?.forEach((supplier, at) => {
    many('entities', supplier.entities, `suppliers[${at}].entities`)
    many('sites', supplier.sites, `suppliers[${at}].sites`)
    one('people', supplier.owner, `suppliers[${at}].owner`)
    supplier.access?.forEach((access, accessAt) => {
      one('zones', access.zone, `suppliers[${at}].access[${accessAt}].zone`)
      one('conduits', access.through, `suppliers[${at}].access[${accessAt}].through`)
    })
  })
  workspace.products?.forEach((product, at) => many('entities', product.entities, `products[${at}].entities`))
  workspace.people?.forEach((person, at) => {
    many('sites', person.sites, `people[${at}].sites`)
    many('entities', person.entities, `people[${at}].entities`)
  })
  workspace.responsibilities?.forEach((row, at) => {
    one('people', row.person, `responsibilities[${at}].person`)
    one('suppliers', row.supplier, `responsibilities[${at}].supplier`)
  })
  workspace.controls?.forEach((control, at) => one('people', control.owner, `controls[${at}].owner`))
  workspace.evidence?.forEach((item, at) => one('people', item.owner, `evidence[${at}].owner`))
  workspace.answers?.forEach((answer, at) => {
    if (answer.by !== undefined) one('people', answer.by, `answers[${at}].by`)
    if (answer.reviewer !== undefined) one('people', answer.reviewer, `answers[${at}].reviewer`)
  })
  workspace.links?.forEach((link, at) => {
    many('controls', link.controls, `links[${at}].controls`)
    many('evidence', link.evidence, `links[${at}].evidence`)
  })
  workspace.contradictions?.forEach((item, at) => {
    one('flows', item.flow, `contradictions[${at}].flow`)
    one('evidence', item.evidence, `contradictions[${at}].evidence`)
    one('people', item.by, `contradictions[${at}].by`)
  })
}

/** What stands in one place cannot stand in another: a zone, its SUC, its networks and its assets share the site. */
function checkPlaces(workspace: Workspace, index: IdIndex, sink: IssueSink): void {
  const siteOf = (list: 'sucs' | 'zones' | 'networks', id: string | undefined): string | undefined => {
    const at = id === undefined ? undefined : index.get(list)?.get(id)
    return at === undefined ? undefined : workspace[list]?.[at]?.site
  }
  const same = (site: string, list: 'sucs' | 'zones' | 'networks', id: string | undefined, path: string): void => {
    const there = siteOf(list, id)
    if (there !== undefined && there !== site)
      sink.error(
        path,
        `the ${ID_LISTS[list]} "${id}" belongs to site "${there}", this belongs to "${site}"`,
        'correct one of the two sites',
      )
  }
  workspace.zones?.forEach((zone, at) => same(zone.site, 'sucs', zone.suc, `zones[${at}].suc`))
  workspace.networks?.forEach((network, at) => same(network.site, 'zones', network.zone, `networks[${at}].zone`))
  workspace.assets?.forEach((asset, at) => {
    same(asset.site, 'zones', asset.zone, `assets[${at}].zone`)
    asset.interfaces?.forEach((face, faceAt) => same(asset.site, 'networks', face.network, `assets[${at}].interfaces[${faceAt}].network`))
  })
  workspace.conduits?.forEach((conduit, at) => {
    const repeated = conduit.zones.findIndex((zone, position) => conduit.zones.indexOf(zone) !== position)
    if (repeated >= 0)
      sink.error(`conduits[${at}].zones[${repeated}]`, `the zone "${conduit.zones[repeated]}" is joined twice`, 'name each zone once')
    if (conduit.zones.length === 1 && (conduit.external ?? []).length === 0) {
      sink.warning(`conduits[${at}].zones`, 'joins one zone to nothing', 'add the second zone, or the external network in `external`')
    }
  })
}

/** Two entries of one instant cannot both stand (rule 10). */
function checkDuplicateEntries(workspace: Workspace, sink: IssueSink): void {
  const seen = new Set<string>()
  workspace.answers?.forEach((answer, at) => {
    const key = `${answer.subject}\n${answer.framework}\n${answer.requirement}\n${answer.from ?? ''}\n${answer.recordedAt ?? ''}`
    if (seen.has(key)) {
      sink.error(
        `answers[${at}]`,
        `${answer.requirement} is answered twice for ${answer.subject} with the same dates (${answer.from ?? 'always'}, recorded ${answer.recordedAt ?? 'always'})`,
        'remove one, or give the later one its own `from` or `recordedAt`',
      )
    }
    seen.add(key)
  })
  const history = (
    entries: readonly { readonly from?: string | undefined; readonly recordedAt?: string | undefined }[],
    path: string,
  ): void => {
    const dates = new Set<string>()
    entries.forEach((entry, at) => {
      const key = `${entry.from ?? ''}\n${entry.recordedAt ?? ''}`
      if (dates.has(key))
        sink.error(
          `${path}[${at}]`,
          'has the same dates as an earlier entry',
          'remove one, or give the later one its own `from` or `recordedAt`',
        )
      dates.add(key)
    })
  }
  workspace.controls?.forEach((control, at) => {
    if (typeof control.status !== 'string') history(control.status, `controls[${at}].status`)
  })
  for (const list of ['zones', 'conduits'] as const) {
    workspace[list]?.forEach((item, at) =>
      history(
        (item.slTarget ?? []).filter((entry) => typeof entry === 'object' && entry !== null),
        `${list}[${at}].slTarget`,
      ),
    )
  }
}

/** Only one edition of 2-1 counts (rule 8), and nothing is adopted twice. */
function checkAdoption(workspace: Workspace, sink: IssueSink): void {
  const editions = new Map<string, string>()
  workspace.frameworks.forEach((adopted, at) => {
    const [framework = ''] = adopted.framework.split(':')
    const earlier = editions.get(framework)
    if (earlier === adopted.framework) sink.error(`frameworks[${at}].framework`, `${adopted.framework} is adopted twice`, 'remove one')
    else if (earlier !== undefined) {
      sink.error(
        `frameworks[${at}].framework`,
        `two editions of one framework are adopted: ${earlier} and ${adopted.framework}`,
        'keep one; answers to the other edition stay in the files and are not counted',
      )
    }
    editions.set(framework, adopted.framework)
  })
}

function checkCurrencies(workspace: Workspace, sink: IssueSink): void {
  const rates = new Set(workspace.organisation.exchangeRates?.map((rate) => rate.currency))
  const used = (currency: string | undefined, path: string): void => {
    if (currency === undefined || currency === 'EUR' || rates.has(currency)) return
    sink.error(
      path,
      `no exchange rate for ${currency}`,
      'add it to organisation.exchangeRates with perEur, date and source',
      `currency ${currency}`,
    )
  }
  used(workspace.organisation.groupTurnover?.currency, 'organisation.groupTurnover.currency')
  workspace.entities.forEach((entity, at) => {
    entity.years?.forEach((year, yearAt) => used(year.currency, `entities[${at}].years[${yearAt}].currency`))
    entity.ownership?.forEach((share, shareAt) =>
      share.years?.forEach((year, yearAt) => used(year.currency, `entities[${at}].ownership[${shareAt}].years[${yearAt}].currency`)),
    )
  })
}
