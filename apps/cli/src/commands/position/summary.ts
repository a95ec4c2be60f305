import type { Language, Position } from '@caponier/offline'
import type { Terminal } from '../../terminal.ts'
import { table } from '../../terminal.ts'
import { classWord, level } from './words.ts'

const WORDS = {
  en: {
    position: 'position as of',
    content: 'content',
    entity: 'legal entity',
    class: 'class',
    states: 'states',
    cir: '2024/2690',
    binding: 'binding',
    coverage: 'Coverage of Art. 21(2) in percent: designed / implemented / evidenced',
    levels: 'Security levels (IEC 62443-3-3)',
    site: 'site',
    zones: 'zones and conduits',
    meet: 'meet SL-T',
    below: 'below',
    lowest: 'lowest SL-A',
    evidenced: 'lowest SL-E',
    weakest: 'weakest',
    findings: 'Findings',
    high: 'high',
    medium: 'medium',
    low: 'low',
    none: 'none',
    more: 'more',
    sides: { designed: 'd', implemented: 'i', evidenced: 'e' },
  },
  de: {
    position: 'Position zum',
    content: 'Inhalt',
    entity: 'Rechtsträger',
    class: 'Klasse',
    states: 'Staaten',
    cir: '2024/2690',
    binding: 'bindend',
    coverage: 'Abdeckung von Art. 21 Abs. 2 in Prozent: vorgesehen (v) / umgesetzt (u) / nachgewiesen (n)',
    levels: 'Security-Level (IEC 62443-3-3)',
    site: 'Werk',
    zones: 'Zonen und Conduits',
    meet: 'am SL-T',
    below: 'darunter',
    lowest: 'niedrigstes SL-A',
    evidenced: 'niedrigstes SL-E',
    weakest: 'schwächste Stelle',
    findings: 'Feststellungen',
    high: 'hoch',
    medium: 'mittel',
    low: 'niedrig',
    none: 'keine',
    more: 'weitere',
    sides: { designed: 'v', implemented: 'u', evidenced: 'n' },
  },
} as const

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const
const FRS = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const

/** The position on one screen: class, coverage, levels, findings. */
export function printSummary(terminal: Terminal, position: Position, lang: Language): string {
  const words = WORDS[lang]
  const { paint } = terminal
  const counts = (['high', 'medium', 'low'] as const).map(
    (severity) => `${position.findings.filter((one) => one.severity === severity).length} ${words[severity]}`,
  )
  return [
    `${paint.bold(position.organisation.name)}  ${words.position} ${paint.bold(position.asOf)}  ${paint.dim(`${words.content} ${position.contentVersion}, ${position.frameworks.join(' ')}`)}`,
    '',
    table(
      terminal,
      [{ title: words.entity, most: 40 }, { title: words.class }, { title: words.states }, { title: words.cir }],
      position.scope.map((one) => [
        one.name,
        classWord(one.class, lang),
        one.national.map((state) => `${state.state}${state.inForce === true ? '' : '*'}`).join(' '),
        position.cir.find((cir) => cir.entity === one.entity)?.binding === true ? words.binding : '-',
      ]),
    ),
    paint.dim(words.coverage),
    table(
      terminal,
      [{ title: words.entity, most: 22 }, { title: '' }, ...LETTERS.map((letter) => ({ title: `(${letter})`, align: 'right' as const }))],
      position.scope.flatMap((one) =>
        (['designed', 'implemented', 'evidenced'] as const).map((side, index) => [
          index === 0 ? one.entity : '',
          words.sides[side],
          ...LETTERS.map((letter) => {
            const value =
              position.measures.find((measure) => measure.entity === one.entity && measure.ref === `21(2)(${letter})`)?.[side] ?? null
            return value === null ? '-' : String(Math.floor(value * 100 + 0.5))
          }),
        ]),
      ),
    ),
    paint.dim(words.levels),
    table(
      terminal,
      [
        { title: words.site, most: 26 },
        { title: words.zones, align: 'right' },
        { title: words.meet, align: 'right' },
        { title: words.below, align: 'right' },
        { title: words.lowest, align: 'right' },
        { title: words.evidenced, align: 'right' },
        { title: words.weakest, most: 40 },
      ],
      siteRows(position),
    ),
    `${paint.bold(words.findings)}  ${counts.join(', ')}`,
    ...position.findings
      .slice(0, 5)
      .map(
        (finding) =>
          `  ${(finding.severity === 'high' ? paint.bad : paint.warn)(words[finding.severity])}  ${shorten(finding.reason, terminal.width - 10)}`,
      ),
    ...(position.findings.length > 5 ? [paint.dim(`  ${position.findings.length - 5} ${words.more}`)] : []),
    '',
  ].join('\n')
}

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, Math.max(20, most - 1))}…` : text)

function siteRows(position: Position): string[][] {
  const all = [...position.zones.map((zone) => ({ ...zone, sites: [zone.site] })), ...position.conduits]
  const sites = [...new Set(all.flatMap((one) => one.sites))].sort()
  return sites.map((site) => {
    const here = all.filter((one) => one.sites.includes(site))
    const meets = here.filter((one) =>
      one.slTarget.every((target, index) => one.slAchieved[index] === null || (one.slAchieved[index] ?? 0) >= (target ?? 0)),
    )
    const worst = [...here].sort((a, b) => gap(b) - gap(a))[0]
    const minimum = (values: (number | null)[]): number | null =>
      values.reduce<number | null>((best, value) => (value === null ? best : best === null ? value : Math.min(best, value)), null)
    return [
      site,
      String(here.length),
      String(meets.length),
      String(here.length - meets.length),
      level(minimum(here.map((one) => one.achievedMinimum))),
      level(minimum(here.map((one) => one.evidencedMinimum))),
      worst === undefined || gap(worst) === 0
        ? ''
        : `${worst.id} ${FRS.filter((_, index) => (worst.slTarget[index] ?? 0) > (worst.slAchieved[index] ?? 9)).join(' ')}`,
    ]
  })
}

const gap = (one: Pick<Position['zones'][number], 'slTarget' | 'slAchieved' | 'criticality'>): number =>
  one.slTarget.reduce<number>((sum, target, index) => sum + Math.max(0, (target ?? 0) - (one.slAchieved[index] ?? target ?? 0)), 0) *
  one.criticality
