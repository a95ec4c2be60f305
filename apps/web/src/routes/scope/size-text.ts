import type { useTranslation } from 'react-i18next'

/** The size in words; a size that the facts leave open says so. */
export function sizeText(size: string | null, t: ReturnType<typeof useTranslation<'scope'>>['t']): string {
  if (size === 'micro' || size === 'small' || size === 'medium' || size === 'large') return t(`size.${size}`)
  return size ?? t('sizeUnknown')
}
