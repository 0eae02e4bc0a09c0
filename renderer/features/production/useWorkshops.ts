import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** The workshops the processes in use belong to; undefined until they are read. */
export const useWorkshops = (): string[] | undefined => {
  const { data } = useQuery(client.settings.processes, {})
  return (
    data && [
      ...new Set(data.filter(({ active, workshop }) => active && workshop !== '').map(({ workshop }) => workshop)),
    ]
  )
}
