import type { Language } from '@caponier/core'

/** Words of what only a server prints: a report over one part of the organisation, and the head of the activity log. */
const WORDS = {
  en: {
    entity: (name: string): string =>
      `This report covers one legal entity, ${name}, with its sites. Nothing in it is a number over the whole organisation.`,
    site: (name: string): string =>
      `This report covers one site, ${name}. Scope, the measures of a legal entity and Art. 20 are matters of the legal entity and not in it.`,
    leadSite: (name: string): string => `This is the position of one site, ${name}.`,
    head: {
      title: 'Activity log',
      why: 'Everything that was changed up to this report stands in a log in which each entry holds the hash of the one before. Whoever keeps this page can show later whether that log was rewritten or cut: the entry named here must still have this hash.',
      entry: 'Entry',
      hash: 'Hash (SHA-256)',
      signedAt: 'Signed',
      key: 'Key (fingerprint)',
      signature: 'Signature (Ed25519)',
    },
  },
  de: {
    entity: (name: string): string =>
      `Dieser Bericht betrifft eine Einrichtung, ${name}, mit ihren Standorten. Keine Zahl darin gilt für die ganze Organisation.`,
    site: (name: string): string =>
      `Dieser Bericht betrifft einen Standort, ${name}. Anwendungsbereich, die Maßnahmen einer Einrichtung und Art. 20 sind Sache der Einrichtung und stehen nicht darin.`,
    leadSite: (name: string): string => `Dies ist die Lage eines Standorts, ${name}.`,
    head: {
      title: 'Aktivitätsprotokoll',
      why: 'Alles, was bis zu diesem Bericht geändert wurde, steht in einem Protokoll, in dem jeder Eintrag den Hash des vorigen enthält. Wer diese Seite aufbewahrt, kann später zeigen, ob das Protokoll umgeschrieben oder gekürzt wurde: der hier genannte Eintrag muss noch diesen Hash haben.',
      entry: 'Eintrag',
      hash: 'Hash (SHA-256)',
      signedAt: 'Unterzeichnet',
      key: 'Schlüssel (Fingerabdruck)',
      signature: 'Signatur (Ed25519)',
    },
  },
} as const

export const partWords = (lang: Language): (typeof WORDS)[Language] => WORDS[lang]
