import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCsv, toText } from '../../web/src/parts/sheet.js'

const sheet = {
  caption: 'Waits',
  columns: ['reason', 'p99 (ns)'],
  rows: [
    ['chan receive', 1234.5],
    ['a "quoted", one', Number.NaN],
    ['=HYPERLINK("x")', -3],
    ['tab\tand\nline', 0],
  ],
}

test('a table as text has a tab between cells and a line for each row', () => {
  assert.equal(
    toText(sheet),
    'reason\tp99 (ns)\nchan receive\t1234.5\na "quoted", one\t\n=HYPERLINK("x")\t-3\ntab and line\t0\n',
  )
})

test('a table as CSV is quoted, and holds no formula', () => {
  assert.equal(
    toCsv(sheet),
    [
      'reason,p99 (ns)',
      'chan receive,1234.5',
      '"a ""quoted"", one",',
      '"\'=HYPERLINK(""x"")",-3',
      '"tab\tand\nline",0',
      '',
    ].join('\r\n'),
  )
})
