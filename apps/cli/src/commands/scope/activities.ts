import { loadContent } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { table } from '../../terminal.ts'
import { classWord } from '../position/words.ts'

export const scopeActivities: Command = {
  name: 'scope activities',
  summary: 'Lists the activities of Annex I and II and the size-independent types, with definition, class by size and jurisdiction rule.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: { lang: { type: 'string', value: 'en|de', help: 'language (default en)' }, json: { type: 'boolean', help: 'print JSON' } },
  run: async (args, terminal) => {
    const { activities } = loadContent()
    const lang = languageOf(args)
    if (args.flag('json')) terminal.out(`${JSON.stringify(activities, null, 2)}\n`)
    else {
      terminal.out(
        table(
          terminal,
          [
            { title: 'id' },
            { title: 'sector', most: 40 },
            { title: 'small' },
            { title: 'medium' },
            { title: 'large' },
            { title: 'jurisdiction' },
            { title: '2024/2690' },
            { title: 'definition' },
          ],
          activities.map((one) => [
            one.id,
            `${one.sector[lang]}${one.subsector === null ? '' : `: ${one.subsector[lang]}`}`,
            classWord(one.class.small, lang),
            classWord(one.class.medium, lang),
            classWord(one.class.large, lang),
            one.jurisdiction,
            one.cir,
            one.definition[lang],
          ]),
        ),
      )
    }
    return EXIT.done
  },
}
