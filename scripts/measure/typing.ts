import type { Page } from 'playwright-core'
import type { Inside } from './inside.js'

/** Runs in the page: for each key, the ms from the event's own moment to the end of the frame that shows its answer. */
function recordKeys(): void {
  const { document, requestAnimationFrame, setTimeout } = globalThis as unknown as Inside
  const keys: number[] = []
  const listed = () =>
    [
      document.querySelector('main [aria-rowcount]')?.getAttribute('aria-rowcount'),
      document.querySelector('main [data-goid]')?.getAttribute('data-goid'),
    ].join()
  document.addEventListener(
    'keydown',
    event => {
      const before = listed()
      const look = (): void => {
        if (listed() === before) {
          requestAnimationFrame(look)
          return
        }
        // A task of its own comes after the frame has been painted.
        setTimeout(() => keys.push(performance.now() - event.timeStamp), 0)
      }
      requestAnimationFrame(look)
    },
    { capture: true },
  )
  Object.assign(globalThis, { keys })
}

/**
 * Types into the filter, each key of which changes what the table holds, and takes it back again.
 * @returns ms from each key to the paint of its answer
 */
export async function typeFilter(page: Page, rounds: number): Promise<number[]> {
  await page.evaluate(recordKeys)
  const box = page.getByRole('combobox', { name: 'Filter' })
  const waitFor = (count: number) =>
    page.waitForFunction(
      wanted => (globalThis as unknown as { keys: number[] }).keys.length >= wanted,
      count,
      { timeout: 5000 },
    )
  await box.focus()
  await box.pressSequentially('goid:1', { delay: 30 })
  // What is typed first leaves the words half done: only the digits below are counted.
  await page.waitForTimeout(1000)
  await page.evaluate(() => {
    ;(globalThis as unknown as { keys: number[] }).keys.length = 0
  })
  let count = 0
  for (let round = 0; round < rounds; round++) {
    for (const key of ['2', '3', 'Backspace', 'Backspace']) {
      await box.press(key)
      await waitFor(++count)
      // A person's pause between two keys.
      await page.waitForTimeout(120)
    }
  }
  return page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys)
}
