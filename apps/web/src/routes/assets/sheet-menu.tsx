import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { IconChevronDown, IconFileDownload, IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { saveFetched } from '../../ui/table/save-file.ts'
import { type SheetKind, sheetRoute, SHEETS } from './sheet-kinds.ts'

/** A list as a spreadsheet: out, and back in with a preview first. */
export function SheetMenu({ kind }: { readonly kind: SheetKind }) {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const { may } = useMay()
  const toImport = useSheetImport(kind)
  const save = (format: 'csv' | 'xlsx'): void =>
    void saveFetched(client.file(sheetRoute(kind, 'export'), { params: { tenant }, query: { format } }))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconFileSpreadsheet size={15} />}
          rightSection={<IconChevronDown size={14} />}
          title={t('exportSheetHelp')}
        >
          {t('spreadsheet')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {may(SHEETS[kind].write) && (
          <Menu.Item leftSection={<IconFileImport size={15} />} onClick={toImport}>
            {t('importSheet')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileDownload size={15} />} onClick={() => save('xlsx')}>
          {t('exportAs', { format: 'XLSX' })}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileDownload size={15} />} onClick={() => save('csv')}>
          {t('exportAs', { format: 'CSV' })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Goes to the import of a list. */
export function useSheetImport(kind: SheetKind): () => void {
  const tenant = useTenant()
  const navigate = useNavigate()
  return () => void navigate({ to: `/t/${tenant}/${SHEETS[kind].importAt}`, search: { kind } } as never)
}
