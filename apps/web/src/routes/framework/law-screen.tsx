import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useFormats } from '../../i18n/format.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { GoLink } from '../position/go-link.tsx'
import styles from './framework.module.css'
import { toLaws } from './framework-paths.ts'
import { LAW_TONE } from './laws-screen.tsx'

type Pack = Readonly<Record<string, unknown>>

/** Facts of a law pack in the order in which a reader asks. */
const FACTS = [
  'act',
  'classNames',
  'authority',
  'csirt',
  'channel',
  'credentials',
  'registration',
  'clock',
  'fines',
  'managementLiability',
  'formerOperatorsStayEssential',
  'recital16',
  'languages',
  'languageNote',
  'recognisedFramework',
  'goldPlating',
  'confidenceNote',
] as const

/** What is known of one state's law, fact by fact, with what is not known said as such. */
export function LawScreen() {
  const { code = '' } = useParams({ strict: false })
  const law = useRead('content.law', { params: { code } }, { staleTime: Number.POSITIVE_INFINITY })
  return <Loaded query={law}>{({ law: pack }) => <LawPage pack={pack} />}</Loaded>
}

function LawPage({ pack }: { readonly pack: Pack }) {
  const { t } = useTranslation('framework')
  const { date } = useFormats()
  const name = textOf(pack['name']) ?? ''
  const status = String(pack['status'])
  const doubts = Array.isArray(pack['doubts']) ? pack['doubts'] : []
  const confidence = pack['confidence']
  return (
    <Page
      title={name}
      lead={
        <span className="row">
          <Badge tone={LAW_TONE[status] ?? 'neutral'}>{t(`law.statuses.${status as 'none'}`)}</Badge>
          <span>
            {t('law.asOf')} {date(String(pack['asOf']))}
          </span>
        </span>
      }
    >
      <nav className={styles['crumbs']} aria-label={t('tabs.laws')}>
        <GoLink to={toLaws()}>{t('tabs.laws')}</GoLink>
        <span aria-hidden="true">›</span>
        <span>{name}</span>
      </nav>
      <div className={styles['reader']}>
        <Panel>
          <dl className={styles['law']}>
            {FACTS.filter((fact) => pack[fact] !== undefined).map((fact) => (
              <LawFact key={fact} name={fact} term={t(`law.fact.${fact}`)} value={pack[fact]} />
            ))}
          </dl>
        </Panel>
        <div className="stack-lg">
          <Panel title={`${t('law.doubts')} (${doubts.length})`}>
            <ul style={{ margin: 0, paddingLeft: 18 }}>
              {doubts.map((one) => (
                <li key={textOf(one) ?? ''}>{textOf(one)}</li>
              ))}
            </ul>
          </Panel>
          <SourceNote
            source={textOf(pack['sources']) ?? ''}
            asOf={String(pack['asOf'])}
            {...((confidence === 'high' || confidence === 'medium' || confidence === 'low') && { confidence })}
          />
          <p className="muted small">{t('lawsLead')}</p>
        </div>
      </div>
    </Page>
  )
}

function LawFact({ name, term, value }: { readonly name: string; readonly term: string; readonly value: unknown }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <Value name={name} value={value} />
      </dd>
    </>
  )
}

/** A text in both languages, in the one of the page. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  const both = value as { readonly en?: unknown; readonly de?: unknown }
  const said = both[currentLanguage()] ?? both.en
  return typeof said === 'string' ? said : null
}

const languageName = (code: string): string => new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(code) ?? code

/** A fact of a pack as words: texts, dates, figures, lists, and nested facts under their names. */
function Value({ name, value }: { readonly name: string; readonly value: unknown }): ReactNode {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const { date, count } = useFormats()
  if (value === 'unknown' || value === null) return <span className="muted">{t('law.notKnown')}</span>
  if (typeof value === 'boolean') return common(value ? 'yes' : 'no')
  if (typeof value === 'number') return count(value)
  if (name === 'languages' && Array.isArray(value)) return value.map((one) => languageName(String(one))).join(', ')
  const text = textOf(value)
  if (text !== null) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text)
    const word: string = t(`law.word.${text as 'none'}`, { defaultValue: '' })
    return word === '' ? text : word
  }
  if (Array.isArray(value)) return value.map((one) => textOf(one) ?? '').join(', ')
  return (
    <dl className={styles['nested']}>
      {Object.entries(value as Pack).map(([key, one]) => (
        <LawFact key={key} name={key} term={t(`law.part.${key as 'name'}`, { defaultValue: key })} value={one} />
      ))}
    </dl>
  )
}
