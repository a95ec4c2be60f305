import { Button, Checkbox, FileInput, Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Page, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import { ObjectPicker } from '../company/object-picker.tsx'
import { isSheetKind, type SheetKind, sheetRoute, SHEETS } from './sheet-kinds.ts'
import { SheetRows } from './sheet-rows.tsx'

type Preview = ValueOf<'asset-sheets.upload'>
/** Import of a spreadsheet: file, columns, rows, and only then the writing. */
export function SheetImportScreen() {
  const { t } = useTranslation(['assets', 'company'])
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const kind = isSheetKind(search['kind']) ? search['kind'] : 'assets'
  const subject = typeof search['subject'] === 'string' ? search['subject'] : null
  const [preview, setPreview] = useState<Preview | null>(null)
  return (
    <Page title={t('sheet.title', { list: kind === 'answers' ? t('sheet.answers') : t(`company:list.${kind}`) })} lead={t('sheet.lead')}>
      {preview === null ? (
        <FileStep kind={kind} subject={subject} onRead={setPreview} />
      ) : (
        <PreviewStep kind={kind} preview={preview} onPreview={setPreview} onAgain={() => setPreview(null)} />
      )}
    </Page>
  )
}

function FileStep({
  kind,
  subject,
  onRead,
}: {
  readonly kind: SheetKind
  readonly subject: string | null
  readonly onRead: (preview: Preview) => void
}) {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const [file, setFile] = useState<File | null>(null)
  const [site, setSite] = useState<string | null>(null)
  const upload = useAct(sheetRoute(kind, 'upload'), [])
  return (
    <Panel>
      {/* A file may be dropped anywhere on the form; the field in it takes one by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        className="stack-lg"
        style={{ maxWidth: 520 }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          setFile(event.dataTransfer.files[0] ?? null)
        }}
        onSubmit={(event) => {
          event.preventDefault()
          if (file === null) return
          const query = { name: file.name, ...(site !== null && { site }), ...(subject !== null && { subject }) }
          upload.mutate({ params: { tenant }, query, body: file }, { onSuccess: onRead })
        }}
      >
        <FileInput
          label={t('sheet.file')}
          placeholder={t('sheet.drop')}
          accept=".csv,.xlsx,.txt"
          value={file}
          onChange={setFile}
          required
        />
        {SHEETS[kind].sited === true && <ObjectPicker of="sites" label={t('sheet.site')} value={site} onChange={setSite} />}
        {upload.error !== null && <ProblemView error={upload.error} />}
        <div className="row">
          <Button type="submit" disabled={file === null} loading={upload.isPending}>
            {t('sheet.upload')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function PreviewStep({
  kind,
  preview,
  onPreview,
  onAgain,
}: {
  readonly kind: SheetKind
  readonly preview: Preview
  readonly onPreview: (preview: Preview) => void
  readonly onAgain: () => void
}) {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const navigate = useNavigate()
  const renew = useAct(sheetRoute(kind, 'preview'), [])
  const apply = useAct(sheetRoute(kind, 'apply'), ['assets', 'company', 'assessment', 'position', 'scope'])
  const params = { tenant, sheet: preview.sheet }
  const again = (options: Preview['options']): void => renew.mutate({ params, body: options }, { onSuccess: onPreview })
  const { counts, options } = preview
  const toWrite = counts.add + counts.change
  if (apply.data !== undefined)
    return (
      <Panel>
        <div className="stack-lg" aria-live="polite">
          <p style={{ margin: 0 }}>{t('sheet.done', apply.data)}</p>
          <div className="row">
            <Button onClick={() => void navigate({ to: `/t/${tenant}/${SHEETS[kind].list}` as never })}>{t('sheet.toList')}</Button>
            <Button variant="default" onClick={onAgain}>
              {t('sheet.again')}
            </Button>
          </div>
        </div>
      </Panel>
    )
  return (
    <>
      <Panel
        title={t('sheet.columns')}
        acts={
          <span className="muted small">
            {preview.fileName} · {t('sheet.expires')} <When at={preview.expiresAt} relative={false} />
          </span>
        }
      >
        <div style={{ overflowX: 'auto' }} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('sheet.column')}</th>
                <th scope="col">{t('sheet.header')}</th>
                <th scope="col">{t('sheet.readAs')}</th>
                <th scope="col">{t('sheet.because')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.mapping.map((one) => (
                <tr key={one.column}>
                  <td className="mono">{one.letter}</td>
                  <td>{one.header}</td>
                  <td>
                    <Select
                      aria-label={`${t('sheet.readAs')} ${one.header}`}
                      data={[
                        { value: '-', label: t('sheet.notRead') },
                        ...preview.fields.map(({ field, title }) => ({ value: field, label: title })),
                      ]}
                      value={one.field ?? '-'}
                      onChange={(field) => again({ ...options, map: { ...withoutField(options.map, field), [one.letter]: field ?? '-' } })}
                      w={200}
                    />
                  </td>
                  <td className="muted small">{t(`sheet.how.${one.how}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {(kind === 'assets' || kind === 'answers') && (
          <Checkbox
            mt={12}
            label={t('sheet.overwrite')}
            checked={options.overwrite === true}
            onChange={(event) => again({ ...options, overwrite: event.currentTarget.checked })}
          />
        )}
        {renew.error !== null && <ProblemView error={renew.error} />}
      </Panel>
      <SheetRows preview={preview} busy={renew.isPending} />
      {apply.error !== null && <ProblemView error={apply.error} />}
      <div className="row">
        <Button
          disabled={toWrite === 0 || renew.isPending}
          loading={apply.isPending}
          onClick={() => apply.mutate({ params, body: { fingerprint: preview.fingerprint } })}
        >
          {t('sheet.apply', { count: toWrite })}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('sheet.again')}
        </Button>
        {toWrite === 0 && <span className="muted">{t('sheet.nothing')}</span>}
        {counts.error > 0 && <span className="muted">{t('sheet.leftOut', { count: counts.error })}</span>}
      </div>
    </>
  )
}

/** A field is read from one column; choosing it for another takes it from the first. */
function withoutField(map: Readonly<Record<string, string>> | undefined, field: string | null): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([, value]) => value === '-' || value !== field))
}
