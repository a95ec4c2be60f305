import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readableArticle, readableFact } from '@caponier/core/scope/readable'
import type { ValueOf } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, ClassBadge } from '../../ui/badges.tsx'

/** What a start says: the class of each legal entity with its reasons and questions, and the first position. */
export function StartResult({ outcome, isDone }: { readonly outcome: ValueOf<'start.begin'>; readonly isDone: boolean }) {
  const { t, i18n } = useTranslation(['company', 'common'])
  const language = i18n.language === 'de' ? 'de' : 'en'
  const { percent } = useFormats()
  const navigate = useNavigate()
  const isEmpty = outcome.measures.every((one) => one.implemented === null || one.implemented === 0)
  return (
    <div className="stack-lg">
      {isDone && (
        <div className="row">
          <h2>{t('start.done', { name: outcome.name })}</h2>
          {outcome.tenant !== null && (
            <Button onClick={() => void navigate({ to: `/t/${outcome.tenant}/cockpit` as never })}>{t('start.toCockpit')}</Button>
          )}
        </div>
      )}
      {outcome.scope.map((one) => (
        <div key={one.entity} className="stack">
          <div className="row">
            <strong>{one.name}</strong>
            <ClassBadge of={one.class} />
            {one.national.map((national) => (
              <Badge key={national.state} tone="accent">
                {national.state} {national.label ?? ''}
              </Badge>
            ))}
          </div>
          {one.reasons.length > 0 && (
            <details open={isDone}>
              <summary>{t('start.reasons')}</summary>
              <ul className="small" style={{ paddingLeft: 18, margin: '4px 0' }}>
                {one.reasons.map((reason) => (
                  <li key={`${reason.rule} ${reason.fact}`}>
                    {readableFact(reason.fact, language)} <span className="muted">{readableArticle(reason.article, language)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {one.questions.length > 0 && (
            <>
              <h3>{t('start.questions')}</h3>
              <ul className="small" style={{ paddingLeft: 18, margin: 0 }}>
                {one.questions.map((question) => (
                  <li key={question.code}>{question.text}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
      <span className="muted small">{t('start.counts', outcome.counts)}</span>
      {isDone && (
        <>
          <h3>{t('start.measures')}</h3>
          {isEmpty && <p className="muted">{t('start.nothing')}</p>}
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{t('common:table.what')}</span>
                </th>
                {(['designed', 'implemented', 'evidenced'] as const).map((key) => (
                  <th key={key} scope="col" className="num">
                    {t(`start.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outcome.measures.map((one) => (
                <tr key={one.ref}>
                  <th scope="row">{one.ref}</th>
                  <td className="num">{percent(one.designed)}</td>
                  <td className="num">{percent(one.implemented)}</td>
                  <td className="num">{percent(one.evidenced)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}
