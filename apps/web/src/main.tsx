import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import './ui/kit.css'
import { queryClient } from './api/queries.ts'
import { startLanguage } from './i18n/language.ts'
import { router } from './router/router.tsx'
import { giveNonceToLibraries } from './theme/nonce.ts'
import { ThemeProvider } from './theme/provider.tsx'
import { showForgottenFailures } from './ui/problem-note.ts'

giveNonceToLibraries()
showForgottenFailures()
await startLanguage()

const place = document.getElementById('root')
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <ThemeProvider>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeProvider>
    </StrictMode>,
  )
