import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../confirm.tsx'

interface Props<Row> {
  readonly label: string
  /** Rows to which the act applies; the others that are selected stay as they are. */
  readonly rows: readonly Row[]
  readonly others: number
  readonly run: (row: Row) => Promise<unknown>
  /** Slices that are read again afterwards. */
  readonly slices: readonly string[]
  readonly danger?: boolean
  readonly onDone: () => void
}

/** One act on many rows, one after the other. It stops at the first that fails and says how far it came; what is done stays done. */
export function EachButton<Row>({ label, rows, others, run, slices, danger = false, onDone }: Props<Row>) {
  const { t } = useTranslation('common')
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const act = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      for (const row of rows.slice(done)) {
        await run(row)
        setDone((before) => before + 1)
      }
      setAsking(false)
      onDone()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
      for (const slice of slices) void cache.invalidateQueries({ queryKey: [slice] })
    }
  }
  return (
    <>
      <Button
        variant="default"
        disabled={rows.length === 0}
        onClick={() => {
          setDone(0)
          setError(null)
          setAsking(true)
        }}
      >
        {label} ({rows.length})
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          danger={danger}
          title={label}
          act={label}
          busy={busy}
          error={error}
          onClose={() => setAsking(false)}
          onConfirm={() => void act()}
        >
          <p>{t('table.each', { count: rows.length })}</p>
          {others > 0 && <p className="muted">{t('table.eachOthers', { count: others })}</p>}
          {error !== null && <p>{t('table.eachDone', { done, count: rows.length })}</p>}
        </ConfirmDialog>
      )}
    </>
  )
}
