import type { Sentences } from '../sentences.ts'

/** Descriptions of the parts of a workspace, which an issue gives as a hint. */
export const HINTS: Sentences = {
  'The same hash without the line of `knownAt`: equal for two freezes between which no number changed.':
    'Derselbe Hash ohne die Zeile `knownAt`: gleich, wenn sich zwischen zwei eingefrorenen Ständen keine Zahl geändert hat.',
  'Version of this format.': 'Version dieses Formats.',
  'Valid date of the position asked for (`caponier position --jsonl`).': 'Tag des gefragten Stands (`caponier position --jsonl`).',
  'Only what was recorded by then counts; absent or null = everything.': 'Nur was bis dahin eingetragen war, zählt; fehlt es, zählt alles.',
  'Calendar date, YYYY-MM-DD.': 'Datum wie 2026-03-31.',
  'Instant in UTC, e.g. 2026-11-23T10:15:00Z.': 'Zeitpunkt in UTC, etwa 2026-11-23T10:15:00Z.',
  'Stable id, lower-case; never reused for something else.': 'Bleibende Id in Kleinbuchstaben; nie für anderes wiederverwendet.',
  'Worldwide turnover of the undertaking, for fine ceilings (Art. 34).':
    'Weltweiter Umsatz des Unternehmens, für die Obergrenzen der Geldbußen (Art. 34).',
  'Units of the currency for one euro.': 'Einheiten der Währung für einen Euro.',
  'Adopted frameworks; one edition of 2-1.': 'Übernommene Rahmenwerke; eine Ausgabe von 2-1.',
  'Framework and edition, e.g. iec62443-3-3:2013, iec62443-2-1:2024, nis2:2022, cir-2024-2690:2024.':
    'Rahmenwerk und Ausgabe, etwa iec62443-3-3:2013, iec62443-2-1:2024, nis2:2022, cir-2024-2690:2024.',
  'ISO 3166-1 alpha-2 code.': 'Länderkürzel nach ISO 3166-1 alpha-2.',
  'Further states with an establishment; states of its sites are added by themselves.':
    'Weitere Staaten mit einer Niederlassung; Staaten der Standorte kommen von selbst hinzu.',
  'Ids from `caponier scope activities`.': 'Kennungen der Tätigkeiten aus den Anhängen.',
  'Annual work units (2003/361/EC, Annex Art. 5).': 'Jahresarbeitseinheiten (2003/361/EG, Anhang Art. 5).',
  'EUR when absent; others need an exchange rate.': 'EUR, wenn nichts dasteht; andere brauchen einen Umrechnungskurs.',
  'Closing date; 31 December of the year when absent.': 'Abschlusstag; 31. Dezember des Jahres, wenn nichts dasteht.',
  'Id of another legal entity of the workspace, or the name of an outside enterprise.':
    'Id eines anderen Rechtsträgers, oder der Name eines Unternehmens außerhalb.',
  'Majority of votes, right to appoint the board, or dominant influence.':
    'Stimmenmehrheit, Recht zur Bestellung der Leitung oder beherrschender Einfluss.',
  'up: the other holds us; down: we hold the other.': 'up: das andere hält uns; down: wir halten das andere.',
  'Figures of an outside enterprise.': 'Zahlen eines Unternehmens außerhalb.',
  'Recital 16: own network and information systems, independent of the group.':
    'Erwägungsgrund 16: eigene Netz- und Informationssysteme, vom Konzern unabhängig.',
  'Person accountable.': 'Verantwortliche Person.',
  'Contact data for the registration (Art. 3(4)).': 'Kontaktdaten für die Registrierung (Art. 3 Abs. 4).',
  'Public IP ranges of the entity, IPv4 or IPv6 prefixes.': 'Öffentliche IP-Bereiche des Rechtsträgers, IPv4- oder IPv6-Präfixe.',
  'Day on which it was submitted.': 'Tag, an dem es eingereicht wurde.',
  'Number or receipt that the authority gave.': 'Nummer oder Beleg der Behörde.',
  'First day it exists; absent = always.': 'Erster Tag, an dem es besteht; fehlt er, schon immer.',
  'Last day it exists; absent = still.': 'Letzter Tag, an dem es besteht; fehlt er, noch immer.',
  'When it was entered; absent = always known.': 'Wann es eingetragen wurde; fehlt es, war es immer bekannt.',
  'Legal entities the site serves.': 'Rechtsträger, denen der Standort dient.',
  'Weight in means over subjects: 1 low, 2 medium (default), 3 high.':
    'Gewicht in Mitteln über Gegenstände: 1 niedrig, 2 mittel (üblich), 3 hoch.',
  'Supports in-scope services; true when absent.': 'Trägt erfasste Dienste; true, wenn nichts dasteht.',
  'Seven levels 0..4 in the order IAC UC SI DC RDF TRE RA; null = missing.':
    'Sieben Stufen 0 bis 4 in der Folge IAC UC SI DC RDF TRE RA; null, wo sie fehlt.',
  'Zones it joins.': 'Zonen, die er verbindet.',
  'External networks it joins, e.g. Internet, vendor.': 'Äußere Netze, die er verbindet, etwa Internet oder Hersteller.',
  'Why SL-T may lie below a zone it joins (rule 6).': 'Warum SL-T unter dem einer verbundenen Zone liegen darf (Regel 6).',
  'forward: from the first zone joined to the others.': 'forward: von der ersten verbundenen Zone zu den anderen.',
  'IPv4 or IPv6 prefixes, e.g. 10.20.3.0/24.': 'IPv4- oder IPv6-Präfixe, etwa 10.20.3.0/24.',
  'Fields a person changed by hand; a re-import leaves them alone.':
    'Felder, die jemand von Hand geändert hat; ein neuer Import lässt sie stehen.',
  'What the last import wrote, per column; where the asset says something else now, a person changed it and a re-import keeps that.':
    'Was der letzte Import je Spalte schrieb; wo das Asset jetzt anderes sagt, hat es jemand geändert, und ein neuer Import lässt es stehen.',
  'The service is known only by its port.': 'Der Dienst ist nur am Port erkannt.',
  'Reason why this flow needs no conduit or this peer is allowed.':
    'Grund, warum dieser Datenfluss keinen Conduit braucht oder diese Gegenstelle erlaubt ist.',
  'Legal entities it serves; all when absent.': 'Rechtsträger, denen es dient; alle, wenn nichts dasteht.',
  'Sites it serves; all sites of its entities when absent.':
    'Standorte, denen es dient; alle Standorte seiner Rechtsträger, wenn nichts dasteht.',
  'Conduit.': 'Conduit.',
  'When a planned control is to operate.': 'Wann eine geplante Schutzmaßnahme in Betrieb sein soll.',
  'First day on which it proves something.': 'Erster Tag, an dem er etwas belegt.',
  'Last day on which it proves something; absent = open.': 'Letzter Tag, an dem er etwas belegt; fehlt er, ist es offen.',
  'What a requirement is answered for: organisation, entity:ID, site:ID, suc:ID, zone:ID, conduit:ID, asset-type:ID, supplier:ID or product:ID.':
    'Wofür eine Anforderung beantwortet ist: organisation, entity:ID, site:ID, suc:ID, zone:ID, conduit:ID, asset-type:ID, supplier:ID oder product:ID.',
  'compensated and not-applicable need a justification, else they count as not-assessed (rule 1).':
    'compensated und not-applicable brauchen eine Begründung, sonst zählen sie als not-assessed (Regel 1).',
  'ML 1..4, for 2-1, 2-4 and 4-1.': 'ML 1 bis 4, für 2-1, 2-4 und 4-1.',
  'Valid from; absent = always.': 'Gültig ab; fehlt es, schon immer.',
  'When a person should look again, for compensated and not-applicable.':
    'Wann wieder jemand hinsehen soll, bei compensated und not-applicable.',
  'State the controls aim at; met when absent.': 'Zustand, auf den die Schutzmaßnahmen zielen; met, wenn nichts dasteht.',
  'Day on which it was confirmed.': 'Tag, an dem es bestätigt wurde.',
  'First day on which it no longer holds.': 'Erster Tag, an dem es nicht mehr gilt.',
  'Person who is to look again.': 'Wer wieder hinsehen soll.',
}
