import type { ObjectColumn } from './object-column.ts'
import { choices, column, criticalityColumn, idColumn, lifeColumns, nameColumn, ownerColumn, part, ref } from './shared-columns.ts'

/** Columns of legal entities. */
export const ENTITY_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column(
    'establishment',
    'Country',
    'Land',
    { type: 'country' },
    {
      synonyms: [
        'establishment',
        'established in',
        'state',
        'staat',
        'niedergelassen in',
        'niederlassung',
        'sitz',
        'seat',
        'country of establishment',
      ],
      required: true,
      width: 10,
    },
  ),
  column(
    'activities',
    'Activities',
    'Tätigkeiten',
    { type: 'list', item: { type: 'word' } },
    {
      synonyms: ['nis2 activities', 'tätigkeit', 'activity', 'sector', 'sektor'],
      hint: { en: 'Ids from `caponier scope activities`.', de: 'Ids aus `caponier scope activities`.' },
    },
  ),
  column(
    'nace',
    'NACE',
    'NACE',
    {
      type: 'rows',
      parts: [
        part('code', 'code', 'Code', { type: 'word' }),
        part('rev', 'revision', 'Revision', choices(['2', '2', '2'], ['2.1', '2.1', '2.1'])),
      ],
    },
    { synonyms: ['nace code', 'nace codes', 'wz', 'wirtschaftszweig'] },
  ),
  column(
    'years',
    'Figures',
    'Kennzahlen',
    {
      type: 'rows',
      parts: [
        part('year', 'year', 'Jahr', { type: 'number', whole: true }),
        part('headcount', 'headcount', 'Beschäftigte', { type: 'number' }),
        part('turnover', 'turnover', 'Umsatz', { type: 'number' }),
        part('balance', 'balance sheet total', 'Bilanzsumme', { type: 'number' }),
        part('currency', 'currency', 'Währung', { type: 'word' }),
        part('closed', 'closing date', 'Abschlussstichtag', { type: 'date' }),
      ],
    },
    { synonyms: ['years', 'financial years', 'geschäftsjahre', 'jahre'], width: 40 },
  ),
  column(
    'priorStatus',
    'Earlier size',
    'Größe davor',
    choices(['small', 'small', 'klein'], ['medium', 'medium', 'mittel'], ['large', 'large', 'groß', 'gross']),
    { synonyms: ['prior status', 'size before'], width: 12 },
  ),
  column(
    'ownership',
    'Shares',
    'Anteile',
    {
      type: 'rows',
      parts: [
        part('to', 'enterprise', 'Unternehmen', { type: 'text' }),
        part('direction', 'direction', 'Richtung', choices(['up', 'holds us', 'hält uns'], ['down', 'held by us', 'von uns gehalten'])),
        part('sharePercent', 'percent', 'Prozent', { type: 'number' }),
        part('control', 'control', 'Beherrschung', { type: 'flag' }),
      ],
    },
    { synonyms: ['ownership', 'beteiligungen', 'beteiligung'], width: 40 },
  ),
  column(
    'independentSystems',
    'Own systems',
    'Eigene Systeme',
    { type: 'flag' },
    {
      synonyms: ['independent systems', 'unabhängige systeme'],
      width: 12,
      hint: {
        en: 'Network and information systems independent of the group (recital 16).',
        de: 'Netz- und Informationssysteme unabhängig von der Gruppe (Erwägungsgrund 16).',
      },
    },
  ),
  column(
    'establishments',
    'Further countries',
    'Weitere Länder',
    { type: 'list', item: { type: 'country' } },
    { synonyms: ['establishments', 'niederlassungen'] },
  ),
  column('mainEstablishment', 'Main establishment', 'Hauptniederlassung', { type: 'country' }, { width: 12 }),
  column(
    'servesIn',
    'Serves in',
    'Dienste in',
    { type: 'list', item: { type: 'country' } },
    { synonyms: ['erbringt dienste in'], width: 14 },
  ),
  ...(
    [
      ['criticalEntity', 'Critical entity', 'Kritische Einrichtung'],
      ['formerOperatorOfEssentialServices', 'Former operator of essential services', 'Früher Betreiber wesentlicher Dienste'],
      ['defenceExempt', 'Defence exemption', 'Ausnahme Verteidigung'],
    ] as const
  ).map(([key, en, de]) => column(key, en, de, { type: 'flag' }, { path: ['flags', key], width: 14 })),
  column(
    'identifiedByState',
    'Identified by the state as',
    'Vom Staat eingestuft als',
    choices(['essential', 'essential', 'wesentlich', 'besonders wichtig'], ['important', 'important', 'wichtig']),
    { path: ['flags', 'identifiedByState'], synonyms: ['identified by state'], width: 14 },
  ),
  ownerColumn,
  column(
    'contactAddress',
    'Address',
    'Anschrift',
    { type: 'prose' },
    { path: ['contact', 'address'], synonyms: ['adresse', 'postal address'], width: 30 },
  ),
  column('contactEmail', 'E-mail', 'E-Mail', { type: 'text' }, { path: ['contact', 'email'], synonyms: ['mail', 'email address'] }),
  column('contactPhone', 'Phone', 'Telefon', { type: 'text' }, { path: ['contact', 'phone'], synonyms: ['telephone', 'tel'] }),
  column(
    'contactIpRanges',
    'Public IP ranges',
    'Öffentliche IP-Bereiche',
    { type: 'list', item: { type: 'word' } },
    {
      path: ['contact', 'ipRanges'],
      synonyms: ['ip ranges', 'ip-bereiche'],
    },
  ),
  column(
    'registrations',
    'Registrations',
    'Registrierungen',
    {
      type: 'rows',
      parts: [
        part('state', 'country', 'Land', { type: 'country' }),
        part('date', 'day', 'Tag', { type: 'date' }),
        part('reference', 'number', 'Nummer', { type: 'text' }),
        part('evidence', 'evidence', 'Nachweis', { type: 'word' }),
      ],
    },
    { synonyms: ['registration', 'registrierung'], width: 30 },
  ),
  ...lifeColumns,
]

/** Columns of sites. */
export const SITE_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column('country', 'Country', 'Land', { type: 'country' }, { synonyms: ['state', 'staat'], required: true, width: 10 }),
  column(
    'entities',
    'Legal entities',
    'Rechtsträger',
    { type: 'list', item: ref('entity') },
    {
      synonyms: ['legal entity', 'entity', 'company', 'gesellschaft', 'unternehmen', 'firma'],
      required: true,
      width: 30,
    },
  ),
  criticalityColumn,
  ownerColumn,
  column(
    'inScope',
    'In scope',
    'Im Anwendungsbereich',
    { type: 'flag' },
    {
      synonyms: ['scope', 'anwendungsbereich', 'im bereich', 'in-scope'],
      width: 12,
      hint: {
        en: 'Supports services in scope; yes where it says nothing.',
        de: 'Dient Diensten im Anwendungsbereich; ja, wo nichts steht.',
      },
    },
  ),
  column('inScopeReason', 'Reason of scope', 'Grund zum Anwendungsbereich', { type: 'prose' }, { synonyms: ['scope reason'], width: 40 }),
  ...lifeColumns,
]
