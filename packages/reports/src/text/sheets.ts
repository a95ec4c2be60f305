import type { Language } from '@caponier/core'

const en = {
  summary: 'Summary',
  scope: 'Scope',
  measures: 'Measures',
  duties: 'Duties',
  sites: 'Plants',
  zones: 'Zones',
  conduits: 'Conduits',
  gaps: 'Gaps',
  requirements: 'Requirements',
  maturity: 'Maturity',
  cir: '2024-2690',
  evidence: 'Evidence',
  findings: 'Findings',
  sources: 'Sources',
  kind: 'Kind',
  duty: 'Duty',
  title: 'Title',
  expiring: 'expiring within 90 days',
  proof: 'Proof',
}

const de = {
  summary: 'Überblick',
  scope: 'Anwendungsbereich',
  measures: 'Maßnahmen',
  duties: 'Pflichten',
  sites: 'Werke',
  zones: 'Zonen',
  conduits: 'Conduits',
  gaps: 'Lücken',
  requirements: 'Anforderungen',
  maturity: 'Reifegrad',
  cir: '2024-2690',
  evidence: 'Nachweise',
  findings: 'Feststellungen',
  sources: 'Quellen',
  kind: 'Art',
  duty: 'Pflicht',
  title: 'Titel',
  expiring: 'in 90 Tagen ablaufend',
  proof: 'Beleg',
} satisfies typeof en

/** Names of the sheets and the column heads that only the spreadsheet has. */
export const sheetWords = (lang: Language): typeof en => (lang === 'de' ? de : en)
