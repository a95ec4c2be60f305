import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconCheck, IconUserCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { setLanguage } from '../i18n/language.ts'

/** Account, language, appearance, sign out. */
export function UserMenu() {
  const { t, i18n } = useTranslation('shell')
  const { user } = useMe()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const mark = (on: boolean) => (on ? <IconCheck size={14} /> : <span style={{ width: 14 }} />)
  const choose = async (language: 'en' | 'de'): Promise<void> => {
    await setLanguage(language)
    const done = await client('account.edit', { body: { language }, version: user.version })
    if (done.ok) await cache.invalidateQueries()
  }
  const appear = async (theme: 'auto' | 'light' | 'dark'): Promise<void> => {
    setColorScheme(theme)
    const done = await client('account.edit', { body: { theme }, version: user.version })
    if (done.ok) await cache.invalidateQueries({ queryKey: ['access'] })
  }
  const signOut = async (): Promise<void> => {
    await client('session.sign-out')
    cache.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={user.name} title={user.name}>
          <IconUserCircle size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name}
          <br />
          {user.email}
        </Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>{t('account')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.Item leftSection={mark(i18n.language === 'en')} onClick={() => void choose('en')}>
          English
        </Menu.Item>
        <Menu.Item leftSection={mark(i18n.language === 'de')} onClick={() => void choose('de')}>
          Deutsch
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item key={scheme} leftSection={mark(colorScheme === scheme)} onClick={() => void appear(scheme)}>
            {t(scheme)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
