import type { Language, Requirement, RequirementText } from '@caponier/offline'
import { type Entry, responsibilityIn } from '@caponier/offline/framework/index'
import type { Terminal } from '../../terminal.ts'
import { padEnd, wrap } from '../../terminal.ts'
import { termWord } from '../position/words.ts'

const LABELS = {
  en: {
    intent: 'Intent',
    question: 'Question',
    why: 'Why',
    good: 'Good answer',
    evidence: 'Evidence',
    verify: 'Verify',
    levels: 'Per level',
    owner: 'Owner',
    integrator: 'Integrator',
    supplier: 'Supplier',
    source: 'Source',
    confidence: 'Confidence',
    doubt: 'Doubt',
    inherit: 'Inherited',
    carried: 'By 62443',
    below: 'Below it',
    gate: 'First asked at SL',
    cir: '2024/2690',
    yes: 'yes, an answer above counts below',
    no: 'no, each subject answers for itself',
    kinds: { answered: 'not carried: answered directly', partly: 'partly carried', carried: 'carried' },
  },
  de: {
    intent: 'Absicht',
    question: 'Frage',
    why: 'Warum',
    good: 'Gute Antwort',
    evidence: 'Nachweise',
    verify: 'Prüfung',
    levels: 'Je Level',
    owner: 'Betreiber',
    integrator: 'Integrator',
    supplier: 'Lieferant',
    source: 'Quelle',
    confidence: 'Verlässlichkeit',
    doubt: 'Zweifel',
    inherit: 'Vererbung',
    carried: 'Durch 62443',
    below: 'Darunter',
    gate: 'Verlangt ab SL',
    cir: '2024/2690',
    yes: 'ja, eine Antwort weiter oben zählt auch unten',
    no: 'nein, jeder Gegenstand wird für sich beantwortet',
    kinds: { answered: 'nicht getragen: direkt zu beantworten', partly: 'teilweise getragen', carried: 'getragen' },
  },
} as const

/** One entry as a page for people. */
export function printEntry(terminal: Terminal, entry: Entry, lang: Language): string {
  const label = LABELS[lang]
  const { paint } = terminal
  const lines: string[] = []
  const width = Math.min(terminal.width, 110)
  const row = (name: string, text: string | undefined): void => {
    if (text === undefined || text === '') return
    const body = wrap(text.trim(), width - 18).split('\n')
    body.forEach((one, index) => lines.push(`  ${index === 0 ? paint.dim(padEnd(name, 15)) : ' '.repeat(15)} ${one}`))
  }
  const texts = (text: RequirementText): void => {
    row(label.intent, text.intent)
    row(label.question, text.question)
    row(label.why, text.why)
    row(label.good, text.good)
    ;(text.evidence ?? []).forEach((one, index) => row(index === 0 ? label.evidence : '', `- ${one}`))
    row(label.verify, text.verify)
    Object.entries(text.levels ?? {}).forEach(([level, one], index) => row(index === 0 ? label.levels : '', `${level}  ${one}`))
  }
  switch (entry.kind) {
    case 'requirement': {
      const { framework, requirement } = entry
      lines.push(
        `${paint.bold(requirement.id)}  ${paint.bold(requirement.title[lang])}  ${paint.dim(`${framework.key}, ${requirement.domain}`)}`,
      )
      row(label.gate, requirement.sl === undefined ? undefined : String(requirement.sl))
      texts(requirement.text[lang] ?? requirement.text.en)
      const who = responsibilityIn(requirement, lang)
      row(label.owner, who?.owner)
      row(label.integrator, who?.integrator)
      row(label.supplier, who?.supplier)
      row(label.inherit, requirement.inheritable ? label.yes : label.no)
      row(label.source, requirement.source)
      row(label.confidence, termWord(requirement.confidence, lang))
      row(label.doubt, requirement.doubt?.[lang])
      break
    }
    case 'heading':
      lines.push(`${paint.bold(entry.id)}  ${paint.bold(entry.title[lang])}  ${paint.dim(entry.framework.key)}`)
      for (const one of entry.below) lines.push(`  ${padEnd(one.id, 14)}${oneLine(one, lang)}`)
      break
    case 'measure':
      lines.push(`${paint.bold(entry.measure.article)}  ${paint.bold(entry.measure.title[lang])}`)
      row('', entry.measure.summary[lang])
      for (const duty of entry.duties) lines.push(`  ${padEnd(duty.id, 14)}${duty.title[lang]}  ${paint.dim(label.kinds[duty.carried])}`)
      break
    case 'duty': {
      const { duty } = entry
      lines.push(`${paint.bold(duty.id)}  ${paint.bold(duty.title[lang])}  ${paint.dim(duty.article)}`)
      texts(duty.text[lang])
      row(label.carried, `${label.kinds[duty.carried]}. ${duty.whyCarried[lang]}`)
      row(label.cir, duty.cir.join(', '))
      row(label.inherit, duty.inheritable ? label.yes : label.no)
      row(label.source, `${duty.source} (${duty.asOf})`)
      row(label.confidence, termWord(duty.confidence, lang))
      break
    }
  }
  return `${lines.join('\n')}\n\n`
}

const oneLine = (requirement: Requirement, lang: Language): string => requirement.title[lang]
