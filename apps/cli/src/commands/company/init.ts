import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import {
  checkInitAnswer,
  initQuestions,
  initWorkspace,
  loadTemplate,
  parseInitAnswers,
  parseTypedAnswer,
  templateNames,
  type InitAnswers,
  type InitQuestion,
  type PlantTemplate,
} from '@caponier/offline/company/init'
import { saveWorkspace } from '@caponier/offline/company/save'
import { loadContent } from '@caponier/offline/framework/index'
import type { Language } from '@caponier/offline'
import type { Command } from '../../command.ts'
import { CommandFailure, UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import type { Terminal } from '../../terminal.ts'
import { problemFailure, today } from '../../workspace-argument.ts'

export const init: Command = {
  name: 'init',
  summary:
    'Starts a workspace folder: asks a dozen questions, or takes the answers from a file. Nothing is invented; what you leave empty stays open.',
  usage: 'DIR',
  positionals: { least: 1, most: 1 },
  options: {
    answers: { type: 'string', value: 'FILE', help: 'YAML with the ids of the questions as keys; no questions are asked' },
    from: { type: 'string', value: 'TEMPLATE', help: 'start the plant from a template, e.g. packaging-line' },
    questions: { type: 'boolean', help: 'print the questions and stop' },
    lang: { type: 'string', value: 'en|de', help: 'language of the questions (default en)' },
  },
  examples: [
    'caponier init my-company',
    'caponier init my-company --answers answers.yaml --from packaging-line',
    'caponier init my-company --questions',
  ],
  run: async (args, terminal) => {
    const folder = args.positionals[0] ?? ''
    const lang = languageOf(args)
    if (args.flag('questions')) {
      terminal.out(
        questionsOf(undefined)
          .map(
            (question) =>
              `${question.id}${question.isRequired ? '' : ' (optional)'}: ${question.text[lang]}${question.help === undefined ? '' : ` (${question.help[lang]})`}\n`,
          )
          .join(''),
      )
      return EXIT.done
    }
    if (existsSync(folder) && readdirSync(folder).some((name) => /\.ya?ml$/.test(name)))
      throw new CommandFailure(`${folder} holds a workspace already. Nothing was changed; choose a new folder.`)
    const named = args.text('from')
    const file = args.text('answers')
    const given = file === undefined ? await ask(terminal, lang, named) : fromFile(file)
    const wanted = named ?? (typeof given['template'] === 'string' && given['template'] !== 'none' ? given['template'] : undefined)
    const template = wanted === undefined ? undefined : templateOf(wanted)
    const built = initWorkspace(given, { today: today(), ...(template === undefined ? {} : { template }) })
    if (!built.ok) throw problemFailure(built.problem, 'nothing was written')
    const saved = await saveWorkspace(folder, built.value, loadContent(), today())
    if (!saved.ok) throw problemFailure(saved.problem, 'nothing was written')
    terminal.out(
      `${folder}: ${saved.value.written.join(', ')}\nNext:  caponier validate ${folder}   caponier scope ${folder}   caponier assess ${folder}\n`,
    )
    return EXIT.done
  },
}

function templateOf(name: string): PlantTemplate {
  const loaded = loadTemplate(name)
  if (!loaded.ok) throw problemFailure(loaded.problem, 'nothing was written')
  return loaded.value
}

function fromFile(file: string): InitAnswers {
  const answers = parseInitAnswers(readFileSync(file))
  if (!answers.ok) throw problemFailure(answers.problem, 'nothing was written')
  return answers.value
}

const questionsOf = (named: string | undefined): readonly InitQuestion[] =>
  initQuestions(
    templateNames().flatMap((name) => {
      const loaded = loadTemplate(name)
      return loaded.ok ? [{ id: name, title: loaded.value.title }] : []
    }),
  ).filter((question) => !(question.id === 'template' && named !== undefined))

/** Asks question by question until each answer fits. */
async function ask(terminal: Terminal, lang: Language, named: string | undefined): Promise<InitAnswers> {
  if (!terminal.interactive)
    throw new UsageError('init asks questions on a terminal; elsewhere give --answers FILE (caponier init DIR --questions lists them)')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answers: Record<string, unknown> = {}
  try {
    for (const question of questionsOf(named)) {
      for (;;) {
        const hint = [question.help?.[lang], question.choices?.map((choice) => `${choice.value}: ${choice.text[lang]}`).join('; ')]
          .filter((one) => one !== undefined)
          .join('; ')
        const typed = await lines.question(`${question.text[lang]}${hint === '' ? '' : terminal.paint.dim(` (${hint})`)}\n> `)
        const value = parseTypedAnswer(question, typed)
        const wrong = checkInitAnswer(question, value)
        if (wrong === undefined) {
          if (value !== undefined) answers[question.id] = value
          break
        }
        terminal.out(`${terminal.paint.warn(wrong.message)}; ${wrong.mend}\n`)
      }
    }
  } finally {
    lines.close()
  }
  return answers
}
