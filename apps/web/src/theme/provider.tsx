import { localStorageColorSchemeManager, MantineProvider, type CSSVariablesResolver } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pageNonce } from './nonce.ts'
import { themeWith } from './theme.ts'

/** The key is the one that public/color-scheme.js reads before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: 'caponier-color-scheme' })

/** Ties Mantine's own variables to our tokens, so that both schemes follow one list of colours. */
const variables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--field-line)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--not-met)',
  }
  return {
    variables: {},
    light: { ...tokens, '--field-line': '#8b95a3' },
    dark: { ...tokens, '--field-line': '#6b7684' },
  }
}

export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('common')
  const close = t('close')
  const theme = useMemo(() => themeWith({ close }), [close])
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      cssVariablesResolver={variables}
      getStyleNonce={pageNonce}
    >
      {children}
    </MantineProvider>
  )
}
