// Reads records and questions, one JSON object a line; prints for each set of questions what was found and what one question cost.
import { readFileSync } from 'node:fs'
import MiniSearch from 'minisearch'

const ROUNDS = 1
const [recordsFile, questionsFile, count] = process.argv.slice(2)
const read = file => readFileSync(file, 'utf8').split('\n').filter(line => line).map(line => JSON.parse(line))
const index = new MiniSearch({ idField: 'row', fields: ['title', 'subjects', 'author', 'rest'] })
index.addAll(read(recordsFile))

const sets = grouped(read(questionsFile))
for (const [set, questions] of sets) {
  const hits = questions.map(find)
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    questions.forEach(find)
    const spent = process.cpuUsage(before)
    rounds.push((spent.user + spent.system) / 1000 / questions.length)
  }
  console.log(JSON.stringify({ set, milliseconds: rounds.sort((a, b) => a - b)[(ROUNDS - 1) / 2], hits }))
}

function find(question) {
  const options = {
    boost: { title: 4, subjects: 3, author: 3 },
    prefix: (term, at, terms) => question.isTyping && at === terms.length - 1,
    fuzzy: 0.2,
  }
  const all = index.search(question.text, { ...options, combineWith: 'AND' })
  const found = all.length > 0 ? all : index.search(question.text, { ...options, combineWith: 'OR' })
  return found.slice(0, Number(count)).map(hit => hit.id)
}

function grouped(questions) {
  const sets = new Map()
  for (const question of questions)
    sets.set(question.set, [...(sets.get(question.set) ?? []), question])
  return sets
}
