import type { method as en } from '../en/method.ts'
import type { WordsOf } from '../words-of.ts'

export const method: WordsOf<typeof en> = {
  title: 'So werden die Zahlen gerechnet',
  lead: 'Die Regeln hinter jeder Zahl, in Kürze. Vollständig und mit einem Rechenbeispiel stehen sie in der Dokumentation (docs/method).',
  docs: 'Vollständig: docs/method/{{page}}.md',
  topics: {
    numbers: {
      title: 'Drei Zahlen',
      text: 'Umgesetzt zählt 1 für erfüllt oder durch Ersatz erfüllt, 1/2 für teilweise erfüllt, sonst 0. Geplant zählt mindestens so viel, oder das, worauf eine verknüpfte geplante oder laufende Maßnahme zielt. Nachgewiesen zählt wie umgesetzt, aber nur, wo heute mindestens ein verknüpfter Nachweis gültig ist. Nicht anwendbar steht in keinem Nenner. Deshalb liegt nachgewiesen nie über umgesetzt und umgesetzt nie über geplant.',
      short: 'erfüllt 1, teilweise 1/2, sonst 0; nachgewiesen nur mit gültigem Nachweis',
      page: 'coverage',
    },
    measure: {
      title: 'Eine NIS2-Maßnahme',
      text: 'Eine Maßnahme ist das einfache Mittel ihrer Pflichten. Pflichten, für die nichts anwendbar ist, bleiben außen vor. Neben dem Mittel steht das Schwächste, denn ein Mittel verdeckt es.',
      short: 'einfaches Mittel ihrer Pflichten',
      page: 'coverage',
    },
    duty: {
      title: 'Eine Pflicht und ihre Träger',
      text: 'Beantwortet: die eigene Antwort der Pflicht. Getragen: das Mittel der Anforderungen, die sie tragen, gewichtet nach Stärke (voll 1, teilweise 1/2, stützt 1/4; geringe Sicherheit wiegt wie stützt). Teilweise getragen: zur Hälfte die eigene Antwort, zur Hälfte die Träger, oder die Hälfte, die es gibt. Nur übernommene Normen zählen.',
      short: 'eigene Antwort, Träger gewichtet 1 : 1/2 : 1/4, oder je zur Hälfte',
      page: 'coverage',
    },
    requirement: {
      title: 'Eine Anforderung über Gegenstände',
      text: 'Das Mittel über ihre anwendbaren Gegenstände im Rechtsträger oder Standort, gewichtet nach Kritikalität 1 bis 3. Erst danach wird über Anforderungen gemittelt, damit viele Zonen nie eine Pflicht überstimmen. Anforderungen aus IEC 62443-3-3 zählen an einer Zone bis zu ihrem Ziel-Level; wer eine Pflicht voll trägt, zählt überall.',
      short: 'Mittel über Gegenstände, gewichtet nach Kritikalität',
      page: 'coverage',
    },
    level: {
      title: 'Security Level',
      text: 'Level n hält, wenn jede bis n gewählte Anforderung und Erweiterung erfüllt, durch Ersatz erfüllt oder nicht anwendbar ist und mindestens eine davon erfüllt oder durch Ersatz erfüllt. SL-A ist das höchste Level, das hält. SL-E verlangt dasselbe mit gültigem Nachweis. Die sieben Level stehen nebeneinander; eine einzelne Zahl ist immer ihr Minimum.',
      short: 'höchstes Level, auf dem jede gewählte Zeile erfüllt ist',
      page: 'security-level',
    },
    answer: {
      title: 'Eine Antwort',
      text: 'Es zählt die eigene Antwort eines Gegenstands, sonst die nächste darüber, wenn die Anforderung vererbbar ist. Nicht bewertet überschreibt nie. Ein bestätigter Widerspruch begrenzt die Antwort auf teilweise, bis er behandelt ist. Teilen sich mehrere Rechtsträger einen Standort, zählt die niedrigste ihrer Antworten.',
      short: 'eigene Antwort, sonst die nächste darüber; ein Widerspruch begrenzt auf teilweise',
      page: 'position',
    },
    maturity: {
      title: 'Reifegrad',
      text: 'Reifegrade ML 1 bis 4 werden je Anforderung aus 2-1, 2-4 und 4-1 erfasst, unabhängig vom Zustand. Der Grad eines Bereichs ist der niedrigste seiner anwendbaren Anforderungen; was nicht erfasst ist, zählt als 0.',
      short: 'niedrigster der anwendbaren Anforderungen',
      page: 'position',
    },
    cir: {
      title: 'Durchführungsverordnung (EU) 2024/2690',
      text: 'Das einfache Mittel über die anwendbaren Punkte des Anhangs, gekennzeichnet als bindend, wo die Verordnung den Rechtsträger bindet, sonst als Maßstab.',
      short: 'einfaches Mittel über die Punkte des Anhangs',
      page: 'coverage',
    },
    carried: {
      title: 'Getragener Anteil',
      text: 'Wie viel einer Maßnahme IEC 62443 überhaupt tragen kann: das Mittel über ihre Pflichten aus 1 (getragen), 1/2 (teilweise) und 0 (beantwortet). Der Rest ist direkt zu beantworten.',
      short: 'Mittel aus 1 getragen, 1/2 teilweise, 0 beantwortet',
      page: 'coverage',
    },
  },
}
