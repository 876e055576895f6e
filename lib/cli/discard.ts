/** What is being written when a signal ends the process is removed. Returns what takes the listeners away. */
export function discardOnSignals(discard: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const withdraw = () => {
    for (const signal of signals) process.removeListener(signal, cancel)
  }
  const cancel = (signal: NodeJS.Signals) => {
    discard()
    withdraw()
    // As it would have ended without us.
    process.kill(process.pid, signal)
  }
  for (const signal of signals) process.on(signal, cancel)
  return withdraw
}
