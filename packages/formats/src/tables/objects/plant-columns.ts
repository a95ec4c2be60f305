import type { ObjectColumn } from './object-column.ts'
import {
  choices,
  column,
  criticalityColumn,
  descriptionColumn,
  idColumn,
  lifeColumns,
  nameColumn,
  ownerColumn,
  part,
  ref,
  siteColumn,
  targetColumns,
} from './shared-columns.ts'

/** Columns of systems under consideration. */
export const SUC_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  siteColumn,
  descriptionColumn,
  criticalityColumn,
  ownerColumn,
  ...lifeColumns,
]

/** Columns of zones. */
export const ZONE_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  siteColumn,
  column('suc', 'System under consideration', 'SUC', ref('suc'), { synonyms: ['suc', 'system', 'betrachtetes system'], width: 26 }),
  column('kind', 'Kind', 'Art', choices(['ot', 'OT', 'OT', 'production', 'produktion'], ['it', 'IT', 'IT', 'office', 'büro']), {
    synonyms: ['type', 'typ', 'ot/it', 'zone type'],
    required: true,
    width: 8,
  }),
  ...targetColumns,
  criticalityColumn,
  column(
    'safety',
    'Safety',
    'Safety',
    { type: 'flag' },
    { synonyms: ['safety zone', 'safety-zone', 'funktionale sicherheit', 'sis'], width: 10 },
  ),
  column('wireless', 'Wireless', 'Funk', { type: 'flag' }, { synonyms: ['wlan', 'radio', 'drahtlos'], width: 10 }),
  descriptionColumn,
  ownerColumn,
  ...lifeColumns,
]

/** Columns of conduits. */
export const CONDUIT_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column(
    'zones',
    'Zones',
    'Zonen',
    { type: 'list', item: ref('zone') },
    { synonyms: ['joins', 'verbindet', 'zone'], required: true, width: 34 },
  ),
  column(
    'external',
    'External networks',
    'Fremde Netze',
    { type: 'list', item: { type: 'text' } },
    { synonyms: ['external', 'extern', 'outside'] },
  ),
  column(
    'channels',
    'Channels',
    'Kanäle',
    {
      type: 'rows',
      parts: [
        part('protocol', 'protocol', 'Protokoll', { type: 'text' }),
        part('port', 'port', 'Port', { type: 'number', whole: true }),
        part(
          'direction',
          'direction',
          'Richtung',
          choices(
            ['both', 'both', 'beide', 'in beide Richtungen'],
            ['forward', 'forward', 'hin', 'von der ersten Zone'],
            ['back', 'back', 'zurück', 'zur ersten Zone'],
          ),
        ),
        part(
          'function',
          'function',
          'Funktion',
          choices(
            ['read', 'read', 'lesen'],
            ['write', 'write', 'schreiben'],
            ['program', 'program', 'programmieren'],
            ['firmware', 'firmware', 'Firmware'],
            ['manage', 'manage', 'verwalten'],
            ['other', 'other', 'anderes'],
          ),
        ),
        part('note', 'note', 'Notiz', { type: 'text' }),
      ],
    },
    { synonyms: ['protocols', 'protokolle', 'channel', 'kanal'], width: 40 },
  ),
  ...targetColumns,
  column(
    'lowerTargetReason',
    'Reason of a lower SL-T',
    'Grund einer niedrigeren SL-T',
    { type: 'prose' },
    {
      synonyms: ['lower target reason'],
      width: 40,
    },
  ),
  descriptionColumn,
  ownerColumn,
  ...lifeColumns,
]

/** Columns of networks. */
export const NETWORK_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  siteColumn,
  column(
    'cidrs',
    'Prefixes',
    'Präfixe',
    { type: 'list', item: { type: 'word' } },
    {
      synonyms: ['cidr', 'cidrs', 'prefix', 'subnet', 'subnetz', 'address range', 'adressbereich', 'ip range'],
      required: true,
      hint: { en: 'IPv4 or IPv6, like 10.20.3.0/24.', de: 'IPv4 oder IPv6, etwa 10.20.3.0/24.' },
    },
  ),
  column('zone', 'Zone', 'Zone', ref('zone'), { synonyms: ['security zone', 'zone id', 'sicherheitszone'], width: 26 }),
  column('vlan', 'VLAN', 'VLAN', { type: 'number', whole: true }, { synonyms: ['vlan id', 'vlan-id'], width: 8 }),
  ...lifeColumns,
]

/** Columns of asset types. */
export const ASSET_TYPE_COLUMNS: readonly ObjectColumn[] = [
  idColumn,
  nameColumn,
  column(
    'component',
    'Component',
    'Komponentenart',
    choices(
      ['software-application', 'software application', 'Softwareanwendung', 'software', 'anwendung'],
      ['embedded-device', 'embedded device', 'eingebettetes Gerät', 'embedded', 'plc', 'sps', 'steuerung'],
      ['host-device', 'host device', 'Rechner', 'host', 'host-gerät', 'pc', 'server'],
      ['network-device', 'network device', 'Netzgerät', 'netzwerkgerät', 'network', 'switch', 'router', 'firewall'],
    ),
    { synonyms: ['component type', 'komponente', 'komponententyp', 'art', 'kind'], required: true },
  ),
  column('vendor', 'Vendor', 'Hersteller', { type: 'text' }, { synonyms: ['manufacturer', 'maker', 'brand', 'marke'] }),
  column(
    'orderNumber',
    'Order number',
    'Bestellnummer',
    { type: 'text' },
    {
      synonyms: ['mlfb', 'article number', 'artikelnummer', 'part number', 'sachnummer'],
    },
  ),
  column('supplier', 'Supplier', 'Lieferant', ref('supplier'), { synonyms: ['lieferant id', 'supplier id'] }),
  criticalityColumn,
]
