import type { Inside } from './inside.js'
import { sleep } from './programs.js'
import type { WatchedPage } from './watched.js'

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
export async function typeFilter(watched: WatchedPage, rounds: number): Promise<number[]> {
  const { devtools } = watched
  await devtools.evaluate(recordKeys)
  await devtools.evaluate(() => {
    const { document } = globalThis as unknown as Inside
    document.querySelector('input[role=combobox]')!.focus()
  })
  for (const key of 'goid:1') {
    await watched.press(key)
    await sleep(30)
  }
  // What is typed first leaves the words half done: only the digits below are counted.
  await sleep(1000)
  await devtools.evaluate(() => {
    ;(globalThis as unknown as { keys: number[] }).keys.length = 0
  })
  let count = 0
  for (let round = 0; round < rounds; round++) {
    for (const key of ['2', '3', 'Backspace', 'Backspace']) {
      await watched.press(key)
      await devtools.until(
        wanted => (globalThis as unknown as { keys: number[] }).keys.length >= wanted,
        ++count,
      )
      // A person's pause between two keys.
      await sleep(120)
    }
  }
  return devtools.evaluate(() => (globalThis as unknown as { keys: number[] }).keys)
}
