import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignmentDetail, Question } from '@caponier/contract/assessment/assignments'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { AFTER_LINK } from '../evidence/link-form.tsx'
import { ValidityBadge } from '../evidence/validity.tsx'
import detailCss from './detail.module.css'
import { ProveForm } from './prove-form.tsx'
import { today } from '../../ui/today.ts'

interface Props {
  readonly detail: AssignmentDetail
  readonly question: Question
  readonly closed: boolean
}

/** What proves the answer to a delegated question, and the way to bring it: a file, or where it lies. */
export function QuestionProof({ detail, question, closed }: Props) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const detach = useAct('links.detach', AFTER_LINK)
  const [making, setMaking] = useState(false)
  if (closed && question.evidence.length === 0) return null
  return (
    <section className="stack" aria-label={t('mine.proof')}>
      <h3>{t('mine.proof')}</h3>
      {question.evidence.map((one) => (
        <div key={one.id} className={detailCss.linked}>
          <ProofLine one={one} />
          {one.own && !closed && (
            <ActionIcon
              aria-label={t('links.unlink', { name: one.name })}
              loading={detach.isPending}
              onClick={() =>
                detach.mutate({
                  params: { tenant },
                  body: {
                    subject: detail.subject,
                    framework: detail.framework,
                    requirements: [question.requirement],
                    evidence: [one.id],
                  },
                })
              }
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {detach.error !== null && <ProblemView error={detach.error} />}
      {!closed && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={15} />}
          aria-expanded={making}
          onClick={() => setMaking(!making)}
        >
          {t('mine.addProof')}
        </Button>
      )}
      {making && !closed && (
        <ProveForm
          framework={detail.framework}
          subject={detail.subject}
          requirement={question.requirement}
          today={today()}
          onMade={() => setMaking(false)}
        />
      )}
    </section>
  )
}

/** One piece of evidence in a line: its name, whether it holds today, where it lies. */
export function ProofLine({ one }: { readonly one: Question['evidence'][number] }) {
  const { t } = useTranslation(['assessment', 'evidence'])
  const { date } = useFormats()
  const isKept = one.confidentiality === 'confidential' || one.confidentiality === 'secret'
  return (
    <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {one.name} <ValidityBadge validity={one.validity} />{' '}
      {isKept && <Badge tone="compensated">{t(`evidence:levels.${one.confidentiality === 'secret' ? 'secret' : 'confidential'}`)}</Badge>}
      <span className="muted small" style={{ display: 'block' }}>
        {one.file === null ? '' : `${one.file} · `}
        {t('assessment:links.span', {
          from: date(one.effective),
          until: one.validUntil === null ? t('evidence:open') : date(one.validUntil),
        })}
      </span>
    </span>
  )
}
