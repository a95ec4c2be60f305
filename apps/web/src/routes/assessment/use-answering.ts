import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AnswerSaved } from '@caponier/contract/assessment/answers'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import type { AnswerInput, MovedNumbers } from '@caponier/contract/assessment/cells'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { call, problemOf } from '../../api/client.ts'
import { queryKey, useRead } from '../../api/queries.ts'
import { applySaved, countRows, rowWithState } from './apply-saved.ts'
import type { GivenState } from './answer-state.ts'

/** What the last save did, for the strip that shows it. */
export type LastEffect =
  | { readonly kind: 'answer' | 'undo'; readonly requirement: string; readonly state: AnswerStateName; readonly moved: MovedNumbers }
  | { readonly kind: 'bulk'; readonly saved: number; readonly left: number; readonly moved: MovedNumbers }

/** Two answers to one requirement: what stands, and what was not saved. */
export interface AnswerConflict {
  readonly requirement: string
  readonly yours: AnswerInput
  readonly theirs: ApiProblem['theirs']
  readonly version: number
}

export type BulkInput = Omit<AnswerInput, 'state'> & { readonly state: AnswerStateName }

export interface Answering {
  readonly query: ReturnType<typeof useRead<'assessments.show'>>
  /** With what is being saved already in place. */
  readonly detail: AssessmentDetail | undefined
  readonly isSaving: (requirement: string) => boolean
  readonly answer: (row: RequirementRow, input: AnswerInput) => void
  readonly takeBack: (row: RequirementRow) => void
  /** Answers many at once, all alike or each by its row. */
  readonly bulk: (rows: readonly RequirementRow[], input: BulkInput | ((row: RequirementRow) => BulkInput)) => void
  readonly undo: () => void
  readonly canUndo: boolean
  readonly last: LastEffect | null
  readonly conflict: AnswerConflict | null
  readonly settle: (keepTheirs: boolean) => void
  readonly problem: ApiProblem | null
  readonly dismiss: () => void
}

/** The answer with another state: note stays, a justification only where the state needs one. */
export function inputOf(row: RequirementRow, state: GivenState, hasMaturity: boolean): AnswerInput {
  const maturity = row.own?.maturity ?? row.maturity
  return {
    state,
    ...(row.own?.note != null && { note: row.own.note }),
    ...(hasMaturity && maturity !== null && { maturity }),
  }
}

/**
 * Reads an assessment and answers in it. An answer stands on the screen at the key stroke and is taken off again when the server
 * refuses; saves of one requirement queue, so that each names the version that the one before has made.
 */
export function useAnswering(tenant: string, framework: string, subject: string): Answering {
  const cache = useQueryClient()
  const request = useMemo(() => ({ params: { tenant, framework, subject } }), [tenant, framework, subject])
  const key = useMemo(() => queryKey('assessments.show', request), [request])
  const query = useRead('assessments.show', request)
  const [pending, setPending] = useState<ReadonlyMap<string, { readonly state: AnswerStateName; readonly n: number }>>(new Map())
  const [last, setLast] = useState<LastEffect | null>(null)
  const [conflict, setConflict] = useState<AnswerConflict | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [undoable, setUndoable] = useState<readonly { readonly requirement: string; readonly version: number }[]>([])
  const queues = useRef(new Map<string, Promise<void>>())
  const counter = useRef(0)
  const renewal = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => () => clearTimeout(renewal.current), [])
  useEffect(() => {
    setLast(null)
    setConflict(null)
    setProblem(null)
    setUndoable([])
  }, [key])

  const renewSoon = useCallback(() => {
    clearTimeout(renewal.current)
    renewal.current = setTimeout(() => {
      void cache.invalidateQueries({ queryKey: ['assessment'] })
      void cache.invalidateQueries({ queryKey: ['position'] })
    }, 500)
  }, [cache])

  const place = useCallback((requirements: readonly string[], state: AnswerStateName | null, n: number) => {
    setPending((before) => {
      const next = new Map(before)
      for (const requirement of requirements) {
        if (state !== null) next.set(requirement, { state, n })
        else if (next.get(requirement)?.n === n) next.delete(requirement)
      }
      return next
    })
  }, [])

  const versionNow = useCallback(
    (requirement: string) => cache.getQueryData<AssessmentDetail>(key)?.rows.find((one) => one.requirement === requirement)?.version ?? 0,
    [cache, key],
  )

  const follow = useCallback(
    async (requirement: string, saved: AnswerSaved) => {
      await cache.cancelQueries({ queryKey: key })
      cache.setQueryData<AssessmentDetail>(key, (detail) => (detail === undefined ? detail : applySaved(detail, requirement, saved)))
      renewSoon()
    },
    [cache, key, renewSoon],
  )

  /** Runs a save behind those of the same requirement. */
  const enqueue = useCallback(
    (
      requirement: string,
      shown: AnswerStateName | null,
      send: () => Promise<AnswerSaved>,
      done: (saved: AnswerSaved) => void,
      yours: AnswerInput | null,
    ) => {
      counter.current += 1
      const n = counter.current
      if (shown !== null) place([requirement], shown, n)
      setProblem(null)
      const run = async (): Promise<void> => {
        try {
          const saved = await send()
          await follow(requirement, saved)
          done(saved)
        } catch (error) {
          const failed = problemOf(error)
          if (failed.code === 'stale-version' && yours !== null)
            setConflict({ requirement, yours, theirs: failed.theirs, version: failed.version ?? 0 })
          else setProblem(failed)
          renewSoon()
        } finally {
          place([requirement], null, n)
        }
      }
      queues.current.set(requirement, (queues.current.get(requirement) ?? Promise.resolve()).then(run))
    },
    [follow, place, renewSoon],
  )

  const saved = useCallback(
    (kind: 'answer' | 'undo', requirement: string) => (result: AnswerSaved) => {
      setLast({ kind, requirement, state: result.state, moved: result.moved })
      if (kind === 'answer') setUndoable((before) => [...before, { requirement, version: result.version }].slice(-50))
    },
    [],
  )

  const paramsOf = useCallback((requirement: string) => ({ tenant, framework, subject, requirement }), [tenant, framework, subject])

  const answerAt = useCallback(
    (requirement: string, input: AnswerInput, version: number | null) =>
      enqueue(
        requirement,
        input.state,
        () => call('answers.save', { params: paramsOf(requirement), body: input, version: version ?? versionNow(requirement) }),
        saved('answer', requirement),
        input,
      ),
    [enqueue, paramsOf, saved, versionNow],
  )

  const undo = useCallback(() => {
    const step = undoable.at(-1)
    if (step === undefined) return
    setUndoable((before) => before.slice(0, -1))
    const { requirement, version } = step
    enqueue(requirement, null, () => call('answers.undo', { params: paramsOf(requirement), version }), saved('undo', requirement), null)
  }, [enqueue, paramsOf, saved, undoable])

  const bulk: Answering['bulk'] = useCallback(
    (rows, input) => {
      counter.current += 1
      const n = counter.current
      const requirements = rows.map((row) => row.requirement)
      const inputFor = typeof input === 'function' ? input : () => input
      for (const row of rows) place([row.requirement], inputFor(row).state, n)
      setProblem(null)
      void (async () => {
        try {
          await Promise.all(requirements.map((one) => queues.current.get(one) ?? Promise.resolve()))
          const result = await call('answers.bulk', {
            params: { tenant },
            body: {
              answers: rows.map((row) => ({
                framework,
                subject,
                requirement: row.requirement,
                version: versionNow(row.requirement),
                answer: { ...(row.own?.note != null && { note: row.own.note }), ...inputFor(row) },
              })),
            },
          })
          setLast({ kind: 'bulk', saved: result.saved, left: rows.length - result.saved, moved: result.moved })
          await cache.invalidateQueries({ queryKey: key })
        } catch (error) {
          setProblem(problemOf(error))
        } finally {
          place(requirements, null, n)
          renewSoon()
        }
      })()
    },
    [cache, framework, key, place, renewSoon, subject, tenant, versionNow],
  )

  const detail = useMemo(() => {
    if (query.data === undefined || pending.size === 0) return query.data
    const rows = query.data.rows.map((row) => {
      const one = pending.get(row.requirement)
      return one === undefined ? row : rowWithState(row, one.state)
    })
    return { ...query.data, rows, progress: countRows(query.data.progress, rows) }
  }, [query.data, pending])

  return {
    query,
    detail,
    isSaving: (requirement) => pending.has(requirement),
    answer: (row, input) => answerAt(row.requirement, input, null),
    takeBack: (row) => {
      if (row.own === null) return
      enqueue(
        row.requirement,
        null,
        () => call('answers.clear', { params: paramsOf(row.requirement), version: versionNow(row.requirement) }),
        saved('answer', row.requirement),
        null,
      )
    },
    bulk,
    undo,
    canUndo: undoable.length > 0,
    last,
    conflict,
    settle: (keepTheirs) => {
      if (conflict !== null && !keepTheirs) answerAt(conflict.requirement, conflict.yours, conflict.version)
      setConflict(null)
    },
    problem,
    dismiss: () => setProblem(null),
  }
}
