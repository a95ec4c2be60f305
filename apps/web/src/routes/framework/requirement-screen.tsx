import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useMay } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { GoLink } from '../position/go-link.tsx'
import { toRequirement } from '../position/trace-paths.ts'
import styles from './framework.module.css'
import { NIS2, toFrameworkList, toFrameworks, toMeasures, toRequirementPage } from './framework-paths.ts'
import { MappingList } from './mapping-list.tsx'
import type { RequirementShown } from './requirement-shown.ts'

const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const

/** One requirement or duty: our text per level, the mapping both ways, source and doubt. */
export function RequirementScreen() {
  const { framework = '', requirement = '' } = useParams({ strict: false })
  const shown = useRead('content.requirement', { params: { framework, requirement } }, FOREVER)
  return (
    <Loaded query={shown} rows={8}>
      {(value) => <RequirementPage key={`${framework} ${requirement}`} of={value} />}
    </Loaded>
  )
}

function RequirementPage({ of }: { readonly of: RequirementShown }) {
  const { t } = useTranslation('framework')
  const { may } = useMay()
  return (
    <Page title={`${of.id} ${of.title}`} lead={<Tags of={of} />}>
      <nav className={styles['crumbs']} aria-label={t('title')}>
        <GoLink to={toFrameworks()}>{t('title')}</GoLink>
        <span aria-hidden="true">›</span>
        <GoLink to={toFrameworkList(of.framework)}>{frameworkName(of.framework)}</GoLink>
        <span aria-hidden="true">›</span>
        <GoLink to={of.framework === NIS2 ? toMeasures(of.domain) : toFrameworkList(of.framework, `domain:eq:${of.domain}`)}>
          {of.domainTitle}
        </GoLink>
      </nav>
      <div className={styles['reader']}>
        <Panel>
          <RequirementProse of={of} />
        </Panel>
        <div className="stack-lg">
          <Panel title={t(of.framework === NIS2 ? 'mappingUp' : 'mappingDown')}>
            <MappingList of={of} />
          </Panel>
          {(of.enhancements.length > 0 || of.parent !== null) && (
            <Panel title={of.parent === null ? t('enhancements') : t('parent', { id: of.parent })}>
              {of.parent !== null && <GoLink to={toRequirementPage(of.framework, of.parent)}>{of.parent}</GoLink>}
              <ul style={{ margin: 0, paddingLeft: 18 }}>
                {of.enhancements.map((one) => (
                  <li key={one.id}>
                    <GoLink to={toRequirementPage(of.framework, one.id)}>{one.id}</GoLink> {one.title}{' '}
                    {one.gate !== null && (
                      <span className="sl" data-level={one.gate} title={t('gateHint', { gate: one.gate })}>
                        {one.gate}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {of.crosswalk.length > 0 && (
            <Panel title={t('crosswalk')}>
              {of.crosswalk.map((one) => (
                <div key={`${one.from} ${one.to.join(' ')}`} className={styles['mapping']}>
                  <span>
                    {one.from} → {one.to.length === 0 ? '–' : one.to.join(', ')}{' '}
                    <Badge>{t(`preview.relations.${one.relation as 'equal'}`)}</Badge>
                  </span>
                  <span className="muted small">{one.note}</span>
                </div>
              ))}
            </Panel>
          )}
          {may('position.read') && (
            <GoLink to={toRequirement(of.framework, of.id)} className="small">
              {t('standing')} ›
            </GoLink>
          )}
        </div>
      </div>
      <Neighbours of={of} />
    </Page>
  )
}

function Tags({ of }: { readonly of: RequirementShown }) {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  return (
    <span className="row">
      {of.article !== null && <span>{of.article}</span>}
      {of.gate !== null && (
        <span className="row">
          <span className="sl" data-level={of.gate}>
            {of.gate}
          </span>
          <span className="small">{t('gateHint', { gate: of.gate })}</span>
        </span>
      )}
      {of.carried !== null && <Badge tone="accent">{t(`carriedBy.${of.carried as 'partly'}`)}</Badge>}
      <Badge title={t(of.inheritable ? 'inheritableText' : 'notInheritable')}>
        {of.inheritable ? t('inheritable') : t('notInheritable')}
      </Badge>
      {of.confidence !== 'high' && <Badge tone="partly">{common(`confidence.${of.confidence}`)}</Badge>}
    </span>
  )
}

function RequirementProse({ of }: { readonly of: RequirementShown }) {
  const { t } = useTranslation('framework')
  const { text } = of
  const part = (title: string, said: string | null) =>
    said === null ? null : (
      <>
        <h2>{title}</h2>
        <p>{said}</p>
      </>
    )
  return (
    <div className={styles['prose']} lang={text.language}>
      {text.language !== currentLanguage() && (
        <p className="muted small" lang={currentLanguage()}>
          {t('onlyEnglish')}
        </p>
      )}
      {text.question !== null && <p className={styles['question']}>{text.question}</p>}
      {part(t('intent'), text.intent)}
      {part(t('why'), text.why)}
      {part(t('good'), text.good)}
      {text.evidence.length > 0 && (
        <>
          <h2>{t('evidence')}</h2>
          <ul>
            {text.evidence.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {part(t('verify'), text.verify)}
      {text.levels.length > 0 && (
        <>
          <h2>{t('perLevel')}</h2>
          <dl className={styles['ladder']}>
            {text.levels.map((one) => (
              <Rung key={one.level} level={one.level} text={one.text} />
            ))}
          </dl>
        </>
      )}
      {of.responsibility !== null && (
        <>
          <h2>{t('responsibility')}</h2>
          <dl className={styles['nested']}>
            {(['owner', 'integrator', 'supplier'] as const).map((who) => (
              <Fact key={who} term={t(`roles.${who}`)} text={of.responsibility?.[who] ?? '–'} />
            ))}
          </dl>
        </>
      )}
      {of.componentTypes.length > 0 && part(t('componentTypes'), of.componentTypes.join(', '))}
      {of.carriedReason !== null && of.carried !== null && part(t(`carriedBy.${of.carried as 'partly'}`), of.carriedReason)}
      <SourceNote source={of.source} confidence={of.confidence} doubt={of.doubt} />
    </div>
  )
}

const Rung = ({ level, text }: { readonly level: number; readonly text: string }) => (
  <>
    <dt>
      <span className="sl" data-level={level}>
        {level}
      </span>
    </dt>
    <dd>{text}</dd>
  </>
)

const Fact = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </>
)

/** The requirement before and the one after, in the order of the framework. */
function Neighbours({ of }: { readonly of: RequirementShown }) {
  const all = useRead('content.requirements', { params: { framework: of.framework }, query: { limit: 1000 } }, FOREVER)
  const list = all.data?.items ?? []
  const at = list.findIndex((one) => one.id === of.id)
  const [before, after] = [at < 1 ? undefined : list[at - 1], at < 0 ? undefined : list[at + 1]]
  return (
    <nav className={`${styles['steps']} no-print`}>
      {before === undefined ? (
        <span />
      ) : (
        <GoLink to={toRequirementPage(of.framework, before.id)}>
          ‹ {before.id} {before.title}
        </GoLink>
      )}
      {after === undefined ? (
        <span />
      ) : (
        <GoLink to={toRequirementPage(of.framework, after.id)}>
          {after.id} {after.title} ›
        </GoLink>
      )}
    </nav>
  )
}
