import { WebSocket } from 'ws'
import { ClientMessage, ServerMessage, STREAM_PATH, SUBPROTOCOL } from '../../lib/stream/wire.js'
import { build, cli, Running, sleep, startService } from './programs.js'
import { atMost, type Row, type Section, show, table } from './row.js'
import type { Scale } from './scale.js'
import { saturate } from './slowdown.js'
import { type Usage, usageOf } from './usage.js'

const CROWD = 100_000

/** A client of the stream, and what `--history` says. */
interface Condition {
  /** Whether it takes every transition. */
  all: boolean
  history: string
}

/** The past in memory is what it is allowed to be: beside it stands what the agent takes without. */
const conditions: readonly Condition[] = [
  { all: false, history: '0' },
  { all: true, history: '0' },
  { all: false, history: '256MB' },
]

interface Footprint extends Condition {
  target: string
  agent: Usage
  /** What the target used, % of one core. */
  targetPercent: number
  eventsPerSecond: number
  live: number
  lost: number
  /** Transitions that the client got, and those that it was told it had missed. */
  received: number
  missed: number
}

/** (e) What the agent itself takes while it serves its stream. */
export async function footprintSection(scale: Scale): Promise<Section> {
  const seconds = scale.liveSeconds
  const { running: service, url } = await startService(build('service'))
  const measured: Footprint[] = []
  try {
    for (const condition of conditions) {
      const busy = saturate(`${url}/fast`, seconds + 3)
      measured.push(await measure('HTTP, saturated', service.pid, condition, seconds))
      await busy
    }
  } finally {
    await service.kill()
  }
  const crowd = Running.start(build('crowd'), ['-size', `${CROWD}`])
  try {
    await crowd.says(/^pid/)
    for (const condition of conditions)
      measured.push(await measure(`${CROWD.toLocaleString('en')} goroutines`, crowd.pid, condition, seconds))
  } finally {
    await crowd.kill()
  }
  return { rows: rowsOf(measured), raw: rawTable(measured) }
}

/** One `runqscope serve` with one client: the page's, or one that wants every transition. */
async function measure(
  target: string,
  pid: number,
  { all, history }: Condition,
  seconds: number,
): Promise<Footprint> {
  const args = ['serve', `${pid}`, '--listen', '127.0.0.1:0', '--json', '--history', history]
  const server = Running.start(cli, args)
  const [page] = await server.says(/http:\/\/\S+/)
  const client = await Client.connect(page, all)
  const agent = usageOf(server.pid)
  const other = usageOf(pid)
  await sleep(seconds * 1000)
  const usage = agent.stop()
  const targetPercent = other.stop().cpuPercent
  server.child.kill('SIGINT')
  const lines = await server.succeeds()
  const summary = JSON.parse(lines.find(line => line.startsWith('{"type":"summary"'))!)
  client.close()
  if (all && client.received === 0) throw new Error('the client got no transition')
  if (client.aggregates === 0) throw new Error('the client got no aggregate')
  return {
    target,
    ...{ all, history },
    agent: usage,
    targetPercent,
    eventsPerSecond: (summary.events * 1e9) / summary.duration_ns,
    live: summary.goroutines.live,
    lost: summary.lost,
    received: client.received,
    missed: client.missed,
  }
}

/** A client of the stream that counts what comes. */
class Client {
  aggregates = 0
  received = 0
  missed = 0

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = ServerMessage.decode(data)
      if (message.aggregate) this.aggregates++
      this.received += message.transitions?.rows ?? 0
      this.missed = message.client_loss?.lost_total ?? this.missed
    })
  }

  static async connect(page: string, all: boolean): Promise<Client> {
    const url = new URL(STREAM_PATH, page)
    url.protocol = 'ws:'
    const socket = new WebSocket(url, SUBPROTOCOL)
    const client = new Client(socket)
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    if (all) socket.send(ClientMessage.encode({ subscribe: { all: true } }).finish())
    return client
  }

  close(): void {
    this.socket.close()
  }
}

const clientOf = ({ all }: Condition) => (all ? 'every transition' : 'aggregates')
const pastOf = ({ history }: Condition) => (history === '0' ? 'no past kept' : `a past of up to ${history}`)

const megabytes = (bytes: number) => bytes / 1e6

function rowsOf(measured: Footprint[]): Row[] {
  return measured.map(one => ({
    what: `agent's CPU and RSS, ${one.target}, a client that takes ${clientOf(one)}, ${pastOf(one)}`,
    ours: `${show(one.agent.cpuPercent)} % of a core, ${show(megabytes(one.agent.rssBytes))} MB`,
    beside: `the target: ${show(one.targetPercent)} % of a core`,
    ratio: `${show(one.agent.cpuPercent / one.targetPercent)} × the target's CPU`,
    ...(one.live >= CROWD && one.history === '0'
      ? { bound: atMost(megabytes(one.agent.rssBytes), 150, ' MB') }
      : {}),
  }))
}

function rawTable(measured: Footprint[]): string {
  const head = [
    'target',
    'client',
    '--history',
    'events/s',
    'live goroutines',
    'lost',
    'CPU, % of a core',
    'CPU ns an event',
    'RSS MB, most',
    'rows to the client',
    'rows it missed',
  ]
  const rows = measured.map(one => [
    one.target,
    clientOf(one),
    one.history,
    show(one.eventsPerSecond),
    one.live.toLocaleString('en'),
    String(one.lost),
    show(one.agent.cpuPercent),
    show((one.agent.cpuPercent * 1e7) / one.eventsPerSecond),
    show(megabytes(one.agent.rssBytes)),
    one.received.toLocaleString('en'),
    one.missed.toLocaleString('en'),
  ])
  return `By \`runqscope serve\` with one WebSocket client; MB are 10⁶ bytes; RSS holds the ring buffer, which is mapped:\n\n${table(head, rows)}`
}
