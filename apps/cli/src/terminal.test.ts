import { expect, test } from 'vitest'
import { displayWidth, harmless, PLAIN, table, wrap } from './terminal.ts'

test('what comes from data cannot drive the terminal, our colours stay', () => {
  expect(harmless('a\u001b]0;title\u0007b\u001b[2Jc\u009b31md\re')).toBe('a\ufffd]0;title\ufffdb\ufffd[2Jc\ufffd31md\ufffde')
  expect(harmless('\u001b[1mbold\u001b[22m\n\ttext')).toBe('\u001b[1mbold\u001b[22m\n\ttext')
})

test('text is broken at words, continuation lines are indented and as wide', () => {
  expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four')
  expect(wrap('', 10)).toBe('')
})

test('columns are as wide as their widest cell, long cells are cut with an ellipsis', () => {
  const terminal = { out: () => {}, err: () => {}, progress: () => {}, paint: PLAIN, width: 80, interactive: false }
  const printed = table(
    terminal,
    [{ title: 'id' }, { title: 'name', most: 6 }, { title: 'n', align: 'right' }],
    [
      ['a', 'Überlänge', '7'],
      ['bcd', 'x', '12'],
    ],
  )
  expect(printed).toBe('id   name     n\na    Überl…   7\nbcd  x       12\n')
  expect(displayWidth('\u001b[1mÜ\u001b[22m')).toBe(1)
})
