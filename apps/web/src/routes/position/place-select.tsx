import { Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly entities: readonly { readonly id: string; readonly name: string }[]
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  readonly value: string
  readonly className?: string | undefined
  readonly withLabel?: boolean
}

/** Choice of the legal entity or site that numbers are shown for; it lives in the address. */
export function PlaceSelect({ entities, sites, value, className, withLabel = true }: Props) {
  const { t } = useTranslation('position')
  const navigate = useNavigate()
  return (
    <Select
      {...(className !== undefined && { className })}
      {...(withLabel ? { label: t('place') } : { 'aria-label': t('place') })}
      w={withLabel ? undefined : 280}
      data={[
        { group: t('entities'), items: entities.map((one) => ({ value: `entity:${one.id}`, label: one.name })) },
        { group: t('sites'), items: sites.map((one) => ({ value: `site:${one.id}`, label: one.name })) },
      ].filter((one) => one.items.length > 0)}
      value={value}
      onChange={(next) =>
        void navigate({
          to: '.',
          search: (before: Readonly<Record<string, unknown>>) => ({ ...before, place: next ?? undefined }),
        } as never)
      }
      allowDeselect={false}
      searchable
      limit={200}
    />
  )
}
