import { useMantineColorScheme } from '@mantine/core'
import { setLanguage } from '../../i18n/language.ts'

interface Looks {
  readonly user: { readonly language: 'en' | 'de'; readonly theme: 'auto' | 'light' | 'dark' }
}

/** Makes the pages look as the account says: language and appearance travel with it from browser to browser. */
export function useAppearance(): (me: Looks) => void {
  const { setColorScheme } = useMantineColorScheme()
  return ({ user }) => {
    setColorScheme(user.theme)
    void setLanguage(user.language)
  }
}
