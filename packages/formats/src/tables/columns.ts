/** One column of an import or export sheet. */
export interface Column<Field extends string> {
  readonly field: Field
  readonly header: { readonly en: string; readonly de: string }
  /** Other headers that mean this column, any letter case. */
  readonly synonyms: readonly string[]
  /** Written by the export for people, not read back. */
  readonly informative?: true
  /** Characters, for XLSX. */
  readonly width: number
}

export type AssetField =
  | 'id'
  | 'name'
  | 'site'
  | 'zone'
  | 'type'
  | 'version'
  | 'serial'
  | 'location'
  | 'owner'
  | 'address'
  | 'mac'
  | 'network'
  | 'interface'
  | 'from'
  | 'until'

export const ASSET_COLUMNS: readonly Column<AssetField>[] = [
  {
    field: 'id',
    header: { en: 'Id', de: 'Id' },
    synonyms: [
      'asset id',
      'asset',
      'kennung',
      'inventory number',
      'inventarnummer',
      'inventar-nr',
      'anlagen-id',
      'asset-id',
      'tag',
      'betriebsmittelkennzeichen',
      'bmk',
    ],
    width: 26,
  },
  {
    field: 'name',
    header: { en: 'Name', de: 'Name' },
    synonyms: [
      'asset name',
      'device',
      'device name',
      'gerät',
      'gerätename',
      'bezeichnung',
      'description',
      'beschreibung',
      'hostname',
      'host',
    ],
    width: 34,
  },
  { field: 'site', header: { en: 'Site', de: 'Standort' }, synonyms: ['plant', 'werk', 'factory', 'site id', 'betriebsstätte'], width: 18 },
  { field: 'zone', header: { en: 'Zone', de: 'Zone' }, synonyms: ['security zone', 'zone id', 'sicherheitszone', 'segment'], width: 26 },
  {
    field: 'type',
    header: { en: 'Type', de: 'Typ' },
    synonyms: [
      'asset type',
      'device type',
      'model',
      'modell',
      'gerätetyp',
      'order number',
      'bestellnummer',
      'mlfb',
      'article number',
      'artikelnummer',
    ],
    width: 26,
  },
  {
    field: 'version',
    header: { en: 'Version', de: 'Version' },
    synonyms: ['firmware', 'firmware version', 'firmwarestand', 'software version', 'fw', 'release', 'stand'],
    width: 14,
  },
  {
    field: 'serial',
    header: { en: 'Serial number', de: 'Seriennummer' },
    synonyms: ['serial', 'serial no', 's/n', 'sn', 'serien-nr', 'fabriknummer'],
    width: 20,
  },
  {
    field: 'location',
    header: { en: 'Location', de: 'Ort' },
    synonyms: ['place', 'cabinet', 'schaltschrank', 'einbauort', 'hall', 'halle', 'raum', 'room', 'rack'],
    width: 24,
  },
  {
    field: 'owner',
    header: { en: 'Owner', de: 'Verantwortlich' },
    synonyms: ['responsible', 'owner id', 'verantwortlicher', 'zuständig', 'person'],
    width: 18,
  },
  {
    field: 'address',
    header: { en: 'IP address', de: 'IP-Adresse' },
    synonyms: ['ip', 'address', 'adresse', 'ip addresses', 'ip-adressen', 'ipv4', 'ip address(es)'],
    width: 20,
  },
  { field: 'mac', header: { en: 'MAC address', de: 'MAC-Adresse' }, synonyms: ['mac', 'hardware address', 'ethernet address'], width: 20 },
  {
    field: 'network',
    header: { en: 'Network', de: 'Netz' },
    synonyms: ['network id', 'netzwerk', 'subnet', 'subnetz', 'vlan name'],
    width: 22,
  },
  {
    field: 'interface',
    header: { en: 'Interface', de: 'Schnittstelle' },
    synonyms: ['port', 'interface name', 'nic', 'anschluss'],
    width: 16,
  },
  {
    field: 'from',
    header: { en: 'From', de: 'Von' },
    synonyms: ['in service since', 'installed', 'commissioned', 'in betrieb seit', 'inbetriebnahme', 'valid from'],
    width: 12,
  },
  {
    field: 'until',
    header: { en: 'Until', de: 'Bis' },
    synonyms: ['decommissioned', 'out of service', 'außer betrieb', 'stillgelegt', 'valid until'],
    width: 12,
  },
]

export type AnswerField =
  | 'subject'
  | 'subjectName'
  | 'framework'
  | 'requirement'
  | 'title'
  | 'state'
  | 'justification'
  | 'maturity'
  | 'note'
  | 'from'
  | 'review'
  | 'reviewer'

export const ANSWER_COLUMNS: readonly Column<AnswerField>[] = [
  { field: 'subject', header: { en: 'Subject', de: 'Gegenstand' }, synonyms: ['subject ref', 'for', 'für', 'zone', 'betrifft'], width: 28 },
  { field: 'subjectName', header: { en: 'Subject name', de: 'Name des Gegenstands' }, synonyms: [], informative: true, width: 30 },
  { field: 'framework', header: { en: 'Framework', de: 'Rahmenwerk' }, synonyms: ['standard', 'norm', 'regelwerk'], width: 22 },
  {
    field: 'requirement',
    header: { en: 'Requirement', de: 'Anforderung' },
    synonyms: ['requirement id', 'anforderungs-id', 'sr', 'control id', 'id'],
    width: 16,
  },
  {
    field: 'title',
    header: { en: 'Title', de: 'Titel' },
    synonyms: ['requirement title', 'anforderungstitel'],
    informative: true,
    width: 40,
  },
  {
    field: 'state',
    header: { en: 'State', de: 'Stand' },
    synonyms: ['status', 'answer', 'antwort', 'result', 'ergebnis', 'erfüllung', 'bewertung'],
    width: 14,
  },
  { field: 'justification', header: { en: 'Justification', de: 'Begründung' }, synonyms: ['reason', 'grund', 'rationale'], width: 40 },
  { field: 'maturity', header: { en: 'Maturity', de: 'Reifegrad' }, synonyms: ['ml', 'maturity level', 'reife'], width: 10 },
  {
    field: 'note',
    header: { en: 'Note', de: 'Notiz' },
    synonyms: ['comment', 'kommentar', 'bemerkung', 'remark', 'notes', 'anmerkung'],
    width: 50,
  },
  { field: 'from', header: { en: 'Valid from', de: 'Gültig ab' }, synonyms: ['from', 'since', 'seit', 'ab', 'date', 'datum'], width: 12 },
  {
    field: 'review',
    header: { en: 'Review by', de: 'Überprüfung bis' },
    synonyms: ['review', 'review date', 'review on', 'look again on', 'wiedervorlage', 'überprüfen am', 'überprüfung', 'prüfdatum'],
    width: 12,
  },
  {
    field: 'reviewer',
    header: { en: 'Reviewer', de: 'Überprüft von' },
    synonyms: ['reviewed by', 'review person', 'prüfer', 'überprüfende person'],
    width: 18,
  },
]
