import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ObjectPicker } from '../company/object-picker.tsx'

/** What a person says of a control; empty texts are absent. */
export interface ControlFacts {
  readonly name: string
  readonly description: string
  readonly due: string
  readonly owner: string | null
}

/** The facts without what is empty, as the API takes them. */
export const factsOf = ({ name, description, due, owner }: ControlFacts) => ({
  name: name.trim(),
  ...(description.trim() !== '' && { description: description.trim() }),
  ...(due !== '' && { due }),
  ...(owner !== null && { owner }),
})

interface Props {
  readonly facts: ControlFacts
  readonly onChange: (facts: ControlFacts) => void
  readonly faults: ReadonlyMap<string, string>
}

/** Name, description, due date and owner of a control. */
export function ControlFields({ facts, onChange, faults }: Props) {
  const { t } = useTranslation('evidence')
  const set = (change: Partial<ControlFacts>): void => onChange({ ...facts, ...change })
  return (
    <>
      <TextInput
        required
        label={t('control.name')}
        value={facts.name}
        maxLength={500}
        error={faults.get('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('control.description')}
        autosize
        minRows={3}
        value={facts.description}
        error={faults.get('description')}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('control.due')}
        description={t('control.dueHint')}
        value={facts.due}
        error={faults.get('due')}
        onChange={(event) => set({ due: event.currentTarget.value })}
      />
      <ObjectPicker of="persons" label={t('owner')} value={facts.owner} error={faults.get('owner')} onChange={(owner) => set({ owner })} />
    </>
  )
}
