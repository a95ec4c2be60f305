import { useTranslation } from 'react-i18next'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { Shape } from '../../ui/badges.tsx'
import { GIVEN_STATES, type GivenState } from './answer-state.ts'
import css from './assessment.module.css'
import focusCss from './focus.module.css'

interface ChoiceProps {
  readonly requirement: string
  readonly state: AnswerStateName
  readonly inherited: boolean
  readonly disabled: boolean
  readonly onChoose: (state: GivenState) => void
}

/** The five answers of a row as small buttons; the one that holds is filled, an inherited one dashed. */
export function StateChoice({ requirement, state, inherited, disabled, onChoose }: ChoiceProps) {
  const { t } = useTranslation('assessment')
  return (
    <span role="radiogroup" aria-label={t('row.answerFor', { requirement })} className={css.choice} data-inherited={inherited}>
      {GIVEN_STATES.map((one, index) => (
        <button
          key={one}
          type="button"
          role="radio"
          tabIndex={-1}
          aria-checked={state === one}
          aria-label={t(`state.${one}`)}
          title={`${t(`state.${one}`)} (${index + 1})`}
          data-state={one}
          disabled={disabled}
          onClick={(event) => {
            event.stopPropagation()
            onChoose(one)
          }}
        >
          <Shape state={one} />
        </button>
      ))}
    </span>
  )
}

/** The same, large, with words and keys, for one question at a time. */
export function BigChoice({ requirement, state, inherited, disabled, onChoose }: ChoiceProps) {
  const { t } = useTranslation('assessment')
  return (
    <div role="radiogroup" aria-label={t('row.answerFor', { requirement })} className={focusCss.big} data-inherited={inherited}>
      {GIVEN_STATES.map((one, index) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={state === one}
          data-state={one}
          disabled={disabled}
          onClick={() => onChoose(one)}
        >
          <Shape state={one} />
          {t(`stateShort.${one}`)}
          <kbd>{index + 1}</kbd>
        </button>
      ))}
    </div>
  )
}
