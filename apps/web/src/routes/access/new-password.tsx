import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PASSWORD_LENGTH, passwordFaults } from '@caponier/contract/access/credentials'

interface Props {
  readonly label: string
  readonly value: string
  /** Address of the account, since the password must not hold its name. */
  readonly email: string
  readonly onChange: (value: string) => void
  /** Show what is wrong although the field was not left yet. */
  readonly tried: boolean
}

/** A field for a new password that says what is wrong with it as soon as it is left. */
export function NewPassword({ label, value, email, onChange, tried }: Props) {
  const { t } = useTranslation('access')
  const [left, setLeft] = useState(false)
  const faults = passwordFaults(value, email)
  const shows = (tried || (left && value !== '')) && faults.length > 0
  return (
    <PasswordInput
      size="sm"
      label={label}
      description={t('passwordRule', { count: PASSWORD_LENGTH.least })}
      value={value}
      autoComplete="new-password"
      onBlur={() => setLeft(true)}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={shows ? faults.map((fault) => t(`fault.${fault}`)).join(' ') : undefined}
    />
  )
}
