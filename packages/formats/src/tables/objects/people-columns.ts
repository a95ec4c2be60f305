import type { ObjectColumn } from './object-column.ts'
import { choices, column, criticalityColumn, idColumn, lifeColumns, nameColumn, ownerColumn, part, ref } from './shared-columns.ts'

const entities = column(
  'entities',
  'Legal entities',
  'Rechtsträger',
  { type: 'list', item: ref('entity') },
  {
    synonyms: ['legal entity', 'entity', 'company', 'gesellschaft', 'unternehmen', 'firma'],
    width: 30,
  },
)
const sites = column(
  'sites',
  'Sites',
  'Standorte',
  { type: 'list', item: ref('site') },
  {
    synonyms: ['site', 'plant', 'plants', 'standort', 'werk', 'werke'],
    width: 30,
  },
)

/** Columns of suppliers. */
export const SUPPLIER_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column('country', 'Country', 'Land', { type: 'country' }, { synonyms: ['state', 'staat'], width: 10 }),
  column(
    'services',
    'Services',
    'Leistungen',
    { type: 'list', item: { type: 'text' } },
    { synonyms: ['service', 'dienst', 'dienste', 'leistung'], width: 34 },
  ),
  criticalityColumn,
  entities,
  sites,
  column(
    'access',
    'Access',
    'Zugang',
    {
      type: 'rows',
      parts: [
        part('zone', 'zone', 'Zone', ref('zone')),
        part(
          'kind',
          'how',
          'wie',
          choices(['remote', 'remote', 'aus der Ferne', 'fern'], ['on-site', 'on site', 'vor Ort'], ['both', 'both', 'beides']),
        ),
        part('through', 'conduit', 'Conduit', ref('conduit')),
      ],
    },
    { synonyms: ['remote access', 'zugänge', 'fernzugang', 'fernwartung'], width: 40 },
  ),
  ownerColumn,
  ...lifeColumns,
]

/** Columns of products. */
export const PRODUCT_COLUMNS: readonly ObjectColumn[] = [idColumn, nameColumn, entities, criticalityColumn, ...lifeColumns]

/** Columns of people. */
export const PERSON_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column(
    'function',
    'Function',
    'Funktion',
    { type: 'text' },
    { synonyms: ['role', 'rolle', 'position', 'job title', 'aufgabe'], width: 34 },
  ),
  sites,
  entities,
]

/** Columns of responsibilities. */
export const RESPONSIBILITY_COLUMNS: readonly ObjectColumn[] = [
  column(
    'framework',
    'Framework',
    'Rahmenwerk',
    { type: 'word' },
    { synonyms: ['standard', 'norm', 'regelwerk'], required: true, width: 22 },
  ),
  column(
    'requirement',
    'Requirement',
    'Anforderung',
    { type: 'word' },
    {
      synonyms: ['requirement id', 'anforderungs-id', 'sr'],
      required: true,
      width: 16,
    },
  ),
  column('subject', 'Subject', 'Gegenstand', { type: 'subject' }, { synonyms: ['for', 'für', 'betrifft'], width: 28 }),
  column(
    'party',
    'Party',
    'Partei',
    choices(
      ['owner', 'owner', 'Betreiber', 'asset owner'],
      ['integrator', 'integrator', 'Integrator'],
      ['supplier', 'supplier', 'Lieferant', 'hersteller'],
    ),
    { required: true, width: 14 },
  ),
  column(
    'role',
    'Role',
    'Rolle',
    choices(
      ['responsible', 'responsible', 'zuständig', 'r', 'durchführend'],
      ['accountable', 'accountable', 'rechenschaftspflichtig', 'a', 'verantwortlich'],
      ['consulted', 'consulted', 'befragt', 'c', 'beratend'],
      ['informed', 'informed', 'unterrichtet', 'i', 'informiert'],
    ),
    { synonyms: ['raci'], required: true, width: 14 },
  ),
  column('person', 'Person', 'Person', ref('person'), { synonyms: ['person id'] }),
  column('supplier', 'Supplier', 'Lieferant', ref('supplier'), { synonyms: ['supplier id'] }),
]
