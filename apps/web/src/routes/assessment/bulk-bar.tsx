import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Shape } from '../../ui/badges.tsx'
import { GIVEN_STATES, type GivenState } from './answer-state.ts'
import css from './assessment.module.css'

interface Props {
  readonly count: number
  readonly mayAnswer: boolean
  readonly mayDelegate: boolean
  readonly opened: boolean
  readonly onOpened: (opened: boolean) => void
  readonly onSet: (state: GivenState) => void
  readonly onTakeBack: () => void
  readonly onReview: () => void
  readonly onDelegate: () => void
  readonly onClear: () => void
}

/** What can be done with the selected requirements. */
export function BulkBar({ count, mayAnswer, mayDelegate, opened, onOpened, onSet, onTakeBack, onReview, onDelegate, onClear }: Props) {
  const { t } = useTranslation('assessment')
  return (
    <div className={css.strip} role="region" aria-label={t('bulk.selected', { count })}>
      <strong>{t('bulk.selected', { count })}</strong>
      {mayAnswer && (
        <Menu opened={opened} onChange={onOpened} position="top-start" withinPortal>
          <Menu.Target>
            <Button size="compact-sm">{t('bulk.set')} (b)</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {GIVEN_STATES.map((state, index) => (
              <Menu.Item
                key={state}
                leftSection={<Shape state={state} />}
                rightSection={<kbd style={{ color: 'var(--ink-3)' }}>{index + 1}</kbd>}
                onClick={() => onSet(state)}
              >
                {t(`state.${state}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<Shape state="not-assessed" />} onClick={onTakeBack}>
              {t('bulk.takeBack')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {mayAnswer && (
        <Button size="compact-sm" variant="default" onClick={onReview}>
          {t('bulk.review')}
        </Button>
      )}
      {mayDelegate && (
        <Button size="compact-sm" variant="default" onClick={onDelegate}>
          {t('bulk.delegate')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </div>
  )
}
