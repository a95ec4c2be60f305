import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { SignInForm } from '../routes/access/sign-in-form.tsx'

/** When the session ends while somebody works: signs in again over the page, so that nothing typed is lost. */
export function ExpiredDialog() {
  const { t } = useTranslation('shell')
  const cache = useQueryClient()
  const [expired, setExpired] = useState(false)
  const holds = useRef(false)
  useEffect(() => {
    holds.current = expired
  }, [expired])
  useEffect(() => {
    // Asked before any drawer beneath, which Escape would close with all that was typed in it.
    const hold = (event: KeyboardEvent): void => {
      if (holds.current && event.key === 'Escape') event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', hold, { capture: true })
    return () => window.removeEventListener('keydown', hold, { capture: true })
  }, [])
  useEffect(() => {
    const look = (error: unknown): void => {
      if (problemOf(error).code === 'unauthenticated') setExpired(true)
    }
    const queries = cache.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
    })
    const mutations = cache.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
    })
    return () => {
      queries()
      mutations()
    }
  }, [cache])
  return (
    <Modal
      opened={expired}
      // Above whatever was open when the session ended.
      zIndex={500}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('expired')}
    >
      <p style={{ marginTop: 0 }}>{t('expiredText')}</p>
      <SignInForm
        onDone={() => {
          setExpired(false)
          void cache.invalidateQueries()
        }}
      />
    </Modal>
  )
}
