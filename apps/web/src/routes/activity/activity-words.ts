import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'

export type Entry = ValueOf<'activity.list'>['items'][number]

export interface ActivityWords {
  /** What was done, e.g. "answered". */
  readonly verb: (action: string) => string
  readonly slice: (action: string) => string
  readonly kind: (kind: string) => string
  readonly who: (entry: Pick<Entry, 'byKind' | 'byName'>) => string
  /** On what, as a person calls it. */
  readonly object: (entry: Pick<Entry, 'kind' | 'object' | 'objectName'>) => string
}

/** Words for actions and kinds that the log names by keys; a key that has no word yet stands for itself. */
export function useActivityWords(): ActivityWords {
  const { t, i18n } = useTranslation('activity')
  const { t: common } = useTranslation('common')
  const word = (path: string): string | undefined => (i18n.exists(`activity:${path}`) ? String(t(path as never)) : undefined)
  const kind = (name: string): string =>
    word(`kind.${name}`) ?? (i18n.exists(`common:subjectKind.${name}`) ? String(common(`subjectKind.${name}` as never)) : name)
  return {
    verb: (action) => {
      const [slice = '', verb = ''] = action.split('.')
      return (slice === 'access' ? word(`accessVerb.${verb}`) : undefined) ?? word(`verb.${verb}`) ?? action
    },
    slice: (action) => word(`action.${action.split('.')[0] ?? ''}`) ?? action.split('.')[0] ?? '',
    kind,
    who: ({ byKind, byName }) => {
      if (byKind === 'system') return t('system')
      if (byKind === 'link') return t('link')
      if (byKind === 'api-key') return t('apiKey')
      return byName ?? t('unknown')
    },
    object: ({ kind: of, object, objectName }) => {
      if (of !== 'answer') return objectName ?? object
      const [subject = '', , requirement = ''] = object.split('|')
      return `${objectName ?? subject} · ${requirement}`
    },
  }
}
