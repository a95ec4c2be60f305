import type { Sentences } from './sentences-en.ts'

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} und ${items.at(-1) ?? ''}`

export const sentencesDe = {
  list,
  more: (count) => `${count} weitere, siehe die Tabelle (XLSX) zu diesem Bericht.`,
  ringsAlt: (entity, numbers) => `Abdeckung der zehn Maßnahmen bei ${entity}, vorgesehen, umgesetzt und nachgewiesen: ${numbers}.`,
  lead: (entities, bound, open) =>
    `${plural(entities, 'Rechtsträger wurde', 'Rechtsträger wurden')} geprüft. Nach der Richtlinie ${bound === 1 ? 'ist' : 'sind'} ${bound} wesentlich oder wichtig${
      open === 0 ? '' : `; ${open} ${open === 1 ? 'ist' : 'sind'} offen, bis die Rechtsberatung geantwortet hat`
    }.`,
  leadLevels: (below, all) =>
    all === 0
      ? 'Noch ist keine Zone erfasst, über die Werke lässt sich daher nichts sagen.'
      : `Von ${plural(all, 'Zone oder Conduit', 'Zonen und Conduits')} ${below === 1 ? 'liegt' : 'liegen'} ${below} unter dem Security-Level, das als Ziel gesetzt ist.`,
  leadFindings: (high, all) =>
    all === 0
      ? 'Die Konsistenzprüfung hat nichts festgestellt.'
      : `Die Konsistenzprüfung hat ${plural(all, 'Punkt', 'Punkte')} festgestellt, davon ${high} mit hoher Schwere.`,
  binds: {
    act: (state, name) => `${state}: ${name}`,
    noAct: (state) => `${state}: kein Gesetz in Kraft, noch bindet nichts`,
    fine: (amount) => `Geldbuße bis ${amount}`,
    cir: 'Durchführungsverordnung (EU) 2024/2690',
    nothing: 'keine NIS2-Pflicht',
  },
  gap: (fr, achieved, target) => `${fr}: Level ${achieved}, Ziel ${target}`,
  gapRows: (count, duties) =>
    `${plural(count, 'Anforderung fehlt', 'Anforderungen fehlen')}, dahinter ${plural(duties, 'NIS2-Pflicht', 'NIS2-Pflichten')}`,
  allGaps: (places, gaps) =>
    `Insgesamt ${plural(gaps, 'Lücke', 'Lücken')} an ${plural(places, 'Stelle', 'Stellen')}; Reihenfolge und Regel stehen in Kapitel 5.`,
  overdue: {
    control: (name, due, days) => `${name}: fällig am ${due}, ${plural(days, 'Tag', 'Tage')} überfällig`,
    moreControls: (count) => plural(count, 'weitere Schutzmaßnahme überfällig', 'weitere Schutzmaßnahmen überfällig'),
    evidence: (count) => plural(count, 'Nachweis abgelaufen', 'Nachweise abgelaufen'),
    contradictions: (count) =>
      `${plural(count, 'Antwort wird', 'Antworten werden')} durch Beobachtungen widerlegt; dies ist noch nicht behandelt`,
    registration: (entities, state, date) => `Registrierung in ${state} war bis ${date} fällig; prüfen, ob sie erfolgt ist (${entities})`,
  },
  decisions: {
    approve: 'Die Risikomanagementmaßnahmen im Bereich der Cybersicherheit, wie sie in diesem Bericht stehen, billigen oder zurückgeben.',
    gaps: (below) =>
      `Mittel für die gewichtigsten Lücken freigeben oder das Risiko schriftlich akzeptieren: ${plural(below, 'Stelle liegt', 'Stellen liegen')} unter dem Ziel.`,
    controls: (count) =>
      `Für ${plural(count, 'überfällige Schutzmaßnahme', 'überfällige Schutzmaßnahmen')} einen neuen Termin mit Begründung setzen.`,
    counsel: (count) =>
      `Die Rechtsberatung mit ${plural(count, 'offenen Frage', 'offenen Fragen')} zu Anwendungsbereich und Klasse beauftragen.`,
    registration: (states) => `Die Registrierung bei der Behörde bestätigen: ${list(states)}.`,
    training: (lowest, entity) =>
      `An der Schulung für das Leitungsorgan teilnehmen und dies festhalten (${entity}: Art. 20 zu ${lowest} umgesetzt).`,
    evidence: (expired, expiring) =>
      `Bestimmen, wer die Nachweise erneuert: ${expired} abgelaufen, ${expiring} ${expiring === 1 ? 'läuft' : 'laufen'} in 90 Tagen ab.`,
  },
  articles: {
    approve: 'Art. 20 Abs. 1',
    gaps: 'Art. 21 Abs. 1',
    controls: 'Art. 20 Abs. 1',
    counsel: 'Art. 2, 3',
    registration: 'Art. 3 Abs. 4',
    training: 'Art. 20 Abs. 2',
    evidence: 'Art. 21 Abs. 2 Buchst. f',
  },
  registration: {
    portal: (portal) => `Portal: ${portal}.`,
  },
  deadline: {
    hours: (hours) => `${hours} h`,
    earlyWarning: (time) => `Frühwarnung ${time}`,
    notification: (time) => `Meldung ${time}`,
    noNotification: 'keine gesonderte Meldung',
    finalReport: (time, from) => `Abschlussbericht ${time} nach ${from}`,
    from: (anchor) => `gezählt ab ${anchor}`,
    anchors: {
      awareness: 'Kenntnisnahme',
      detection: 'Erkennung',
      establishment: 'Feststellung des Vorfalls',
      determination: 'Einstufung als erheblich',
      unknown: 'einem nicht bekannten Zeitpunkt',
    },
    finalFrom: {
      'notification-submission': 'Übermittlung der Meldung',
      'early-warning': 'der Frühwarnung',
      resolution: 'Behebung des Vorfalls',
      awareness: 'Kenntnisnahme',
      'end-of-impact': 'Ende der Auswirkungen',
      unknown: 'einem nicht bekannten Zeitpunkt',
    },
    units: {
      month: (count) => plural(count, 'Monat', 'Monate'),
      days: (count) => plural(count, 'Tag', 'Tage'),
      'working-days': (count) => plural(count, 'Arbeitstag', 'Arbeitstage'),
    },
    unknown: 'nicht bekannt',
  },
  fine: {
    rule: (amount, percent, rule) =>
      `der ${rule === 'lower-of' ? 'niedrigere' : 'höhere'} Betrag aus ${amount} und ${percent} des weltweiten Umsatzes`,
    share: (turnover) => `hier zählt der Anteil am Umsatz von ${turnover}`,
    fixed: 'hier zählt der feste Betrag',
    rate: (perEur, currency, date, source) => `${perEur.replace('.', ',')} ${currency} je EUR am ${date}, ${source}`,
    none: 'keine für diese Klasse',
    notYet: 'keine in Kraft',
    drafted: (ceiling) => `nach Entwurf oder Richtlinie: ${ceiling}`,
  },
  titleRow: (count) => plural(count, 'Punkt', 'Punkte'),
  method: [
    'Eine Antwort zählt 0 (nicht bewertet, nicht erfüllt), 1/2 (teilweise erfüllt) oder 1 (erfüllt, kompensiert); „nicht anwendbar“ fällt aus jedem Nenner. „Kompensiert“ und „nicht anwendbar“ brauchen eine Begründung.|docs/method/position.md, Abschnitte 2 und 5',
    '„Vorgesehen“ nimmt hinzu, was verknüpfte geplante oder wirkende Schutzmaßnahmen anstreben; „nachgewiesen“ zählt nur mit gültigem Nachweis. Daher liegt „nachgewiesen“ nie über „umgesetzt“ und „umgesetzt“ nie über „vorgesehen“.|Abschnitt 5',
    'Der Wert einer Anforderung ist das nach Kritikalität (1 bis 3) gewichtete Mittel ihrer Gegenstände; erst dann werden Anforderungen zusammengeführt, damit viele Zonen nie eine Pflicht überstimmen.|Abschnitt 7',
    'Der Wert einer Pflicht ist das Mittel aus eigener Antwort und Trägern oder eines von beiden; Träger wiegen 1 (voll), 1/2 (teilweise) oder 1/4 (stützend oder von geringer Verlässlichkeit). Der Wert einer Maßnahme ist das Mittel ihrer Pflichten.|Abschnitt 8',
    'Level n einer grundlegenden Anforderung gilt, wenn jede bis n verlangte Anforderung erfüllt, kompensiert oder nicht anwendbar ist und mindestens eine erfüllt oder kompensiert. Alle 100 Zeilen der IEC 62443-3-3 zählen, gleich welches Ziel gilt.|Abschnitt 6',
    'Das nachgewiesene Level verlangt zudem gültige Nachweise hinter jeder Zeile. Wo eine einzelne Zahl für den Vektor steht, ist es das Minimum der sieben.|Abschnitt 6',
    'Lücken sind geordnet nach fehlenden Stufen mal Kritikalität, dann nach der Zahl der NIS2-Pflichten hinter den fehlenden Anforderungen.|Kapitel 5',
    'Ein Bereich hat den Reifegrad seiner schwächsten anwendbaren Anforderung; nicht Erfasstes zählt als 0.|Abschnitt 9',
    'Prozente sind aus den neun Nachkommastellen von position.json kaufmännisch auf eine gerundet. Keine heißt „konform“.|Abschnitt 10',
  ],
} satisfies Sentences
