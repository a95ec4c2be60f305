import type pg from 'pg'
import type { Content } from '@caponier/core'
import type { Moved } from '@caponier/core/position/index'
import { loadTenant } from '@caponier/store/model/load'
import type { LoadedTouched } from '@caponier/store/model/load-touched'
import { loadTouched } from '@caponier/store/model/load-touched'
import { tenantSeq } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { Effect, TenantModel } from './tenant-model.ts'
import type { Concerned } from './concerned.ts'
import { effectsOf } from './effects-of.ts'
import { tenantModel } from './tenant-model.ts'

/** Tells listeners of one tenant that it changed; they look again through the gate. */
export interface TenantNews {
  readonly tenant: string
  readonly seq: number
  /** Slices that changed, e.g. `assessment`, `company`. */
  readonly slices: readonly string[]
  /** Subjects concerned; empty: see `concerned`. */
  readonly subjects: readonly string[]
  /** Whom it concerns where no subjects are named; null: anything may be different for anybody. */
  readonly concerned: Concerned | null
}

/** A change that this process committed: from which state of the counter to which, and what memory must follow. */
export interface Committed {
  readonly before: number
  readonly seq: number
  readonly effects: readonly Effect[]
  readonly day: string
}

/** Models of the tenants that were asked for, held in memory. The database is the truth. */
export interface LiveTenants {
  /** The model, refreshed when somebody else has changed the database; undefined when there is no such tenant. */
  readonly fresh: (tenant: string) => Promise<TenantModel | undefined>
  /** What is in memory, whether or not it is up to date. */
  readonly held: (tenant: string) => TenantModel | undefined
  /**
   * Brings a model up to `seq` by what `read` tells of the changes since; for who holds the tenant's lock and a connection and must not
   * wait for another. Undefined where that cannot be told in parts, and nothing is different then.
   */
  readonly catchUp: (
    tenant: string,
    seq: number,
    read: (after: number) => Promise<LoadedTouched | null>,
  ) => Promise<TenantModel | undefined>
  /**
   * Runs a change of this process and lets memory follow it in the order of commits. Returns what the work gave and what moved.
   * `work` returns null when nothing was committed.
   */
  readonly changing: <T>(
    tenant: string,
    work: () => Promise<{ readonly value: T; readonly committed: Committed | null }>,
  ) => Promise<{ readonly value: T; readonly moved: Moved }>
  readonly listen: (tenant: string, listener: (news: TenantNews) => void) => () => void
  readonly announce: (news: TenantNews) => void
  /** Forgets what is in memory, so that the next request loads it anew. */
  readonly forget: (tenant: string) => void
}

const NOTHING: Moved = { measures: [], levels: [] }

/** How long a committed change waits for the one before it to be followed, in milliseconds; then memory is loaded anew. */
const PATIENCE = 250

interface Held {
  model: TenantModel | undefined
  loading: Promise<TenantModel | undefined> | undefined
  refreshing: Promise<Moved> | undefined
  /** Changes of this process between their start and the moment that memory has followed them. */
  readonly running: Set<Promise<unknown>>
  /** Committed, but waiting for the change before; by the counter that they start from. */
  readonly waiting: Map<number, () => void>
  readonly listeners: Set<(news: TenantNews) => void>
}

/** Registry of live models over a pool. One load of a tenant runs at a time; commits are followed in their order. */
export function liveTenants(pool: pg.Pool, content: Content): LiveTenants {
  const tenants = new Map<string, Held>()
  const held = (tenant: string): Held => {
    const known = tenants.get(tenant)
    if (known !== undefined) return known
    const made: Held = {
      model: undefined,
      loading: undefined,
      refreshing: undefined,
      running: new Set(),
      waiting: new Map(),
      listeners: new Set(),
    }
    tenants.set(tenant, made)
    return made
  }

  const load = (tenant: string): Promise<TenantModel | undefined> => {
    const place = held(tenant)
    place.loading ??= inTransaction(pool, { tenant }, 'isolation level repeatable read read only', (queries, client) =>
      loadTenant(queries, client, tenant),
    )
      .then((loaded) => {
        place.model = loaded === undefined ? undefined : tenantModel(content, loaded)
        for (const wake of place.waiting.values()) wake()
        return place.model
      })
      .finally(() => {
        place.loading = undefined
      })
    return place.loading
  }

  /**
   * Brings a model that is behind up to the database by reading what changed since, and returns what moved; reads the whole tenant where
   * the changes cannot be told or memory went on meanwhile.
   */
  const refresh = (tenant: string, model: TenantModel): Promise<Moved> => {
    const place = held(tenant)
    place.refreshing ??= (async () => {
      const from = model.seq()
      const touched = await inTransaction(pool, { tenant }, 'isolation level repeatable read read only', (queries, client) =>
        loadTouched(queries, client, tenant, from),
      )
      if (touched === null || place.model !== model || model.seq() !== from) {
        if (place.model === model && model.seq() < (touched?.seq ?? Infinity)) await load(tenant)
        return NOTHING
      }
      const moved = model.follow(touched.seq, effectsOf(model, touched), null)
      for (const wake of place.waiting.values()) wake()
      return moved
    })().finally(() => {
      place.refreshing = undefined
    })
    return place.refreshing
  }

  const catchUp: LiveTenants['catchUp'] = async (tenant, seq, read) => {
    const place = held(tenant)
    const { model } = place
    if (model === undefined || model.seq() > seq) return undefined
    const from = model.seq()
    const touched = from === seq ? null : await read(from)
    // Another request may have followed the same changes meanwhile.
    if (touched?.seq === seq && place.model === model && model.seq() === from) {
      model.follow(seq, effectsOf(model, touched), null)
      for (const wake of place.waiting.values()) wake()
    }
    return place.model?.seq() === seq ? place.model : undefined
  }

  const fresh = async (tenant: string): Promise<TenantModel | undefined> => {
    const place = held(tenant)
    if (place.model === undefined) return load(tenant)
    const seq = await tenantSeq(pool, tenant)
    if (seq === undefined) {
      tenants.delete(tenant)
      return undefined
    }
    if (place.model !== undefined && place.model.seq() < seq && place.running.size > 0) await Promise.allSettled(place.running)
    for (let model = place.model; model !== undefined && model.seq() < seq; model = place.model) await refresh(tenant, model)
    return place.model ?? load(tenant)
  }

  /** Applies a commit once memory stands where it starts. Memory that is already beyond was loaded after the commit. */
  const follow = async (tenant: string, { before, seq, effects, day }: Committed): Promise<Moved> => {
    const place = held(tenant)
    if (place.model === undefined) return NOTHING
    if (place.model.seq() < before && place.running.size > 1) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE)
        place.waiting.set(before, () => {
          clearTimeout(timer)
          resolve()
        })
      })
      place.waiting.delete(before)
    }
    const model = place.model
    if (model === undefined || model.seq() >= seq) return NOTHING
    if (effects.some((effect) => effect.kind === 'anything')) {
      place.model = undefined
      return NOTHING
    }
    // Another process wrote in between: its change and this one are read together.
    if (model.seq() !== before) return refresh(tenant, model)
    const moved = model.follow(seq, effects, day)
    place.waiting.get(seq)?.()
    return moved
  }

  return {
    fresh,
    held: (tenant) => held(tenant).model,
    catchUp,
    changing: async (tenant, work) => {
      const { running } = held(tenant)
      const whole = (async () => {
        const { value, committed } = await work()
        return { value, moved: committed === null ? NOTHING : await follow(tenant, committed) }
      })()
      running.add(whole)
      try {
        return await whole
      } finally {
        running.delete(whole)
      }
    },
    listen: (tenant, listener) => {
      const { listeners } = held(tenant)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    announce: (news) => {
      for (const listener of held(news.tenant).listeners) listener(news)
    },
    forget: (tenant) => {
      held(tenant).model = undefined
    },
  }
}
