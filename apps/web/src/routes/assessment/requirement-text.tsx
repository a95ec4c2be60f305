import { useTranslation } from 'react-i18next'
import type { RequirementText } from '@caponier/contract/assessment/assessments'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import detailCss from './detail.module.css'

/** Texts change with the program only; they are read once. */
export const TEXT_LIFE = { staleTime: Number.POSITIVE_INFINITY } as const

export const textRequest = (tenant: string, framework: string, requirement: string) => ({
  params: { tenant, framework, requirement },
  query: { language: currentLanguage() },
})

export const useRequirementText = (framework: string, requirement: string) =>
  useRead('requirements.text', textRequest(useTenant(), framework, requirement), TEXT_LIFE)

/** Everything we say about a requirement. */
export function RequirementWords({
  framework,
  requirement,
  target,
}: {
  readonly framework: string
  readonly requirement: string
  readonly target?: number | null
}) {
  const query = useRequirementText(framework, requirement)
  return <Loaded query={query}>{(text) => <Words text={text} target={target ?? null} />}</Loaded>
}

function Words({ text, target }: { readonly text: RequirementText; readonly target: number | null }) {
  const { t } = useTranslation('assessment')
  return (
    <div className={detailCss.text} lang={text.language}>
      {text.language !== currentLanguage() && <p className="muted small">{t('detail.englishOnly')}</p>}
      <Part title={t('detail.question')} text={text.question} />
      <Part title={t('detail.intent')} text={text.intent} />
      <Part title={t('detail.why')} text={text.why} />
      <Part title={t('detail.good')} text={text.good} />
      <EvidenceList text={text} />
      <Part title={t('detail.verify')} text={text.verify} />
      <LevelLadder text={text} target={target} />
      {text.responsibility !== null && (
        <>
          <h3>{t('detail.responsibility')}</h3>
          <dl className="facts">
            {(['owner', 'integrator', 'supplier'] as const).map((who) => (
              <Pair key={who} term={t(`detail.${who}`)} text={text.responsibility?.[who] ?? ''} />
            ))}
          </dl>
        </>
      )}
      <DutyList text={text} />
      <SourceNote source={text.source} confidence={text.confidence} doubt={text.doubt} />
    </div>
  )
}

const Pair = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </>
)

function Part({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null) return null
  return (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
    </>
  )
}

export function EvidenceList({ text }: { readonly text: RequirementText }) {
  const { t } = useTranslation('assessment')
  if (text.evidence.length === 0) return null
  return (
    <>
      <h3>{t('detail.evidence')}</h3>
      <ul>
        {text.evidence.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  )
}

/** What changes per SL or ML, the target marked. */
export function LevelLadder({ text, target }: { readonly text: RequirementText; readonly target: number | null }) {
  const { t } = useTranslation('assessment')
  const levels = Object.entries(text.levels)
  if (levels.length === 0) return null
  return (
    <>
      <h3>{t('detail.levels')}</h3>
      <dl className={detailCss.ladder}>
        {levels.map(([level, change]) => (
          <Rung key={level} level={level} change={change} isNow={target !== null && Number(level) === target} />
        ))}
      </dl>
    </>
  )
}

const Rung = ({ level, change, isNow }: { readonly level: string; readonly change: string; readonly isNow: boolean }) => (
  <>
    <dt>
      <span className="sl" data-level={level}>
        {level}
      </span>
    </dt>
    <dd data-now={isNow}>{change}</dd>
  </>
)

/** Duties that the requirement carries, with the strength of the mapping. */
export function DutyList({ text }: { readonly text: RequirementText }) {
  const { t } = useTranslation('assessment')
  if (text.duties.length === 0) return null
  return (
    <>
      <h3>{t('detail.duties')}</h3>
      <ul>
        {text.duties.map((duty) => (
          <li key={`${duty.id} ${duty.strength}`}>
            <strong>{duty.id}</strong> {duty.title} <Badge>{t(`detail.strength.${duty.strength}`)}</Badge>
          </li>
        ))}
      </ul>
    </>
  )
}
