import { DuckDBInstance } from '@duckdb/node-api'

export type Answer = Record<string, number | string | boolean | null>[]

/** What DuckDB answers; its 64-bit and wider integers as numbers, which all of ours fit into. */
export async function ask(sql: string): Promise<Answer> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const answer = await connection.runAndReadAll(sql)
    return answer
      .getRowObjects()
      .map(
        row =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              typeof value === 'bigint' ? Number(value) : value,
            ]),
          ) as Answer[number],
      )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
